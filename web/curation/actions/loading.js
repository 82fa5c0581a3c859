// A draft as it is shown.
import * as api from "../api.js";

/** The draft, what publishing it would change, and the content it is compared with. */
export async function loadDraft(id) {
  const [draft, { changes }] = await Promise.all([api.draft(id), api.draftChanges(id)]);
  return { draft, changes, since: null };
}
