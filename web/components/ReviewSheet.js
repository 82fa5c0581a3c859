// Check your answers: everything that will be sent, once more, then one button.
import { html, ref } from "../vue.js";
import { goTo } from "../actions/application.js";
import { submit } from "../actions/submission.js";
import { shownValue } from "../format.js";
import { questions, sections, state } from "../store.js";
import { t } from "../texts.js";
import { Commitment } from "./Commitment.js";
import { Icon } from "./Icon.js";
import { Masked } from "./Masked.js";
import { Sheet } from "./Sheet.js";

export const ReviewSheet = {
  setup() {
    const declared = ref(false);
    const send = () => {
      if (declared.value) submit();
      else state.sheet.problem = t("review.declare_first");
    };
    return () => html`<${Sheet} title=${t("review.title")} testid="review-sheet">${{
      default: () => html`
        <p>${t("review.lead")}</p>
        <${Answers} />
        <${HandedIn} />
        <${Promises} />`,
      foot: () => html`
        <label class="declare">
          <input type="checkbox" checked=${declared.value} data-testid="declare" onChange=${(event) => (declared.value = event.target.checked)} />
          <span>${t("review.declare")}</span>
        </label>
        ${state.sheet?.problem && html`<p class="problem" role="alert" data-testid="submit-problem"><${Icon} name="alert" />${state.sheet.problem}</p>`}
        <button type="button" class="button primary wide" data-testid="submit" aria-disabled=${String(state.submitting)} onClick=${send}>
          ${t(state.submitting ? "review.submitting" : "review.submit")}</button>`,
    }}</>`;
  },
};

function Answers() {
  return html`
    <dl class="answers">
      ${questions.value.map((question) => html`
        <${Row} key=${question.id} label=${question.ask} text=${question.options.find((option) => option.id === question.answer)?.label} go=${() => goTo("question", question.id)} />`)}
      ${sections.value.flatMap(({ fields }) => fields).map((field) => html`
        <${Row} key=${field.name} label=${field.label} text=${field.value && shownValue(field, field.value.value)} sensitive=${field.sensitive} go=${() => goTo("field", field.name)} />`)}
    </dl>`;
}

function Row({ label, text, sensitive, go }) {
  return html`
    <div class="answer">
      <dt>${label}</dt>
      <dd>
        <span>${text ? html`<${Masked} text=${text} sensitive=${sensitive} label=${label} />` : html`<span class="quiet">${t("review.blank")}</span>`}</span>
        <button type="button" class="link" aria-label=${t("review.change_named", { label })} onClick=${go}>${t("review.change")}</button>
      </dd>
    </div>`;
}
Row.props = ["label", "text", "sensitive", "go"];

function Promises() {
  const asked = state.application.materials.filter((material) => material.commitment?.asked);
  if (!asked.length) return null;
  return html`
    <h3>${t("commitment.title")}</h3>
    <p>${t("commitment.lead")}</p>
    <ul class="handed-in">
      ${asked.map((material) => html`<li key=${material.material_id}><div><b>${material.name}</b><${Commitment} material=${material} /></div></li>`)}
    </ul>`;
}

function HandedIn() {
  const { materials } = state.application;
  if (!materials.length) return null;
  const word = (material) => (material.exempt_by ? "exempt" : material.document ? "handed" : material.required ? "needed" : "optional");
  return html`
    <h3>${t("review.materials")}</h3>
    <ul class="handed-in">
      ${materials.map((material) => html`
        <li key=${material.material_id}><span>${material.name}</span><span class=${["pill", `material-${word(material)}`]}>${t(`materials.${word(material)}`)}</span></li>`)}
    </ul>`;
}
