// What the page knows while a specimen is shown: the state as it is at the start, and what the specimen adds.
import { state } from "../store.js";

const START = structuredClone(JSON.parse(JSON.stringify(state)));
const SIGNED_IN = { account: "chen-xiaoyu", role: "citizen", helper: false, about: "", gates: [] };

/** `world` is a part of the page's state; `person` may be a mere name. */
export function prepare(world = {}) {
  const { person = null, ...rest } = world;
  const signedIn = typeof person === "string" ? { ...SIGNED_IN, name: person } : person;
  Object.assign(state, structuredClone(START), structuredClone(rest), { person: signedIn });
  document.documentElement.toggleAttribute("data-elder", state.elder);
}
