// Keys for who reviews all day. Each can be done with a button too, and all can be switched off (WCAG 2.1.4).
import { state } from "../store.js";
import { ask, step } from "./actions.js";
import { desk, mayDecide } from "./store.js";

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  f: () => toFinding(),
  a: (event) => mayDecide() && ask("accept", {}, event),
  r: (event) => mayDecide() && ask("return", {}, event),
  e: (event) => mayDecide() && ask("second", {}, event),
  "?": (event) => ask("help", {}, event),
};

/** To the first finding nobody has said anything of yet. */
function toFinding() {
  const next = document.querySelector('[data-testid="desk-finding"]:not([data-verdict]) [data-testid="uphold"]');
  next?.focus();
  next?.scrollIntoView({ block: "center" });
}

export function listen() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const act = ACTS[event.key];
    if (!act || typing || state.sheet || !desk.keys || desk.person?.role !== "reviewer") return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    event.preventDefault();
    act(event);
  });
}
