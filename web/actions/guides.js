// Guides as published, fetched once a visit.
import * as api from "../api.js";
import { state } from "../store.js";
import { notify } from "./problems.js";

export async function loadGuide(itemId) {
  if (!state.guides[itemId]) state.guides[itemId] = await api.guide(itemId);
  return state.guides[itemId];
}

/** Opens the guide; a citation also names the section and the quote to show. */
export async function openGuide(itemId, citation = null) {
  state.sheet = { kind: "guide", itemId, citation };
  try {
    await loadGuide(itemId);
  } catch (fault) {
    state.sheet = null;
    notify(fault);
  }
}
