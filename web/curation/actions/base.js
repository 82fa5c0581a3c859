// What all acts of the desk share: dialogs, one act at a time, where the focus goes, and what was said of it.
import { notify, sentenceOf } from "../../actions/problems.js";
import { remember } from "../../storage.js";
import { state } from "../../store.js";
import { nextTick } from "../../vue.js";
import { desk, KEYS_OFF } from "../store.js";

export function ask(kind, more = {}) {
  desk.problem = "";
  state.sheet = { kind, ...more };
}

export function dismissSheet() {
  state.sheet = null;
}

/** The first of the selectors that finds something takes the focus. */
export async function focusOn(...selectors) {
  await nextTick();
  const place = selectors.reduce((found, one) => found ?? document.querySelector(one), null);
  place?.focus();
  place?.scrollIntoView({ block: "nearest" });
}

export const focusTitle = () => focusOn("#curation-title");

/** Shows something on the right; its address leads to it again. */
export async function show(open) {
  desk.problem = "";
  desk.open = open;
  history.replaceState(null, "", open && ["draft", "ticket", "item"].includes(open.kind) ? `#/${open.kind}/${encodeURIComponent(open.id)}` : "#/");
  await focusTitle();
}

/** Carries out what a dialog or form asked for; refused, it stays with the sentence that says why. `refused` may take the fault. */
export async function carryOut(act, done, refused = () => false) {
  if (desk.busy) return;
  desk.busy = true;
  desk.problem = "";
  try {
    await act();
    dismissSheet();
    state.notice = done;
    await focusTitle(); // a closing dialog gives the focus back to a button that may be gone
  } catch (fault) {
    if (!(await refused(fault))) desk.problem = sentenceOf(fault);
  } finally {
    desk.busy = false;
  }
}

export async function tryTo(act) {
  try {
    return await act();
  } catch (fault) {
    notify(fault);
    return null;
  }
}

export function useKeys(on) {
  desk.keys = on;
  remember(KEYS_OFF, on ? null : true);
}
