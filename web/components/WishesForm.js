// What one wants to be reminded of. Nothing is ticked until the person does.
import { html, nextTick, reactive, ref } from "../vue.js";
import { sentenceOf } from "../actions/problems.js";
import { wish } from "../actions/reminders.js";
import { t } from "../texts.js";

const KINDS = ["expiring", "correction", "overdue", "draft", "following", "suited"];
const QUIET = ["quiet_from", "quiet_until"];

export const WishesForm = {
  props: ["wishes", "onKept"],
  setup(props) {
    const draft = reactive(editable(props.wishes));
    const told = ref("");
    const sending = ref(false);
    const place = ref(null);

    function choose(kind, on) {
      draft.kinds = on ? [...draft.kinds, kind] : draft.kinds.filter((one) => one !== kind);
    }
    async function save(event) {
      event.preventDefault();
      if (sending.value) return;
      sending.value = true;
      told.value = "";
      try {
        const kept = await wish({ ...draft });
        Object.assign(draft, editable(kept));
        props.onKept(kept);
        told.value = t(kept.kinds.length ? "wishes.kept" : "wishes.nothing");
      } catch (fault) {
        told.value = sentenceOf(fault);
      } finally {
        sending.value = false;
      }
      await nextTick();
      place.value?.focus();
    }

    return () => html`
      <section aria-labelledby="wishes-title">
        <h3 id="wishes-title">${t("wishes.title")}</h3>
        <form class="card wishes" data-testid="wishes" onSubmit=${save}>
          <fieldset>
            <legend>${t("wishes.kinds")}</legend>
            ${KINDS.map((kind) => html`<${Tick} key=${kind} name=${kind} label=${t(`wishes.kind.${kind}`)} on=${draft.kinds.includes(kind)} onTick=${(on) => choose(kind, on)} />`)}
          </fieldset>
          <${Tick} name="message" label=${t("wishes.by_message")} on=${draft.by_message} onTick=${(on) => (draft.by_message = on)} />
          ${draft.by_message && html`
            <fieldset class="quiet-hours">
              <legend>${t("wishes.quiet")}</legend>
              ${QUIET.map((name) => html`<label key=${name}>${t(`wishes.${name}`)}<input type="time" required value=${draft[name]} data-testid=${`wish-${name}`}
                onInput=${(event) => (draft[name] = event.target.value)} /></label>`)}
            </fieldset>`}
          <p class="quiet">${t("wishes.none")}</p>
          <button type="submit" class="button primary" data-testid="wishes-save" aria-disabled=${String(sending.value)}>${t("wishes.save")}</button>
          <p role="status" tabindex="-1" ref=${place} data-testid="wishes-told">${told.value}</p>
        </form>
      </section>`;
  },
};

const editable = (wishes) => ({ ...wishes, quiet_from: wishes.quiet_from.slice(0, 5), quiet_until: wishes.quiet_until.slice(0, 5) });

function Tick({ name, label, on, onTick }) {
  return html`<label class="declare"><input type="checkbox" checked=${on} data-testid=${`wish-${name}`} onChange=${(event) => onTick(event.target.checked)} /><span>${label}</span></label>`;
}
Tick.props = ["name", "label", "on", "onTick"];
