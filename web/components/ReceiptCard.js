// The receipt: what a person keeps. The print stylesheet prints this card alone.
import { html } from "../vue.js";
import { day, moment } from "../format.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function ReceiptCard({ application }) {
  const { receipt } = application;
  const rows = [
    ["item", application.item_name],
    ["applicant", application.owner_name ?? state.person?.name],
    ["received_at", moment(receipt.received_at)],
    ["deadline", day(receipt.deadline)],
  ];
  return html`
    <section class="receipt" data-part="receipt" data-testid="receipt">
      <header class="receipt-head">
        <span class="receipt-tick"><${Icon} name="check" /></span>
        <div>
          <h3 tabindex="-1">${t("receipt.title")}</h3>
          <p>${t("receipt.done")}</p>
        </div>
      </header>
      <p class="receipt-number"><span>${t("receipt.number")}</span><strong data-testid="receipt-number">${receipt.acceptance_number}</strong></p>
      <p class="receipt-number small"><span>${t("receipt.query_code")}</span><strong data-testid="query-code">${receipt.query_code}</strong></p>
      <dl>${rows.filter(([, text]) => text).map(([key, text]) => html`<div key=${key}><dt>${t(`receipt.${key}`)}</dt><dd data-testid=${`receipt-${key}`}>${text}</dd></div>`)}</dl>
      ${receipt.note && html`<p class="quiet" data-testid="receipt-deadline-note">${receipt.note}</p>`}
      <p class="quiet">${t("receipt.keep")}</p>
      <p class="quiet print-only">${t("receipt.issuer")} · ${t("receipt.note")}</p>
      <button type="button" class="button no-print" data-testid="print" onClick=${() => window.print()}><${Icon} name="printer" />${t("receipt.print")}</button>
    </section>`;
}
ReceiptCard.props = ["application"];
