// A value beside the photo it was read from: the person compares, says yes, or writes it right.
import { html, nextTick, onBeforeUnmount, onMounted, ref, watch } from "../vue.js";
import * as api from "../api.js";
import { beginEdit, placeOf, take } from "../actions/application.js";
import { sentenceOf } from "../actions/problems.js";
import { countOf, loadReading, paperOf, placeOn } from "../actions/readings.js";
import { shownValue } from "../format.js";
import { editable, fields, state } from "../store.js";
import { t } from "../texts.js";
import { FieldEditor } from "./FieldEditor.js";
import { Icon } from "./Icon.js";
import { PhotoView } from "./PhotoView.js";
import { closeSheet, Sheet } from "./Sheet.js";
import { SourceBadge } from "./SourceBadge.js";

export const PhotoSheet = {
  setup() {
    const { name, offer } = state.sheet;
    const photo = ref({ url: null, page: null, place: null, problem: "" });
    const field = () => fields.value.find((one) => one.name === name);
    let gone = false;

    onMounted(async () => {
      const loaded = await load(offer);
      if (gone) return URL.revokeObjectURL(loaded.url);
      photo.value = loaded;
    });
    onBeforeUnmount(() => {
      gone = true;
      URL.revokeObjectURL(photo.value.url);
    });
    // what was written right has been kept: nothing is left to compare
    watch(() => field()?.value, (now, before) => {
      const kept = now?.value !== before?.value || now?.confirmed !== before?.confirmed;
      if (kept && !state.edits[name]) closeSheet();
    });

    return () => {
      const shown = field();
      if (!shown) return null;
      const slots = {
        default: () => html`
          <div class="photo-compare">
            <${Photo} photo=${photo.value} label=${shown.label} />
            <${Written} field=${shown} offer=${offer} notes=${notes(photo.value, name)} />
          </div>`,
        foot: () => html`<${Answers} field=${shown} offer=${offer} />`,
      };
      if (!editable.value || state.edits[name]) delete slots.foot; // the editor has buttons of its own
      return html`<${Sheet} title=${t("photo.title", { label: shown.label })} testid="photo-sheet" wide=${true}>${slots}</>`;
    };
  },
};

/** The photo and where on it the value stands. */
async function load(offer) {
  const { documentId, name } = paperOf(offer);
  try {
    const { pages } = await loadReading(documentId);
    const { page, field } = placeOn(pages, name, offer.value);
    const url = await api.pagePicture(documentId, page?.page ?? 1);
    return { url, page, place: field, count: countOf(pages), problem: "" };
  } catch (fault) {
    return { url: null, page: null, place: null, problem: sentenceOf(fault) };
  }
}

const notes = ({ page, place }) =>
  (page?.quality.problems ?? []).filter((problem) => place && problem.field === place.name).map((problem) => problem.message);

function Photo({ photo, label }) {
  if (photo.problem) return html`<p class="problem" role="alert" data-testid="photo-problem"><${Icon} name="alert" />${photo.problem}</p>`;
  if (!photo.url) return html`<p class="quiet photo-waiting" role="status">${t("photo.loading")}…</p>`;
  return html`<${PhotoView} url=${photo.url} page=${photo.page} place=${photo.place} count=${photo.count} label=${label} />`;
}
Photo.props = ["photo", "label"];

function Written({ field, offer, notes }) {
  const edited = editable.value && state.edits[field.name];
  return html`
    <div class="photo-written" data-field=${field.name}>
      <p class="quiet">${t(edited ? "photo.correct" : "photo.written", { label: field.label })}</p>
      ${edited
        ? html`<${FieldEditor} field=${field} />`
        : html`<p class="photo-value" data-testid="photo-value">${shownValue(field, offer.value)}</p><${SourceBadge} value=${offer} />`}
      ${notes.map((sentence) => html`<p class="remark" key=${sentence}>${sentence}</p>`)}
      ${!edited && editable.value && html`<p class="photo-ask">${t("photo.ask")}</p>`}
    </div>`;
}
Written.props = ["field", "offer", "notes"];

function Answers({ field, offer }) {
  const said = field.value.confirmed && field.value.value === offer.value;
  async function edit() {
    beginEdit(field.name, offer.value);
    await nextTick();
    placeOf(field.name)?.querySelector("input, textarea")?.focus();
  }
  function right() {
    closeSheet();
    take(field, offer);
  }
  return html`
    <div class="photo-answers">
      <button type="button" class="button" data-testid="photo-edit" onClick=${edit}><${Icon} name="pen" />${t("photo.edit")}</button>
      ${said
        ? html`<button type="button" class="button primary" data-testid="photo-close" onClick=${closeSheet}>${t("photo.close")}</button>`
        : html`<button type="button" class="button accent" data-testid="photo-right" onClick=${right}><${Icon} name="check" />${t("photo.right")}</button>`}
    </div>`;
}
Answers.props = ["field", "offer"];
