// A value being typed, in its place. The server checks it; its sentence stands beside the box.
import { html, nextTick, onMounted, ref } from "../vue.js";
import { beginEdit, cancelEdit, choose, leaveEmpty, placeOf, saveField } from "../actions/application.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { faultId } from "./FaultsAt.js";
import { Icon } from "./Icon.js";

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const KEYBOARD = { mobile: "tel", integer: "numeric", money: "decimal", bank_card: "numeric" };

export const FieldEditor = {
  props: ["field"],
  setup(props) {
    const place = ref(null);
    // an existing value is edited because the person asked to: the focus follows
    onMounted(() => props.field.value && place.value.querySelector("input, textarea")?.focus());

    return () => {
      const { field } = props;
      const edit = state.edits[field.name];
      return html`
        <div class="editor" ref=${place}>
          ${!field.value && field.ask && html`<p class="quiet" id=${`ask-${field.name}`}>${field.ask}</p>`}
          ${field.help && html`<p class="quiet" id=${`help-${field.name}`}>${field.help}</p>`}
          ${edit?.newer && html`<p class="remark" role="alert" data-testid="field-newer">
            ${edit.newer.value ? t("form.newer", edit.newer) : t("form.newer_blank")}</p>`}
          ${field.choices?.length ? html`<${Choices} field=${field} />` : html`<${Box} field=${field} edit=${edit} />`}
          ${edit?.problem && html`<p class="problem" role="alert" id=${`problem-${field.name}`} data-testid="field-problem"><${Icon} name="alert" />${edit.problem}</p>`}
          ${edit && html`<${Buttons} field=${field} edit=${edit} />`}
        </div>`;
    };
  },
};

function Choices({ field }) {
  return html`
    <div class="choices" role="radiogroup" aria-labelledby=${`label-${field.name}`} aria-describedby=${faultId("field", field.name)}>
      ${field.choices.map((choice) => html`
        <label class="choice" key=${choice.id}>
          <input type="radio" name=${`choice-${field.name}`} value=${choice.id} checked=${field.value?.value === choice.id}
            onChange=${() => choose(field.name, choice.id)} />
          <span>${choice.label}</span>
        </label>`)}
    </div>`;
}
Choices.props = ["field"];

function Box({ field, edit }) {
  const text = edit?.text ?? "";
  const day = field.type === "date" && (text === "" || ISO_DAY.test(text));
  const described = [edit?.problem && `problem-${field.name}`, faultId("field", field.name), field.help && `help-${field.name}`].filter(Boolean).join(" ");
  const type = (event) => {
    if (edit) Object.assign(edit, { text: event.target.value, problem: "" });
    else beginEdit(field.name, event.target.value);
  };
  const key = (event) => {
    if (event.key === "Escape" && edit) {
      event.preventDefault(); // ends the edit, not the sheet around it
      cancel(field.name);
    }
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    saveField(field.name);
  };
  const shared = {
    value: text,
    "data-testid": "field-input",
    "aria-labelledby": `label-${field.name}`,
    "aria-describedby": described || null,
    "aria-invalid": edit?.problem || faultId("field", field.name) ? "true" : null,
    onInput: type,
    onKeydown: key,
  };
  if (field.type === "address" || field.max_length > 200) return html`<textarea rows="2" ...${shared} />`;
  return html`<input type=${day ? "date" : "text"} inputmode=${KEYBOARD[field.type]} autocomplete=${field.type === "mobile" ? "tel" : "off"} ...${shared} />`;
}
Box.props = ["field", "edit"];

async function cancel(name) {
  const waiting = cancelEdit(name);
  await nextTick();
  placeOf(name)?.querySelector("button")?.focus();
  await waiting;
}

function Buttons({ field, edit }) {
  return html`
    <div class="field-actions">
      ${!field.choices?.length && html`<button type="button" class="button small primary" data-testid="save" aria-label=${t("form.save_named", { label: field.label })}
        aria-disabled=${String(edit.saving)} onClick=${() => saveField(field.name)}>${t("form.save")}</button>`}
      <button type="button" class="button small" data-testid="cancel-edit" onClick=${() => cancel(field.name)}>${t("form.cancel")}</button>
      ${field.value && field.required === false && !state.application.bundle_id && html`<button type="button" class="link" data-testid="leave-empty" aria-label=${t("form.leave_empty_named", { label: field.label })}
        onClick=${() => leaveEmpty(field.name)}>${t("form.leave_empty")}</button>`}
    </div>`;
}
Buttons.props = ["field", "edit"];
