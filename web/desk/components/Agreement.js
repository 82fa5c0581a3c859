// Precheck and reviewers compared, rule by rule; rules often wrong can be handed to who keeps the guides.
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { handOver } from "../actions.js";
import { desk } from "../store.js";

const percent = (share) => Math.round(share * 100);

export function Agreement() {
  const { judged, agreement, rules } = desk.agreement;
  return html`
    <main class="desk-agreement" data-testid="agreement">
      <h1>${t("desk.agreement")}</h1>
      <p>${judged ? t("desk.agreement_lead", { count: judged, percent: percent(agreement) }) : t("desk.agreement_none")}</p>
      ${rules.length > 0 && html`
        <div class="desk-table" tabindex="0" role="region" aria-label=${t("desk.agreement")}>
          <table>
            <thead><tr>${["desk.item", "desk.rule", "desk.upheld_count", "desk.overridden_count", "desk.missed_count", "desk.share", "desk.acts"].map((key) => html`<th key=${key} scope="col">${label(key)}</th>`)}</tr></thead>
            <tbody>${rules.map((one) => html`<${Row} key=${one.item_id + one.rule} rule=${one} />`)}</tbody>
          </table>
        </div>`}
    </main>`;
}

const label = (key) => ({
  "desk.item": t("desk.item"),
  "desk.rule": t("desk.rule"),
  "desk.upheld_count": t("desk.upheld_count"),
  "desk.overridden_count": t("desk.overridden_count"),
  "desk.missed_count": t("desk.missed_count"),
  "desk.share": t("desk.share"),
  "desk.acts": t("desk.acts"),
})[key];

function Row({ rule }) {
  return html`
    <tr data-testid="rule">
      <td>${rule.item_name}</td>
      <th scope="row">${rule.message}</th>
      <td>${rule.upheld}</td><td>${rule.overridden}</td><td>${rule.missed}</td><td>${percent(rule.agreement)}%</td>
      <td>${rule.offered
        ? html`<button type="button" class="button small" data-testid="hand-over" aria-label=${t("desk.hand_over_named", { label: rule.message })} onClick=${() => handOver(rule)}>${t("desk.hand_over")}</button>`
        : rule.ticket_id && t("desk.handed_over")}</td>
    </tr>`;
}
Row.props = ["rule"];
