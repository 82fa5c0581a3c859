// What all dialogs end with: why it was refused, and the two buttons.
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { dismiss } from "../actions.js";
import { desk } from "../store.js";

export function Problem() {
  return html`<p id="reason-problem" class="problem" role="alert" data-testid="dialog-problem">${desk.problem}</p>`;
}

/** Ctrl+Enter while writing is the button that confirms: no hand leaves the keyboard. */
export const confirming = (act) => (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
  event.preventDefault();
  act();
};

export function Buttons({ confirm, act }) {
  return html`
    <div class="desk-buttons">
      <button type="button" class="button" data-testid="cancel" onClick=${dismiss}>${t("desk.cancel")}</button>
      <button type="button" class="button primary" data-testid="confirm" aria-disabled=${String(desk.busy)} onClick=${act}>${confirm}</button>
    </div>`;
}
Buttons.props = ["confirm", "act"];
