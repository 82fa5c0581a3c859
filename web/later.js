// What the first screen does without is fetched when it is needed, or ahead of that once the page is usable.
// `index.html` names it in <template id="later">.
import { NetworkError } from "./api.js";
import { notify } from "./actions/problems.js";
import { defineAsyncComponent, html } from "./vue.js";
import { t } from "./texts.js";

let styled = null;

/** Has the browser fetch the rest, behind whatever the person asks for; once. Resolves when its styles are there. */
export function fetchAhead() {
  styled ??= rest();
  return styled;
}

function rest() {
  const links = document.getElementById("later")?.content.cloneNode(true);
  if (!links) return Promise.resolve();
  const sheets = [...links.querySelectorAll("link[rel=stylesheet]")];
  const done = Promise.all(sheets.map((link) => new Promise((settled) => (link.onload = link.onerror = settled))));
  document.head.append(links);
  return done;
}

/** A module on demand, dressed: `need(() => import(…))`. Without a network it fails like a call does. */
export async function need(load) {
  const dressed = fetchAhead();
  try {
    const [module] = await Promise.all([load(), dressed]);
    return module;
  } catch (fault) {
    throw new NetworkError(fault.message);
  }
}

/** Does what such a module offers; when it can't be had, that is told. */
export async function act(load, use) {
  let module;
  try {
    module = await need(load);
  } catch (fault) {
    notify(fault);
    return null;
  }
  return use(module);
}

/** A component on demand, `whole` where it takes the place of the page's content. */
export const later = (load, name, { whole = false } = {}) => defineAsyncComponent({
  loader: async () => (await need(load))[name],
  delay: 0,
  loadingComponent: () => html`<${Place} whole=${whole} role="status" text=${`${t("own.loading")}…`} />`,
  errorComponent: () => html`<${Place} whole=${whole} role="alert" text=${t("problem.network")} />`,
});

function Place({ whole, role, text }) {
  const said = html`<p class="quiet" role=${role}>${text}</p>`;
  return whole ? html`<main class="own">${said}</main>` : said;
}
Place.props = ["whole", "role", "text"];
