// What was read from uploaded papers, fetched once a paper, and where on them a value stands.
import * as api from "../api.js";
import { state } from "../store.js";

/** { pages } of a paper; a paper that is not read yet is asked for again the next time. */
export async function loadReading(documentId) {
  const kept = state.readings[documentId];
  if (kept) return kept;
  const answer = await api.document(documentId);
  if (answer.state === "read") state.readings[documentId] = { pages: answer.pages };
  return answer;
}

const FROM_DOCUMENT = /^document\.[^.@]+\.([^@]+)@(.+)$/;

/** Which paper a value was read from and what it is called there, or null: { documentId, name }. */
export function paperOf(offer) {
  const found = offer.source === "document" && FROM_DOCUMENT.exec(offer.source_ref);
  return found ? { documentId: found[2], name: found[1] } : null;
}

/** The page that shows the value, with the field that was read: { page, field }; the first page when none does. */
export function placeOn(pages, name, value) {
  const shown = pages.flatMap((page) => page.fields.filter((field) => field.name === name).map((field) => ({ page, field })));
  return shown.find(({ field }) => bare(field.value) === bare(value)) ?? shown[0] ?? { page: pages[0] ?? null, field: null };
}

const bare = (text) => text.replace(/\s/g, "");

/** How many pages a paper has; one page may show several documents. */
export const countOf = (pages) => new Set(pages.map(({ page }) => page)).size;

/** What did not come out right, each sentence once: [{ message, labels, page }]; `labels` it does not name itself. */
export function notesOf({ pages }) {
  const notes = new Map();
  const several = countOf(pages) > 1;
  for (const { page, quality } of pages) {
    const nothing = quality.problems.find((problem) => problem.code === "no_text"); // then no other fault matters
    for (const { message, label } of nothing ? [nothing] : quality.problems) {
      const key = `${page} ${message}`;
      if (!notes.has(key)) notes.set(key, { message, labels: [], page: several ? page : null });
      const { labels } = notes.get(key);
      if (label && !message.includes(label) && !labels.includes(label)) labels.push(label);
    }
  }
  return [...notes.values()];
}
