// The whole page: header, range, cards, charts, what stands out, lists, and dead letters for administrators.
import { Icon } from "../../components/Icon.js";
import { Notice } from "../../components/Notice.js";
import { StaffNav } from "../../components/StaffNav.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { periodOf, signOut } from "../actions.js";
import { CHARTS } from "../series.js";
import { isNew, mayUse, operations } from "../store.js";
import { Cards } from "./Cards.js";
import { Chart } from "./Chart.js";
import { Day } from "./Day.js";
import { Letters } from "./Letters.js";
import { Lists } from "./Lists.js";
import { Model } from "./Model.js";
import { Range } from "./Range.js";
import { SignIn } from "./SignIn.js";
import { Unusual } from "./Unusual.js";

export function Operations() {
  const { person } = operations;
  return html`
    <div class="operations">
      ${mayUse() && html`<a class="skip" href="#figures">${t("operations.skip")}</a>`}
      <header class="staff-header">
        <p class="staff-brand">${t("operations.brand")}</p>
        <${StaffNav} here="operations" role=${person?.role} />
        ${mayUse() && html`
          <div class="staff-tools">
            <span class="staff-person">${person.name}</span>
            <button type="button" class="link" data-testid="operations-sign-out" onClick=${signOut}>${t("operations.sign_out")}</button>
          </div>`}
      </header>
      ${person === undefined
        ? html`<main class="staff-alone"><h1>${t("operations.title")}</h1></main>`
        : mayUse()
          ? html`<${Page} />`
          : html`<${SignIn} />`}
      <${Notice} />
    </div>`;
}

function Page() {
  const { figures, day, letters, model } = operations;
  return html`
    <main class="operations-page" id="figures" tabindex="-1" data-testid="operations" aria-busy=${String(operations.loading)}>
      <div class="operations-head">
        <div>
          <h1>${t("operations.title")}</h1>
          <p class="quiet" role="status" data-testid="period">${figures && periodOf(figures)}${figures?.last === figures?.today && figures && html`<span class="unfinished">${t("operations.unfinished")}</span>`}</p>
        </div>
        <${Range} />
      </div>
      ${figures && (isNew(figures) ? html`<${Empty} />` : html`<${Figures} figures=${figures} day=${day} />`)}
      ${model && model.state !== "off" && html`<${Model} model=${model} />`}
      ${letters && html`<${Letters} letters=${letters} />`}
    </main>`;
}

function Figures({ figures, day }) {
  return html`
    <${Unusual} figures=${figures} />
    ${day && html`<${Day} date=${day} figures=${figures} />`}
    <${Cards} figures=${figures} />
    <div class="charts">${CHARTS.map((chart) => html`<${Chart} key=${chart.id} chart=${chart} figures=${figures} />`)}</div>
    <${Lists} figures=${figures} />`;
}
Figures.props = ["figures", "day"];

function Empty() {
  return html`
    <div class="card operations-empty" data-testid="operations-empty">
      <${Icon} name="clock" />
      <h2>${t("operations.empty")}</h2>
      <p>${t("operations.empty_lead")}</p>
    </div>`;
}
