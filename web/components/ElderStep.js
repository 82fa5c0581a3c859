// One step of 长辈版's form: its question in large type, and what answers it.
import { html } from "../vue.js";
import { beginEdit } from "../actions/application.js";
import { shownValue } from "../format.js";
import { fields, inConflict, questions, state } from "../store.js";
import { t } from "../texts.js";
import { FieldConflict } from "./FieldConflict.js";
import { FieldEditor } from "./FieldEditor.js";
import { Masked } from "./Masked.js";
import { Materials } from "./Materials.js";
import { PhotoButton } from "./PhotoButton.js";
import { PrecheckCard } from "./PrecheckCard.js";
import { SituationQuestion } from "./SituationQuestion.js";
import { SourceBadge } from "./SourceBadge.js";

export function ElderStep({ step }) {
  const id = step.kind === "field" ? `label-${step.name}` : "elder-title";
  const Body = { question: Question, field: Field, material: Material }[step.kind] ?? Part;
  return html`
    <div class="elder-step" role="group" aria-labelledby=${id} data-field=${step.kind === "field" ? step.name : null} data-testid=${step.kind === "field" ? `field-${step.name}` : null}>
      <h3 id=${id} tabindex="-1" data-step-title>${titleOf(step)}</h3>
      <${Body} step=${step} />
    </div>`;
}
ElderStep.props = ["step"];

function titleOf({ kind, name, question, field, material }) {
  if (kind === "question") return question.ask;
  if (kind === "material") return material.name;
  if (kind === "part") return t(`elder.title.${name}`);
  if (inConflict(field.value)) return t("elder.title.conflict", { label: field.label });
  if (field.value && !state.edits[field.name]) return field.value.confirmed ? field.label : t("elder.title.right", { label: field.label });
  return field.label;
}

/** The same for the ear: what stands there, without what somebody near should not hear. */
export function wordsOf(step) {
  const { kind, name, question, field, material } = step;
  const title = titleOf(step);
  if (kind === "question") return [title, ...question.options.map(({ label }) => label)].join("。");
  if (kind === "material") return [title, material.how].filter(Boolean).join("。");
  if (kind === "part") return `${title}。${t(`elder.lead.${name}`)}`;
  const value = field.value && !field.sensitive ? shownValue(field, field.value.value) : field.ask;
  return [title, value].filter(Boolean).join("。");
}

const Question = ({ step }) => html`<${SituationQuestion} question=${step.question} />`;
Question.props = ["step"];

function Field({ step: { field } }) {
  const { value } = field;
  const inSheet = state.sheet?.kind === "photo" && state.sheet.name === field.name;
  if (!inSheet && (state.edits[field.name] || !value)) return html`<div class="elder-editor"><${FieldEditor} field=${field} /></div>`;
  if (!value) return null;
  if (inConflict(value)) return html`<${FieldConflict} field=${field} />`;
  return html`
    <p class="elder-value"><${Masked} text=${shownValue(field, value.value)} sensitive=${field.sensitive} label=${field.label} /></p>
    <p><${SourceBadge} value=${value} /><${PhotoButton} field=${field} offer=${value} /></p>
    <button type="button" class="button wide" data-testid="edit" aria-label=${t("form.edit_named", { label: field.label })}
      onClick=${() => beginEdit(field.name, value.value)}>${t("elder.wrong")}</button>`;
}
Field.props = ["step"];

const Material = ({ step }) => html`<${Materials} materials=${[step.material]} name="step" />`;
Material.props = ["step"];

function Part({ step: { name } }) {
  if (name === "precheck") return html`<p>${t("elder.lead.precheck")}</p><${PrecheckCard} />`;
  const said = fields.value.filter(({ value }) => value).length + questions.value.length;
  return html`<p>${t("elder.lead.submit")}</p><p class="quiet">${t("elder.all", { count: said })}</p>`;
}
Part.props = ["step"];
