// What must be handed in, what need not be and why, and where to put each.
import { html, ref } from "../vue.js";
import { attach, detach } from "../actions/application.js";
import { editable, questions, state } from "../store.js";
import { t } from "../texts.js";
import { Commitment } from "./Commitment.js";
import { FaultsAt, faultId } from "./FaultsAt.js";
import { Icon } from "./Icon.js";
import { ReadingNotes } from "./ReadingNotes.js";
import { SomebodyElses } from "./SomebodyElses.js";

export function Materials({ materials, name }) {
  const decided = questions.value.every((question) => question.answer);
  return html`
    <section class="card" aria-labelledby=${`materials-${name}`}>
      <h3 id=${`materials-${name}`}>${t("materials.title")}</h3>
      ${materials.length === 0 && html`<p class="quiet">${t(decided ? "materials.none" : "materials.later")}</p>`}
      <ul class="materials">
        ${materials.map((material) => html`
          <li key=${material.material_id} class="material" data-material=${material.material_id} data-testid=${`material-${material.material_id}`} tabindex="-1">
            <div class="material-text">
              <b>${material.name}</b>
              <${Status} material=${material} />
              <p class="quiet">${explain(material)}</p>
              ${editable.value && html`<${FaultsAt} kind="material" name=${material.material_id} />`}
              <${Commitment} material=${material} />
              <${SomebodyElses} material=${material} />
              ${state.slots[material.material_id]?.problem && html`<p class="problem" role="alert"><${Icon} name="alert" />${state.slots[material.material_id].problem}</p>`}
            </div>
            ${editable.value && !material.exempt_by && html`<${Slot} material=${material} />`}
            <${ReadingNotes} documentId=${material.document?.document_id} />
          </li>`)}
      </ul>
    </section>`;
}
Materials.props = ["materials", "name"];

function explain(material) {
  if (material.exempt_by) return material.exempt_reason || t(`materials.exempt_by.${material.exempt_by}`);
  return material.how;
}

function Status({ material }) {
  const [kind, icon] = material.exempt_by
    ? ["exempt", "check"]
    : material.document ? ["handed", "check"] : material.required ? ["needed", null] : ["optional", null];
  return html`<span class=${["pill", `material-${kind}`]} data-testid="material-status">${icon && html`<${Icon} name=${icon} />`}${t(`materials.${kind}`)}</span>`;
}
Status.props = ["material"];

const Slot = {
  props: ["material"],
  setup(props) {
    const picker = ref(null);
    const chosen = (event) => {
      attach(props.material.material_id, event.target.files[0]);
      event.target.value = "";
    };
    return () => {
      const { material } = props;
      const busy = state.slots[material.material_id]?.busy;
      const word = material.document ? "replace" : "upload";
      return html`
        <div class="slot">
          ${material.document && html`<button type="button" class="link" data-testid="view-document" aria-label=${t("materials.view_named", { name: material.name })}
            onClick=${() => (state.sheet = { kind: "document", material })}>${t("materials.view")}</button>`}
          <input hidden ref=${picker} type="file" accept="image/*,application/pdf" data-testid=${`upload-${material.material_id}`} onChange=${chosen} />
          ${busy
            ? html`<span class="quiet" role="status">${t("materials.uploading")}…</span>`
            : html`<button type="button" class="button small" aria-label=${t(`materials.${word}_named`, { name: material.name })} aria-describedby=${faultId("material", material.material_id)} onClick=${() => picker.value.click()}>
                <${Icon} name="camera" />${t(`materials.${word}`)}</button>`}
          ${material.document && !busy && html`<button type="button" class="link" data-testid="detach" aria-label=${t("materials.detach_named", { name: material.name })}
            onClick=${() => detach(material.material_id)}>${t("materials.detach")}</button>`}
        </div>`;
    };
  },
};
