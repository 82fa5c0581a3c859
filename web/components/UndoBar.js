// The last act on the form, to be taken back; stays until the next act or until it is closed.
import { html } from "../vue.js";
import { undo } from "../actions/undo.js";
import { state, undoable } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function UndoBar() {
  const meant = undoable.value;
  return html`
    <div class="undo-place">
      <p class="visually-hidden" role="status">${meant ? t("undo.told", { value: meant.text }) : (state.undo?.told ?? "")}</p>
      ${meant && html`
        <div class="undo" data-testid="undo-bar">
          <span>${meant.text}</span>
          <button type="button" class="button small" data-testid="undo" onClick=${undo}><${Icon} name="again" />${t("undo.undo")}</button>
          <button type="button" class="round plain" data-testid="undo-close" aria-label=${t("undo.close")} onClick=${() => (state.undo = null)}><${Icon} name="close" /></button>
        </div>`}
    </div>`;
}
