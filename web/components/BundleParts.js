// The parts of a life event: how each stands, its receipt, what waits for what, and what is done elsewhere.
import { html } from "../vue.js";
import { t } from "../texts.js";

export function BundleParts({ bundle }) {
  const names = Object.fromEntries(bundle.parts.map((part) => [part.part_id, part.name]));
  const of = (role) => bundle.parts.filter((part) => part.role === role);
  const together = of("handled").filter((part) => part.application_id);
  const elsewhere = of("outside");
  return html`
    ${bundle.singles.map((one) => html`<p class="remark" role="status" key=${one.text}>${one.text}</p>`)}
    ${together.length > 0 && html`
      <section class="card" aria-labelledby="bundle-title" data-part="receipt" data-testid="bundle-parts">
        <h3 id="bundle-title" tabindex="-1">${t("bundle.title")}</h3>
        <ul class="bundle-parts">
          ${together.map((part) => html`
            <li key=${part.part_id}>
              <p><b>${part.name}</b> <span class=${["pill", `state-${part.state}`]}>${t(`state.${part.state}`)}</span></p>
              ${part.receipt && html`<p class="quiet">${t("receipt.number")} ${part.receipt.acceptance_number}</p>`}
              ${part.waits_for.length > 0 && html`<p class="quiet">${t("bundle.waits", { item: part.waits_for.map((one) => names[one]).join("、") })}</p>`}
            </li>`)}
        </ul>
      </section>`}
    ${elsewhere.length > 0 && html`
      <details class="card">
        <summary>${t("bundle.elsewhere")}</summary>
        <ul class="bundle-parts">${elsewhere.map((part) => html`<li key=${part.part_id}><p><b>${part.name}</b></p><p class="quiet">${part.text}</p></li>`)}</ul>
      </details>`}`;
}
BundleParts.props = ["bundle"];
