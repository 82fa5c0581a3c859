// All specimens by component beside the one that is shown, in any theme.
import { html, ref } from "../vue.js";
import { setElder, state } from "../store.js";
import { t } from "../texts.js";
import { setTheme } from "../theme.js";
import { addressOf, choice } from "./choice.js";
import { SPECIMENS } from "./specimens.js";

const BARE = new URLSearchParams(location.search).has("bare");
const THEMES = ["system", "light", "dark"];

export const Gallery = {
  setup() {
    const theme = ref("system");
    const take = (chosen) => {
      theme.value = chosen;
      setTheme(chosen);
    };
    return () => (BARE ? html`<${Specimen} key=${addressOf(choice.specimen)} />` : html`
      <div class="gallery">
        <header class="gallery-head">
          <h1>${t("gallery.title")}</h1>
          <div class="gallery-tools" role="group" aria-label=${t("gallery.theme")}>
            ${THEMES.map((one) => html`<button type="button" class="button small" key=${one} aria-pressed=${String(theme.value === one)} onClick=${() => take(one)}>${t(`gallery.${one}`)}</button>`)}
            <button type="button" class="button small" aria-pressed=${String(state.elder)} onClick=${() => setElder(!state.elder)}>${t("gallery.elder")}</button>
          </div>
        </header>
        <nav class="gallery-list" aria-label=${t("gallery.title")}>${byComponent().map(([name, found]) => html`<${Group} key=${name} name=${name} found=${found} />`)}</nav>
        <main class="gallery-stage" tabindex="-1"><h2>${choice.specimen.component} · ${choice.specimen.state}</h2><${Specimen} key=${addressOf(choice.specimen)} /></main>
      </div>`);
  },
};

function byComponent() {
  const groups = new Map();
  for (const one of SPECIMENS) groups.set(one.component, [...(groups.get(one.component) ?? []), one]);
  return [...groups];
}

function Group({ name, found }) {
  return html`
    <section>
      <h3>${name}</h3>
      <ul>${found.map((one) => html`
        <li key=${one.state}><a href=${addressOf(one)} aria-current=${one === choice.specimen ? "page" : null}>${one.state}</a></li>`)}</ul>
    </section>`;
}
Group.props = ["name", "found"];

function Specimen() {
  const { component, state: named, show } = choice.specimen;
  return html`<div class="specimen" data-testid="specimen" data-specimen=${`${component}/${named}`}>${show()}</div>`;
}
