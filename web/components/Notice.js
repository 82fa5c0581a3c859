// A sentence about something that went wrong outside any one place; stays until dismissed or replaced.
import { html } from "../vue.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function Notice() {
  return html`
    <div class="notice-place" role="status">
      ${state.notice && html`
        <div class="notice" data-testid="notice">
          <${Icon} name="alert" /><span>${state.notice}</span>
          <button type="button" class="button small" onClick=${() => (state.notice = "")}>${t("problem.dismiss")}</button>
        </div>`}
    </div>`;
}
