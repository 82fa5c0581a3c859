// Keys for who works here all day. Each can be done with a button too, and all can be switched off (WCAG 2.1.4).
import { state } from "../store.js";
import { ask, focusOn } from "./actions/base.js";
import { edit } from "./actions/editing.js";
import { showList, step } from "./actions/lists.js";
import { find } from "./actions/items.js";
import { desk, isCurator, LISTS } from "./store.js";

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  1: () => showList(LISTS[0]),
  2: () => showList(LISTS[1]),
  3: () => showList(LISTS[2]),
  n: () => find(),
  e: () => desk.open?.kind === "draft" && desk.open.draft.state === "open" && edit(desk.open.draft),
  g: () => focusOn('[data-testid^="pass-"]', '[data-part="gates"]'),
  d: () => focusOn('[data-part="changes"]'),
  "?": () => ask("help"),
};

export function listen() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const act = ACTS[event.key];
    if (!act || typing || state.sheet || !desk.keys || !isCurator()) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    event.preventDefault();
    act();
  });
}
