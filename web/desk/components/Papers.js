// Materials: handed in, exempt with its reason, or lacking.
import { Icon } from "../../components/Icon.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { look } from "../actions.js";

export function Papers({ shown }) {
  return html`
    <section class="card" aria-labelledby="papers-title">
      <h2 id="papers-title">${t("desk.materials")}</h2>
      <ul class="case-papers">${shown.application.materials.map((one) => html`<${Row} key=${one.material_id} material=${one} shown=${shown} />`)}</ul>
    </section>`;
}
Papers.props = ["shown"];

function Row({ material, shown }) {
  const handed = material.documents.length > 0;
  const pages = (id) => [...new Set((shown.documents.find((one) => one.document_id === id)?.pages ?? []).map((one) => one.page))];
  return html`
    <li>
      <b>${material.name}</b>
      ${!handed && material.exempt_by
        ? html`<span class="pill material-exempt">${t("materials.exempt")}</span><span class="quiet">${material.exempt_reason || t(`materials.exempt_by.${material.exempt_by}`)}</span>`
        : html`<span class=${["pill", handed ? "material-handed" : "quiet-pill"]}>${t(`desk.material_state.${handed ? "handed" : material.required ? "lacking" : "optional"}`)}</span>`}
      ${material.documents.flatMap((paper) => (pages(paper.document_id).length ? pages(paper.document_id) : [1]).map((page) => html`
        <button type="button" class="button small" data-testid="look-paper" key=${paper.document_id + page} aria-label=${t("desk.look_named", { label: material.name })}
          onClick=${() => look(paper.document_id, page, null, material.name)}><${Icon} name="eye" />${t("desk.look")}</button>`))}
    </li>`;
}
Row.props = ["material", "shown"];
