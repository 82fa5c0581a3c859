import { html } from "../vue.js";
import { act } from "../later.js";
import { addressOf } from "../route.js";
import { setElder, state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

/** Shows at once, is kept when that can be. */
function turn() {
  setElder(!state.elder);
  act(() => import("../actions/settings.js"), (settings) => settings.keep());
}
const askSignIn = () => act(() => import("../actions/session.js"), (session) => session.askSignIn());

export function AppHeader() {
  const { person } = state;
  return html`
    <header class="header">
      <div class="brand">
        <img class="mark" src="/icon.svg" alt="" width="40" height="40" />
        <div>
          <h1>${t("brand.name")}</h1>
          <p class="tagline">${t("brand.tagline")}</p>
        </div>
      </div>
      <div class="header-actions">
        <button type="button" class="tool" data-testid="elder" aria-pressed=${String(state.elder)}
          onClick=${turn}>
          <${Icon} name="text" /><span>${t(state.elder ? "header.elder_off" : "header.elder_on")}</span>
        </button>
        <a class="tool" data-testid="my-applications" href=${addressOf("cases")} aria-current=${state.route ? "true" : null}>
          <${Icon} name="list" /><span>${t("header.applications")}</span>
          ${state.unseen > 0 && html`<span class="count">${state.unseen}<span class="visually-hidden">${t("own.unseen")}</span></span>`}
        </a>
        <button type="button" class="tool" data-testid="sign-in" onClick=${askSignIn}
          aria-label=${person ? t("header.account", { name: person.name }) : null}>
          <${Icon} name="person" /><span>${person ? person.name : t("header.sign_in")}</span>
        </button>
      </div>
    </header>`;
}
