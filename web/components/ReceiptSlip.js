// The receipt within the talk: what one may have to give elsewhere, to copy, to print and to keep.
import { html, ref } from "../vue.js";
import { day } from "../format.js";
import { addressOf } from "../route.js";
import { showForm } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export const ReceiptSlip = {
  props: ["application"],
  setup(props) {
    const told = ref("");
    async function copy() {
      const { acceptance_number: number, query_code: code } = props.application.receipt;
      try {
        await navigator.clipboard.writeText(`${t("receipt.number")} ${number}\n${t("receipt.query_code")} ${code}`);
        told.value = t("cards.copied");
      } catch {
        told.value = t("cards.copy_refused"); // no clipboard without https, or the person refused it
      }
    }
    return () => {
      const { receipt, item_name, application_id: id } = props.application;
      return html`
        <section role="group" class="slip is-receipt" data-testid="receipt-card" aria-label=${t("receipt.title")}>
          <header class="slip-head"><h2><${Icon} name="check" />${t("receipt.done")}</h2></header>
          <dl class="slip-rows">
            <div><dt>${t("receipt.item")}</dt><dd>${item_name}</dd></div>
            <div><dt>${t("receipt.number")}</dt><dd><strong data-testid="card-number">${receipt.acceptance_number}</strong></dd></div>
            <div><dt>${t("receipt.query_code")}</dt><dd><strong data-testid="card-code">${receipt.query_code}</strong></dd></div>
            ${receipt.deadline && html`<div><dt>${t("receipt.deadline")}</dt><dd data-testid="card-deadline">${day(receipt.deadline)}</dd></div>`}
          </dl>
          <div class="slip-acts">
            <button type="button" class="button small" data-testid="copy-receipt" onClick=${copy}><${Icon} name="file" />${t("cards.copy")}</button>
            <button type="button" class="button small" data-testid="card-print" onClick=${() => window.print()}><${Icon} name="printer" />${t("receipt.print")}</button>
            <button type="button" class="button small open-form" data-testid="open-form" onClick=${showForm}><${Icon} name="list" />${t("chat.open_receipt")}</button>
            <a class="button small" href=${addressOf(`cases/${id}`)} data-testid="card-case"><${Icon} name="clock" />${t("cards.follow")}</a>
          </div>
          <p class="quiet" role="status" data-testid="copied">${told.value}</p>
        </section>`;
    };
  },
};
