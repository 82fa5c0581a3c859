// Who answers here, by which model, and what that model does and doesn't: all of it as the server tells it.
import { html, ref } from "../vue.js";
import { call } from "../api.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";
import { OwnPage } from "./OwnPage.js";

export const AboutPage = {
  setup() {
    const about = ref(null);
    const failed = ref(false);
    async function load() {
      failed.value = false;
      about.value = await call("GET", "/about").catch(() => null);
      failed.value = !about.value;
    }
    load();
    return () => html`<${OwnPage} title=${t("own.about")} open=${true}>${() => html`
      <div class="about" data-testid="about" aria-busy=${String(!about.value && !failed.value)}>
        ${failed.value && html`
          <div class="card" role="alert">
            <p>${t("own.failed")}</p>
            <button type="button" class="button" data-testid="own-again" onClick=${load}><${Icon} name="again" />${t("own.again")}</button>
          </div>`}
        ${!about.value && !failed.value && html`<p class="quiet" role="status">${t("own.loading")}…</p>`}
        ${about.value && html`<${Told} about=${about.value} />`}
      </div>`}</>`;
  },
};

function Told({ about }) {
  return [
    html`<p class="about-state" data-testid="about-state" data-state=${about.model.state}>${about.model.told}</p>`,
    html`
      <dl class="card about-facts">
        ${about.facts.map(({ name, value }) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>`,
    ...about.parts.map(({ title, lines }) => html`
      <section class="card" key=${title}>
        <h3>${title}</h3>
        <ul>${lines.map((line) => html`<li key=${line}>${line}</li>`)}</ul>
      </section>`),
  ];
}
Told.props = ["about"];
