// One fact. A masked one is shown by its own button; one's own word is corrected at once, against a register's word is noted what one says.
import { html, nextTick, ref, watch } from "../vue.js";
import { done, removeFact, wholeFact } from "../actions/archive.js";
import { handleItem } from "../actions/ways.js";
import { day } from "../format.js";
import { t } from "../texts.js";
import { ArchiveCorrection } from "./ArchiveCorrection.js";
import { AskTwice } from "./AskTwice.js";
import { Icon } from "./Icon.js";

export const ArchiveFact = {
  props: ["fact", "onChanged"],
  setup(props) {
    const row = ref(null);
    const whole = ref(null); // the fact with nothing masked, once it was asked for
    const editing = ref(false);
    watch(() => props.fact, () => (whole.value = null));

    async function fetched() {
      return whole.value ?? (await done(async () => (whole.value = await wholeFact(props.fact.name))), whole.value);
    }
    const toggle = async () => (whole.value ? (whole.value = null) : await fetched());
    async function edit() {
      editing.value = !props.fact.hidden || Boolean(await fetched());
    }
    async function leave() {
      editing.value = false;
      whole.value = null;
      await nextTick();
      row.value?.querySelector("[data-testid=fact-correct]")?.focus();
    }
    async function corrected(now) {
      await props.onChanged(t(now.own ? "archive.corrected" : "archive.disputed", { label: now.label }));
      await leave();
    }
    async function remove() {
      if (await done(() => removeFact(props.fact.name))) await props.onChanged(t("archive.removed", { label: props.fact.label }), "facts");
    }

    return () => {
      const { fact } = props;
      const named = { label: fact.label };
      return html`
        <li class="fact" ref=${row} data-testid=${`fact-${fact.name}`}>
          <div class="fact-what">
            <span class="fact-label">${fact.label}</span>
            <span class="fact-value" data-testid="fact-value">${whole.value?.value ?? fact.value}</span>
            ${fact.hidden && html`<button type="button" class="link" data-testid="fact-show" aria-pressed=${String(Boolean(whole.value))}
              aria-label=${t(whole.value ? "form.hide_named" : "form.show_named", named)} onClick=${toggle}>${t(whole.value ? "form.hide" : "form.show")}</button>`}
          </div>
          <${From} fact=${fact} />
          ${fact.dispute && html`<${Dispute} fact=${whole.value ?? fact} />`}
          ${editing.value
            ? html`<${ArchiveCorrection} fact=${whole.value ?? fact} onLeave=${leave} onCorrected=${corrected} />`
            : html`
              <div class="fact-acts">
                <button type="button" class="link" data-testid="fact-correct" aria-label=${t(fact.own ? "archive.correct_named" : "archive.wrong_named", named)} onClick=${edit}>${t(fact.own ? "archive.correct" : "archive.wrong")}</button>
                <${AskTwice} testid="fact-delete" label=${t("archive.delete")} name=${t("archive.delete_named", named)}
                  question=${t(fact.own ? "archive.delete_ask" : "archive.delete_ask_register", named)} yes=${t("archive.delete_yes")} no=${t("archive.delete_no")} onYes=${remove} />
              </div>`}
        </li>`;
    };
  },
};

function From({ fact }) {
  return html`
    <p class="fact-from">
      <span class=${["source", fact.own ? "from-typed" : "from-profile"]} data-testid="fact-source">${fact.source}</span>
      <span>${day(fact.on)}</span>
      ${fact.kept_until && html`<span data-testid="fact-until">${t("archive.until", { date: day(fact.kept_until) })}</span>`}
    </p>`;
}
From.props = ["fact"];

/** What one says is right, while the register still says something else. */
function Dispute({ fact }) {
  return html`
    <div class="remark" data-testid="fact-dispute">
      <p><${Icon} name="pen" />${t("archive.dispute", { value: fact.dispute.said, date: day(fact.dispute.made_at) })}</p>
      <p>${fact.how}</p>
      ${fact.item_id && html`<button type="button" class="link" onClick=${() => handleItem(fact.item_id)}>${t("archive.dispute_go")}</button>`}
    </div>`;
}
Dispute.props = ["fact"];
