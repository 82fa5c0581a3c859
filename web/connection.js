// Whether the server can be reached. What waits for it goes on as soon as it can be again.
import { alive, onReach } from "./api.js";
import { state } from "./store.js";

const LOOK_AGAIN_MS = [1000, 2000, 4000, 8000, 15_000];

const waiting = [];
let looks = 0;
let timer = null;

/** `goOn` is called each time the connection is back. */
export function whenBack(goOn) {
  waiting.push(goOn);
}

export function watchConnection() {
  onReach((is) => (is ? back() : away()));
  window.addEventListener("offline", away);
  window.addEventListener("online", look);
  document.addEventListener("visibilitychange", () => state.offline && document.visibilityState === "visible" && look());
  if (!navigator.onLine) away();
}

function away() {
  state.offline = true;
  if (timer) return;
  timer = setTimeout(look, LOOK_AGAIN_MS[Math.min(looks, LOOK_AGAIN_MS.length - 1)]);
  looks += 1;
}

function look() {
  clearTimeout(timer);
  timer = null;
  if (state.offline) alive();
}

function back() {
  if (!state.offline) return;
  clearTimeout(timer);
  timer = null;
  looks = 0;
  state.offline = false;
  for (const goOn of waiting) goOn();
}
