// What is still to be mended before it can be sent, at the top of the form; each line leads to its place.
import { html } from "../vue.js";
import { goTo } from "../actions/application.js";
import { reviewReady } from "../actions/submission.js";
import { faults } from "../faults.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

const SENDABLE = ["draft", "ready"];

export function ErrorSummary() {
  if (!state.summary || !faults.value.length) return null;
  const { bundle_id: bundle, parts } = state.application;
  const several = bundle && parts.filter((part) => part.role === "handled" && SENDABLE.includes(part.state)).length > 1;
  const go = (event, { kind, name }) => {
    event.preventDefault(); // the address names the page of one's own
    goTo(kind, name);
  };
  return html`
    <section class="summary" role="alert" tabindex="-1" aria-labelledby="summary-title" data-part="summary" data-testid="error-summary">
      <h3 id="summary-title"><${Icon} name="alert" />${t("summary.title", { count: faults.value.length })}</h3>
      <ul>${faults.value.map((fault) => html`
        <li key=${`${fault.kind} ${fault.name} ${fault.text}`}>${fault.kind
          ? html`<a href=${`#${fault.kind}-${fault.name}`} data-testid="error-link" onClick=${(event) => go(event, fault)}>${fault.text}</a>`
          : html`<span>${fault.text}</span>`}</li>`)}</ul>
      ${several && html`
        <p>${t("summary.some_ready")}</p>
        <button type="button" class="button small" data-testid="send-ready" onClick=${reviewReady}>${t("summary.send_ready")}</button>`}
    </section>`;
}
