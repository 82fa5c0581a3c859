// On narrow screens: the conversation or the form.
import { html } from "../vue.js";
import { editable, state, unconfirmed } from "../store.js";
import { t } from "../texts.js";

export function ViewSwitch() {
  const left = editable.value ? (state.application.missing?.length ?? 0) + unconfirmed.value.length : 0;
  const tab = (view, label) => html`
    <button type="button" class="view" data-testid=${`view-${view}`}
      aria-current=${state.view === view ? "true" : null} onClick=${() => (state.view = view)}>${label}</button>`;
  return html`
    <nav class="views" aria-label=${t("landmark.views")}>
      ${tab("chat", t("views.chat"))}
      ${tab("form", [t("views.form"), left ? html`<span class="count">${t("views.form_left", { count: left })}</span>` : null])}
    </nav>`;
}
