// Sources differ: all values side by side, the person chooses.
import { html } from "../vue.js";
import { beginEdit, take } from "../actions/application.js";
import { shownValue } from "../format.js";
import { t } from "../texts.js";
import { PhotoButton } from "./PhotoButton.js";
import { SourceBadge } from "./SourceBadge.js";

export function FieldConflict({ field }) {
  const { value } = field;
  const offers = [value, ...value.others];
  return html`
    <div class="conflict" role="group" aria-labelledby=${`label-${field.name}`} data-testid="conflict">
      <p>${t("form.conflict")}</p>
      ${offers.map((offer, at) => html`
        <button type="button" class="offer" key=${at} data-testid="conflict-value" onClick=${() => take(field, offer)}>
          <span class="value">${shownValue(field, offer.value)}</span>
          <${SourceBadge} value=${offer} />
        </button>
        <${PhotoButton} key=${`photo-${at}`} field=${field} offer=${offer} />`)}
      <button type="button" class="link" data-testid="edit" aria-label=${t("form.edit_named", { label: field.label })}
        onClick=${() => beginEdit(field.name, value.value)}>${t("form.edit")}</button>
    </div>`;
}
FieldConflict.props = ["field"];
