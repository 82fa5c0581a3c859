// A page of one's own: the way back, the way to the others, and a word to whoever is not signed in.
import { html, onMounted, ref } from "../vue.js";
import { askSignIn } from "../actions/session.js";
import { addressOf } from "../route.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

const PAGES = ["cases", "reminders", "family", "archive", "settings"];

export const OwnPage = {
  props: ["title", "loading", "open"], // `open`: for visitors too,
  setup(props, { slots }) {
    const heading = ref(null);
    onMounted(() => state.moved && heading.value.focus());
    return () => html`
      <main class="own">
        <div class="own-column">
          <${OwnNav} />
          <h2 id="own-title" ref=${heading} tabindex="-1">${props.title}</h2>
          ${props.open && slots.default()}
          ${!props.open && state.person === undefined && html`<p class="quiet" role="status">${t("own.loading")}…</p>`}
          ${!props.open && state.person === null && html`
            <div class="card">
              <p>${t("own.sign_in_first")}</p>
              <button type="button" class="button primary" data-testid="own-sign-in" onClick=${() => askSignIn()}>${t("header.sign_in")}</button>
            </div>`}
          ${!props.open && state.person && body(props.loading, slots)}
        </div>
      </main>`;
  },
};

function body({ stage, again }, slots) {
  if (stage.value === "ready") return slots.default();
  if (stage.value === "loading") return html`<p class="quiet" role="status">${t("own.loading")}…</p>`;
  return html`
    <div class="card" role="alert">
      <p>${t("own.failed")}</p>
      <button type="button" class="button" data-testid="own-again" onClick=${again}><${Icon} name="again" />${t("own.again")}</button>
    </div>`;
}

function OwnNav() {
  const here = state.route.split("/")[0];
  return html`
    <nav class="own-nav" aria-label=${t("own.nav")}>
      <a class="own-back" href=${addressOf("")} data-testid="to-chat"><${Icon} name="back" />${t("own.back")}</a>
      ${PAGES.map((page) => html`
        <a key=${page} href=${addressOf(page)} data-testid=${`own-${page}`} aria-current=${here === page ? (state.route === page ? "page" : "true") : null}>${t(`own.${page}`)}
          ${page === "reminders" && state.unseen > 0 && html`<span class="count">${state.unseen}<span class="visually-hidden">${t("own.unseen")}</span></span>`}</a>`)}
    </nav>`;
}
