// Deleting everything: what goes, what stays and why; done only once the word is written.
import { html, nextTick, ref } from "../vue.js";
import { eraseAll } from "../actions/archive.js";
import { sentenceOf } from "../actions/problems.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";
import { Labelled } from "./Labelled.js";
import { Problem } from "./Problem.js";

const GOING = ["facts", "certificates", "pictures", "conversations", "recordings", "reminders"];

export const ArchiveErase = {
  props: ["leaving", "onChanged"],
  setup(props) {
    const open = ref(false);
    const word = ref("");
    const problem = ref("");
    const place = ref(null);
    let sending = false;

    async function turn(on) {
      Object.assign(open, { value: on });
      word.value = problem.value = "";
      await nextTick();
      place.value?.querySelector(on ? "input" : "[data-testid=erase]")?.focus();
    }
    async function erase(event) {
      event.preventDefault();
      if (sending) return;
      sending = true;
      problem.value = "";
      try {
        await eraseAll(word.value);
        open.value = false;
        await props.onChanged(t("archive.erased"), "facts");
      } catch (fault) {
        problem.value = sentenceOf(fault);
        place.value?.querySelector("input")?.focus();
      } finally {
        sending = false;
      }
    }
    const key = (event) => event.key === "Escape" && open.value && turn(false);

    return () => {
      const { leaving } = props;
      const going = GOING.filter((kind) => leaving[kind] > 0);
      return html`
        <div class="card archive-erase" ref=${place} onKeydown=${key}>
          <h4>${t("archive.erase")}</h4>
          <p class="quiet">${going.length ? t("archive.erase_goes", { value: going.map((kind) => t(`archive.goes.${kind}`, { count: leaving[kind] })).join(t("photo.and")) }) : t("archive.erase_nothing")}</p>
          <p class="quiet">${t("archive.erase_stays")}</p>
          <ul class="archive-stays" data-testid="stays">${leaving.stays.map((one) => html`
            <li key=${one.kind}><b>${t(`archive.stay.${one.kind}`)}${one.count > 0 && html`<span class="count">${one.count}</span>`}</b><span>${one.why}</span></li>`)}</ul>
          ${open.value ? html`
            <form class="archive-erase-form" novalidate onSubmit=${erase}>
              <${Labelled} testid="erase-word" label=${t("archive.erase_word", { value: leaving.word })} why=${t("archive.erase_final")} value=${word.value} onText=${(text) => (word.value = text)} />
              <${Problem} text=${problem.value} />
              <div class="field-actions">
                <button type="submit" class="button danger" data-testid="erase-yes">${t("archive.erase_yes")}</button>
                <button type="button" class="button" data-testid="erase-no" onClick=${() => turn(false)}>${t("archive.delete_no")}</button>
              </div>
            </form>` : going.length > 0 && html`<button type="button" class="button danger" data-testid="erase" onClick=${() => turn(true)}><${Icon} name="close" />${t("archive.erase_begin")}</button>`}
        </div>`;
    };
  },
};
