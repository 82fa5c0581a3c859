// What one side puts to the other: whom, what, how far, until when. Who grants it reads the words before agreeing;
// then there is a code to hand on, shown once.
import { html, nextTick, reactive, ref } from "../vue.js";
import { askToAct, invite, loadDelegations, wordsOf } from "../actions/family.js";
import { sentenceOf } from "../actions/problems.js";
import { inDays, wishOf } from "../wishes.js";
import { t } from "../texts.js";
import { Labelled } from "./Labelled.js";
import { OfferedCode } from "./OfferedCode.js";
import { Problem } from "./Problem.js";
import { ScopeFields } from "./ScopeFields.js";

const RELATIONS = ["mother", "father", "spouse", "child", "grandparent", "other"];
const LASTS_DAYS = 30;

export const WishForm = {
  props: ["kind", "onDone"],
  setup(props) {
    const mine = props.kind === "invite"; // one's own matters are to be handled
    const wish = reactive({ other_name: "", relation: "other", items: [], reach: "prepare", use_profile: false, use_certificates: false, until: inDays(LASTS_DAYS) });
    const words = ref("");
    const offered = ref(null);
    const problem = ref("");
    const place = ref(null);

    const sending = ref(false);

    async function tryTo(act) {
      if (sending.value) return; // a code is made once, however often one taps
      sending.value = true;
      problem.value = "";
      try {
        await act();
      } catch (fault) {
        problem.value = sentenceOf(fault);
        words.value = fault.problem?.words ?? words.value;
        return;
      } finally {
        sending.value = false;
      }
      await nextTick();
      place.value?.focus();
    }
    const read = () => tryTo(async () => (words.value = await wordsOf("principal", wishOf(wish))));
    const send = () => tryTo(async () => {
      offered.value = mine ? await invite(wishOf(wish), words.value) : await askToAct(wishOf(wish));
      await loadDelegations();
    });
    const next = (event) => {
      event.preventDefault();
      return mine ? read() : send();
    };

    return () => {
      if (offered.value) return html`<${OfferedCode} offered=${offered.value} name=${wish.other_name} kind=${props.kind} place=${place} onDone=${props.onDone} />`;
      if (words.value) return html`
        <div class="family-form">
          <h4 tabindex="-1" ref=${place}>${t("family.read")}</h4>
          <blockquote class="words" data-testid="words">${words.value}</blockquote>
          <${Problem} text=${problem.value} />
          <div class="case-acts">
            <button type="button" class="button primary" data-testid="words-agree" onClick=${send}>${t("family.agree")}</button>
            <button type="button" class="button" onClick=${() => (words.value = "")}>${t("family.change")}</button>
          </div>
        </div>`;
      return html`
        <form class="family-form" onSubmit=${next}>
          <${Labelled} testid="wish-name" label=${t(`family.other.${props.kind}`)} why=${t("family.other_why")} value=${wish.other_name} onText=${(text) => (wish.other_name = text)} />
          <div class="labelled">
            <label for="wish-relation">${t(`family.relation_label.${props.kind}`)}</label>
            <select id="wish-relation" data-testid="wish-relation" value=${wish.relation} onChange=${(event) => (wish.relation = event.target.value)}>
              ${RELATIONS.map((one) => html`<option key=${one} value=${one} selected=${wish.relation === one}>${t(`family.relation.${one}`)}</option>`)}
            </select>
          </div>
          <${ScopeFields} wish=${wish} mine=${mine} />
          <${Labelled} testid="wish-until" type="date" label=${t("family.until")} why=${t("family.until_why")} min=${inDays(0)} max=${inDays(365)} value=${wish.until} onText=${(text) => (wish.until = text)} />
          <${Problem} text=${problem.value} />
          <button type="submit" class="button primary" data-testid="wish-next">${t(mine ? "family.next" : "family.ask_send")}</button>
        </form>`;
    };
  },
};
