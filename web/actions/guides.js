// Guides as published, fetched once a visit.
import * as api from "../api.js";
import { state } from "../store.js";
import { notify } from "./problems.js";

export async function loadGuide(itemId) {
  if (!state.guides[itemId]) state.guides[itemId] = await api.guide(itemId);
  return state.guides[itemId];
}

let tiles = null;

/** The map of districts, fetched once; see districts.js. */
export async function loadTiles() {
  tiles ??= await api.tiles();
  return tiles;
}

/** A life event is shown like a guide: its text by sections, and the items it consists of. */
export async function loadLifeEvent(eventId) {
  if (!state.guides[eventId]) state.guides[eventId] = await api.lifeEvent(eventId);
  return state.guides[eventId];
}

/** Opens the guide; a citation also names the section and the quote to show. */
export async function openGuide(itemId, citation = null) {
  state.sheet = { kind: "guide", itemId, citation };
  const event = citation?.kind === "life_event";
  const graph = event ? null : loadGraph(itemId);
  try {
    await (event ? loadLifeEvent(itemId) : loadGuide(itemId));
  } catch (fault) {
    state.sheet = null;
    notify(fault);
  }
  await graph;
}

/** A help beside the guide: without it the guide is still whole, so nothing is said when it can't be had. */
async function loadGraph(itemId) {
  if (state.graphs[itemId]) return;
  try {
    state.graphs[itemId] = await api.graph(itemId);
  } catch (fault) {
    if (!(fault instanceof api.ApiError || fault instanceof api.NetworkError)) throw fault;
  }
}
