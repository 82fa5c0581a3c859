// What the precheck found, within the talk: each with the way to mend it.
import { html } from "../vue.js";
import { mend } from "../actions/ways.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Finding } from "./PrecheckCard.js";

export function FindingsCard() {
  const { findings, application_id: id } = state.application;
  return html`
    <section role="group" class="slip" data-testid="findings-card" aria-label=${t("precheck.title")}>
      <h2>${t("cards.findings", { count: findings.length })}</h2>
      <ul class="findings">${findings.map((finding, at) => html`
        <${Finding} key=${at} finding=${finding} testid="card-finding" go=${() => mend(id, finding)} />`)}</ul>
    </section>`;
}
