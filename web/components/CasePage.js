// One case that was handed in: how far it is, what is due, what came back, and what can be done with it.
import { html } from "../vue.js";
import { loadCase } from "../actions/cases.js";
import { continueApplication } from "../actions/ways.js";
import { dueOf, eventOf } from "../cases.js";
import { moment } from "../format.js";
import { loading } from "../loading.js";
import { addressOf } from "../route.js";
import { sideOf, state } from "../store.js";
import { t } from "../texts.js";
import { ActingBanner } from "./ActingBanner.js";
import { BundleCase } from "./BundleCase.js";
import { Correction } from "./Correction.js";
import { GiveUp } from "./GiveUp.js";
import { Icon } from "./Icon.js";
import { OwnPage } from "./OwnPage.js";
import { Papers } from "./Papers.js";
import { RatingCard } from "./RatingCard.js";
import { ResultCard } from "./ResultCard.js";
import { Timeline } from "./Timeline.js";

const NAMED = ["acceptance_number", "query_code"];

export const CasePage = {
  setup() {
    const id = state.route.split("/")[1];
    state.case = null;
    const loads = loading(() => loadCase(id));

    return () => {
      const { application, course, problem } = state.case ?? {};
      return html`<${OwnPage} title=${application?.item_name ?? t("own.case_title")} loading=${loads}>${() => html`
        <div data-testid="case-page" data-state=${application?.state}>
          ${problem && html`<p class="problem" role="alert"><${Icon} name="alert" />${problem}</p>`}
          ${application && (application.bundle_id
            ? html`<${BundleCase} bundle=${application} course=${course} />`
            : html`<${Case} application=${application} course=${course} />`)}
          <p><a class="link" href=${addressOf("cases")}>${t("cases.all")}</a></p>
        </div>`}</>`;
    };
  },
};

function Case({ application, course }) {
  const due = dueOf(course);
  const event = eventOf(application, state.bundles);
  return html`
    ${event && html`<p><a class="link" href=${addressOf(`cases/${event.bundle_id}`)} data-testid="case-event">${t("cases.part_of", { name: event.item_name })}</a></p>`}
    <${ActingBanner} application=${application} />
    <div class="case-standing" role="status">
      <p><span class=${["pill", `state-${application.state}`]}>${t(`state.${application.state}`)}</span> ${t(`cases.standing.${application.state}`)}</p>
      ${due && html`<p class=${["case-due", { late: due.late }]} data-testid="case-due">${due.late && html`<${Icon} name="alert" />`}<span>${due.text}</span></p>`}
      ${due?.late && html`<p>${t("cases.urge")} <a class="call" href="tel:12345">12345</a></p>`}
    </div>
    ${application.state === "returned" && html`<${Correction} application=${application} />`}
    ${course.result && html`<${ResultCard} result=${course.result} applicationId=${application.application_id} />`}
    <${Timeline} course=${course} />
    ${application.receipt && html`<${Numbers} receipt=${application.receipt} />`}
    <${Papers} application=${application} />
    ${application.receipt && sideOf(application) !== "agent" && html`<${RatingCard} key=${application.application_id} application=${application} />`}
    <${Acts} application=${application} />`;
}
Case.props = ["application", "course"];

function Numbers({ receipt }) {
  return html`
    <section class="card" aria-labelledby="numbers-title">
      <h3 id="numbers-title">${t("receipt.title")}</h3>
      <dl class="case-numbers">
        ${NAMED.map((name) => html`<div key=${name}><dt>${t(`cases.${name}`)}</dt><dd data-testid=${`case-${name}`}>${receipt[name]}</dd></div>`)}
        <div><dt>${t("receipt.received_at")}</dt><dd>${moment(receipt.received_at)}</dd></div>
      </dl>
      ${receipt.note && html`<p class="quiet">${receipt.note}</p>`}
    </section>`;
}
Numbers.props = ["receipt"];

function Acts({ application }) {
  const id = application.application_id;
  return html`
    <div class="case-acts">
      <button type="button" class="button" data-testid="case-form" onClick=${() => continueApplication(id)}>${t("cases.form")}</button>
      <${GiveUp} application=${application} onDone=${() => loadCase(id)} />
    </div>`;
}
Acts.props = ["application"];
