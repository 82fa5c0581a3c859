// How many proposed values still wait for the person's yes, and one button for all of them.
import { html } from "../vue.js";
import { confirm } from "../actions/application.js";
import { conflicts, unconfirmed } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function ConfirmBar() {
  const clear = unconfirmed.value.filter((field) => !conflicts.value.includes(field));
  if (!unconfirmed.value.length) return null;
  const names = clear.map((field) => field.name);
  return html`
    <div class="confirm-bar" data-part="confirm" tabindex="-1">
      <span>${t("form.to_confirm", { count: unconfirmed.value.length })}</span>
      ${names.length > 0 && html`<button type="button" class="button accent" data-testid="confirm-all" onClick=${() => confirm(names)}>
        <${Icon} name="check" />${t("form.confirm_all")}</button>`}
    </div>`;
}
