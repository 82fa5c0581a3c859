// A box with its label above it, and a line of explanation read out with it.
import { html } from "../vue.js";

export function Labelled({ testid, label, why, value, type, onText, ...more }) {
  return html`
    <div class="labelled">
      <label for=${testid}>${label}</label>
      ${why && html`<p class="quiet" id=${`${testid}-why`}>${why}</p>`}
      <input id=${testid} type=${type ?? "text"} autocomplete="off" required value=${value} aria-describedby=${why ? `${testid}-why` : null} data-testid=${testid} ...${more}
        onInput=${(event) => onText(event.target.value)} />
    </div>`;
}
Labelled.props = ["testid", "label", "why", "value", "type", "onText", "min", "max", "inputmode"];
