// Questions, fields and materials of the form; in a correction round what is asked, and the rest folded away.
import { html } from "../vue.js";
import { correcting, isAsked, questions, sections, state } from "../store.js";
import { t } from "../texts.js";
import { FieldRow } from "./FieldRow.js";
import { Materials } from "./Materials.js";
import { SituationQuestion } from "./SituationQuestion.js";

export function Contents() {
  if (!correcting.value) return html`<${Part} only=${() => true} name="all" />`;
  return html`
    <${Part} only=${isAsked} name="asked" />
    <details class="card rest" data-testid="not-asked">
      <summary>${t("correction.rest")}</summary>
      <${Part} only=${(name) => !isAsked(name)} name="rest" />
    </details>`;
}

/** Those among them that `only` takes; `name` tells two parts on one page apart. */
function Part({ only, name }) {
  const asked = questions.value.filter((question) => only(question.id));
  const shown = sections.value.map(({ title, fields }) => ({ title, fields: fields.filter((field) => only(field.name)) }));
  const materials = state.application.materials.filter((material) => only(material.material_id));
  return html`
    ${asked.length > 0 && html`
      <section class="card" aria-labelledby=${`situation-${name}`}>
        <h3 id=${`situation-${name}`}>${t("form.situation_title")}</h3>
        ${asked.map((question) => html`<${SituationQuestion} key=${question.id} question=${question} />`)}
      </section>`}
    ${shown.filter(({ fields }) => fields.length).map(({ title, fields }) => html`
      <section class="card" key=${title}>
        <h3>${title || t("form.no_section")}</h3>
        <dl class="fields">${fields.map((field) => html`<${FieldRow} key=${field.name} field=${field} />`)}</dl>
      </section>`)}
    ${(materials.length > 0 || name === "all") && html`<${Materials} materials=${materials} name=${name} />`}`;
}
Part.props = ["only", "name"];
