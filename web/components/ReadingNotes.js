// What did not come out right on a picture, what to do again, and which values it is about.
import { html } from "../vue.js";
import { notesOf } from "../actions/readings.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export function ReadingNotes({ documentId }) {
  const notes = state.readings[documentId] ? notesOf(state.readings[documentId]) : [];
  if (!notes.length) return null;
  return html`
    <ul class="reading-notes" aria-label=${t("photo.notes")} data-testid="reading-notes">
      ${notes.map(({ message, labels, page }) => html`
        <li key=${`${page} ${message}`} data-testid="reading-note">
          <${Icon} name="info" />
          <span>${page && html`<b>${t("photo.page", { number: page })}</b>`}${message}
            ${labels.length > 0 && html`<span class="note-labels">${t("photo.about", { label: labels.join(t("photo.and")) })}</span>`}</span>
        </li>`)}
    </ul>`;
}
ReadingNotes.props = ["documentId"];
