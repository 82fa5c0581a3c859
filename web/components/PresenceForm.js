// 帮代办: a helper at the window for somebody who stands there with their card; named items, only today.
import { html, nextTick, reactive, ref } from "../vue.js";
import { loadDelegations, present, wordsOf } from "../actions/family.js";
import { sentenceOf } from "../actions/problems.js";
import { today, wishOf } from "../wishes.js";
import { t } from "../texts.js";
import { Labelled } from "./Labelled.js";
import { Problem } from "./Problem.js";
import { ScopeFields } from "./ScopeFields.js";

export const PresenceForm = {
  props: ["kind", "onDone"],
  setup(props) {
    const person = reactive({ number: "", file: null });
    const wish = reactive({ other_name: "", relation: "other", items: [], reach: "submit", use_profile: true, use_certificates: true, until: today() });
    const words = ref("");
    const problem = ref("");
    const sending = ref(false);
    const place = ref(null);

    async function tryTo(act) {
      if (sending.value) return;
      sending.value = true;
      problem.value = "";
      try {
        await act();
      } catch (fault) {
        problem.value = sentenceOf(fault);
        words.value = fault.problem?.words ?? words.value;
      } finally {
        sending.value = false;
      }
      await nextTick();
      place.value?.focus();
    }
    const read = (event) => {
      event.preventDefault();
      if (!wish.items.length) problem.value = t("family.items_needed");
      else tryTo(async () => (words.value = await wordsOf("agent", wishOf(wish))));
    };
    const agree = () => tryTo(async () => {
      await present(wishOf(wish), person.number.trim().toUpperCase(), person.file, words.value);
      await loadDelegations();
      props.onDone();
    });

    return () => words.value
      ? html`
        <div class="family-form">
          <h4 tabindex="-1" ref=${place}>${t("family.read_aloud")}</h4>
          <blockquote class="words" data-testid="words">${words.value}</blockquote>
          <${Problem} text=${problem.value} />
          <div class="case-acts">
            <button type="button" class="button primary" data-testid="presence-agreed" aria-disabled=${String(sending.value)} onClick=${agree}>${t("family.heard")}</button>
            <button type="button" class="button" onClick=${() => (words.value = "")}>${t("family.change")}</button>
          </div>
        </div>`
      : html`
        <form class="family-form" onSubmit=${read}>
          <${Labelled} testid="presence-name" label=${t("family.card_name")} value=${wish.other_name} onText=${(text) => (wish.other_name = text)} />
          <${Labelled} testid="presence-number" label=${t("family.card_number")} value=${person.number} onText=${(text) => (person.number = text)} />
          <div class="labelled">
            <label for="presence-card">${t("family.card")}</label>
            <input id="presence-card" type="file" required accept="image/*" data-testid="presence-card" onChange=${(event) => (person.file = event.target.files[0] ?? null)} />
          </div>
          <${ScopeFields} wish=${wish} mine=${false} />
          <${Problem} text=${problem.value} />
          <button type="submit" class="button primary" data-testid="presence-next">${t("family.next")}</button>
        </form>`;
  },
};
