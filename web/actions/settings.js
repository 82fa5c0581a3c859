// How a person likes the page, kept: by the server for who is signed in, on this device for a visitor.
import * as api from "../api.js";
import { DEFAULTS, adopt, chosen } from "../manner.js";
import { KEYS, recall, remember } from "../storage.js";
import { state } from "../store.js";
import { notify } from "./problems.js";

/** Resolves with whether it is kept. */
export async function choose(change) {
  adopt({ ...chosen(), ...change });
  return keep();
}

// One after the other, each with what is chosen by then: of two quick taps the last is what stays.
let last = Promise.resolve();

export function keep() {
  last = last.then(put);
  return last;
}

async function put() {
  if (!state.person) {
    remember(KEYS.visitor, chosen());
    return true;
  }
  try {
    await api.keepSettings(chosen());
    return true;
  } catch (fault) {
    notify(fault);
    return false;
  }
}

/** After signing in: the person's own choice; who never chose takes along what was chosen here. */
export async function takeSettings() {
  let kept;
  try {
    kept = await api.settings();
  } catch (fault) {
    notify(fault);
    return;
  }
  if (kept.kept) adopt(kept);
  else if (Object.entries(chosen()).some(([name, value]) => value !== DEFAULTS[name])) await keep();
}

/** After signing out: as visitors of this device chose. */
export const leaveSettings = () => adopt(recall(KEYS.visitor));
