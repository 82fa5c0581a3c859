// Under the header: that there is no network, and what went wrong outside any one place. They take room of their own and
// cover nothing; a sentence stays until it is dismissed or replaced.
import { html } from "../vue.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function Notice() {
  return html`
    <div class="notice-place" role="status">
      ${state.offline && html`<p class="offline" data-testid="offline"><${Icon} name="cloud" />${t("problem.offline")}</p>`}
      ${state.notice && html`
        <div class="notice" data-testid="notice">
          <${Icon} name="alert" /><span>${state.notice}</span>
          <button type="button" class="button small" onClick=${() => (state.notice = "")}>${t("problem.dismiss")}</button>
        </div>`}
    </div>`;
}
