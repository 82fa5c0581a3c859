// The page of one's own that is shown, kept in the address after `#/`: it can be linked to and gone back from.
// It holds opaque ids and nothing of anybody.
import { watch } from "./vue.js";
import { state } from "./store.js";

const PAGES = ["cases", "reminders", "family", "archive", "settings", "about"];

/** "cases", "cases/<id>", "reminders", "family" …; "" is the conversation with its form. */
function routeOf(hash) {
  const [page, id] = hash.replace(/^#\/?/, "").split("/");
  if (!PAGES.includes(page)) return "";
  return page === "cases" && /^(app|bun)_/.test(id) ? `cases/${id}` : page;
}

export const addressOf = (route) => `#/${route}`;

export function followAddress() {
  const read = () => Object.assign(state, { route: routeOf(location.hash), sheet: null });
  read();
  window.addEventListener("hashchange", () => routeOf(location.hash) !== state.route && read());
  watch(() => state.route, (route) => {
    if (routeOf(location.hash) !== route) location.hash = addressOf(route);
  });
}
