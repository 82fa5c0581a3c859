// After a receipt: what was typed may be kept for next time. Nothing is, unless it is ticked.
import { html, nextTick, onMounted, reactive, ref } from "../vue.js";
import { keepable, keepForNext } from "../actions/archive.js";
import { sentenceOf } from "../actions/problems.js";
import { addressOf } from "../route.js";
import { t } from "../texts.js";
import { Problem } from "./Problem.js";

export const ArchiveOffer = {
  props: ["applicationId"],
  setup(props) {
    const offered = ref([]);
    const chosen = reactive(new Set());
    const stage = ref("asking"); // asking | kept | left
    const problem = ref("");
    const told = ref(null);
    let sending = false;
    onMounted(async () => (offered.value = await keepable(props.applicationId)));

    async function end(how) {
      stage.value = how;
      await nextTick();
      told.value?.focus();
    }
    async function keep(event) {
      event.preventDefault();
      if (sending) return;
      if (!chosen.size) {
        problem.value = t("archive.offer_none");
        return;
      }
      sending = true;
      problem.value = "";
      try {
        await keepForNext(props.applicationId, [...chosen]);
        await end("kept");
      } catch (fault) {
        problem.value = sentenceOf(fault);
      } finally {
        sending = false;
      }
    }
    const tick = (name, on) => {
      if (on) chosen.add(name);
      else chosen.delete(name);
      problem.value = "";
    };

    return () => {
      if (!offered.value.length) return null;
      if (stage.value !== "asking") return html`
        <p class="card archive-offer-done" tabindex="-1" ref=${told} role="status" data-testid="offer-told">${t(`archive.offer_${stage.value}`)} <a class="link" href=${addressOf("archive")}>${t("archive.offer_look")}</a></p>`;
      return html`
        <form class="card archive-offer" aria-labelledby="offer-title" data-testid="archive-offer" onSubmit=${keep}>
          <h3 id="offer-title">${t("archive.offer")}</h3>
          <p class="quiet">${t("archive.offer_why")}</p>
          <ul>${offered.value.map((one) => html`
            <li key=${one.name}><label class="declare"><input type="checkbox" checked=${chosen.has(one.name)} data-testid=${`offer-${one.name}`} onChange=${(event) => tick(one.name, event.target.checked)} />
              <span>${one.label} <b>${one.value}</b>${one.replaces && html` <span class="quiet">${t("archive.offer_replaces")}</span>`}</span></label></li>`)}</ul>
          <${Problem} text=${problem.value} />
          <div class="field-actions">
            <button type="submit" class="button primary" data-testid="offer-keep">${t("archive.offer_keep")}</button>
            <button type="button" class="button" data-testid="offer-leave" onClick=${() => end("left")}>${t("archive.offer_no")}</button>
          </div>
        </form>`;
    };
  },
};
