// 我的办件: what waits for the person, what is under way, what is over.
import { html } from "../vue.js";
import { loadCases } from "../actions/cases.js";
import { grouped } from "../cases.js";
import { loading } from "../loading.js";
import { addressOf } from "../route.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { CaseRow } from "./CaseRow.js";
import { OwnPage } from "./OwnPage.js";

export const CasesPage = {
  setup() {
    const loads = loading(loadCases);
    return () => html`<${OwnPage} title=${t("own.cases_title")} loading=${loads}>${() => {
      const groups = grouped(state.applications, state.bundles);
      const none = !Object.values(groups).some((group) => group.length);
      return html`
        <div data-testid="cases">
          ${none && empty()}
          ${Object.entries(groups).map(([name, cases]) => cases.length > 0 && html`<${Group} key=${name} name=${name} cases=${cases} />`)}
        </div>`;
    }}</>`;
  },
};

function empty() {
  return html`
    <div class="card">
      <p>${t("cases.empty")}</p>
      <a class="button primary" href=${addressOf("")}>${t("cases.begin")}</a>
    </div>`;
}

function Group({ name, cases }) {
  return html`
    <section class="case-group" aria-labelledby=${`cases-${name}`} data-testid=${`cases-${name}`}>
      <h3 id=${`cases-${name}`}>${t(`cases.group.${name}`)}<span class="count">${t("cases.count", { count: cases.length })}</span></h3>
      <ul class="case-list">${cases.map(({ one, parts }) => html`<${CaseRow} key=${one.application_id} one=${one} parts=${parts} />`)}</ul>
    </section>`;
}
Group.props = ["name", "cases"];
