// One field of the form: proposed, in conflict, confirmed, lacking or being edited.
import { html } from "../vue.js";
import { beginEdit, confirm } from "../actions/application.js";
import { shownValue } from "../format.js";
import { editable, inConflict, state } from "../store.js";
import { t } from "../texts.js";
import { FaultsAt, faultId } from "./FaultsAt.js";
import { FieldConflict } from "./FieldConflict.js";
import { FieldEditor } from "./FieldEditor.js";
import { Icon } from "./Icon.js";
import { Masked } from "./Masked.js";
import { PhotoButton } from "./PhotoButton.js";
import { SourceBadge } from "./SourceBadge.js";

export function FieldRow({ field }) {
  const { value } = field;
  const open = editable.value;
  const inSheet = state.sheet?.kind === "photo" && state.sheet.name === field.name; // edited there, not twice
  const editing = open && !inSheet && (state.edits[field.name] || !value);
  const waiting = open && value && !value.confirmed;
  return html`
    <div class=${["field", { waiting, lacking: open && !value, editing }]} data-field=${field.name} data-testid=${`field-${field.name}`}>
      <dt>
        <span class="field-label" id=${`label-${field.name}`}>${field.label}</span>
        ${!value && open && html`<span class="pill quiet-pill">${t(field.required === false ? "form.optional" : "form.missing")}</span>`}
        ${waiting && !editing && html`<span class="pill waiting-pill" data-testid="unconfirmed">${t("form.unconfirmed")}</span>`}
        ${value?.confirmed && !editing && html`<span class="confirmed" data-testid="confirmed"><${Icon} name="check" />${t("form.confirmed")}</span>`}
      </dt>
      <dd>${editing
        ? html`<${FieldEditor} field=${field} />${value && html`<${PhotoButton} field=${field} offer=${value} />`}`
        : inConflict(value) && open
          ? html`<${FieldConflict} field=${field} />`
          : html`<${FieldValue} field=${field} waiting=${waiting} />`}
        ${open && html`<${FaultsAt} kind="field" name=${field.name} />`}</dd>
    </div>`;
}
FieldRow.props = ["field"];

function FieldValue({ field, waiting }) {
  const { value } = field;
  if (!value) return html`<span class="quiet">${t("review.blank")}</span>`;
  return html`
    <div class="field-shown">
      <div class="field-main">
        <div><${Masked} text=${shownValue(field, value.value)} sensitive=${field.sensitive} label=${field.label} /></div>
        <div><${SourceBadge} value=${value} /><${PhotoButton} field=${field} offer=${value} /></div>
      </div>
      ${editable.value && html`
        <div class="field-actions">
          <button type="button" class="button small" data-testid="edit" aria-label=${t("form.edit_named", { label: field.label })}
            aria-describedby=${faultId("field", field.name)} onClick=${() => beginEdit(field.name, value.value)}>${t("form.edit")}</button>
          ${waiting && html`<button type="button" class="button small accent" data-testid="confirm" aria-label=${t("form.confirm_named", { label: field.label })}
            onClick=${() => confirm([field.name])}>${t("form.confirm")}</button>`}
        </div>`}
    </div>`;
}
FieldValue.props = ["field", "waiting"];
