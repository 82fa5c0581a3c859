// On narrow screens: the bar above the box to type in that says what is left of the form, and brings it up.
import { html } from "../vue.js";
import { standing } from "../cases.js";
import { editable, showForm, state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function ViewSwitch() {
  const { application } = state;
  const go = t(editable.value ? "views.go_on" : application.receipt ? "views.receipt" : "views.look");
  return html`
    <button type="button" class="form-bar" data-testid="view-form" aria-expanded=${String(state.view === "form")} onClick=${showForm}>
      <${Icon} name="list" />
      <span class="form-bar-text"><b>${application.item_name}</b><span data-testid="form-left">${standing(application)}</span></span>
      <span class="form-bar-go">${go}</span>
    </button>`;
}
