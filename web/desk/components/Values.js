// Each value of the form with where it comes from, what papers show, and what the profile or a register says.
import { Icon } from "../../components/Icon.js";
import { SourceBadge } from "../../components/SourceBadge.js";
import { day } from "../../format.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { look } from "../actions.js";

export function Values({ shown }) {
  return html`
    <section class="card" aria-labelledby="values-title">
      <h2 id="values-title">${t("desk.values")}</h2>
      <dl class="case-values">${shown.fields.map((field) => html`<${Row} key=${field.name} field=${field} />`)}</dl>
    </section>`;
}
Values.props = ["shown"];

function Row({ field }) {
  return html`
    <div class=${["case-value", { disputed: field.disputed }]} data-testid=${`value-${field.name}`}>
      <dt>${field.label}${field.disputed && html`<span class="pill waiting-pill">${t("desk.disputed")}</span>`}</dt>
      <dd>
        <span class="value">${field.display || t("desk.blank")}</span>
        ${field.value && html`<${SourceBadge} value=${field.value} />`}
        ${field.value?.confirmed && html`<span class="confirmed"><${Icon} name="check" />${t("desk.confirmed")}</span>`}
        ${field.seen.map((seen) => html`
          <button type="button" class="case-seen" data-testid="look-value" aria-label=${t("desk.look_named", { label: field.label })}
            key=${seen.document_id + seen.name + seen.page} onClick=${() => look(seen.document_id, seen.page, seen, field.label)}>
            <${Icon} name="eye" /><span>${t("desk.paper")}：${seen.value}</span><${Agrees} is=${seen.agrees} />
          </button>`)}
        ${field.told.map((told) => html`
          <p class="case-told" key=${told.reference}>${told.told_by || told.reference}${told.on && `（${day(told.on)}）`}：${told.value}<${Agrees} is=${told.agrees} /></p>`)}
      </dd>
    </div>`;
}
Row.props = ["field"];

function Agrees({ is }) {
  return html`<span class=${["pill", is ? "state-ready" : "waiting-pill"]}>${t(is ? "desk.agrees" : "desk.differs")}</span>`;
}
Agrees.props = ["is"];
