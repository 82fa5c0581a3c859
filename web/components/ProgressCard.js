// How a case stands, within the talk: where it is on its way, what is due, and the page that tells all of it.
import { html, watch } from "../vue.js";
import { loadCourse } from "../actions/cases.js";
import { dueOf, wayOf } from "../cases.js";
import { addressOf } from "../route.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

export const ProgressCard = {
  props: ["application"],
  setup(props) {
    watch(() => `${props.application.application_id} ${props.application.version}`, () => loadCourse(props.application.application_id), { immediate: true });
    return () => {
      const { application } = props;
      const due = application.bundle_id ? null : dueOf(state.courses[application.application_id]);
      return html`
        <section role="group" class="slip" data-testid="progress-card" data-state=${application.state} aria-label=${t("cards.progress_named", { name: application.item_name })}>
          <header class="slip-head">
            <h2>${application.item_name}</h2>
            <span class=${["pill", `state-${application.state}`]}>${t(`state.${application.state}`)}</span>
          </header>
          <${Way} application=${application} />
          <p>${t(`cases.standing.${application.state}`)}</p>
          ${due && html`<p class=${["case-due", { late: due.late }]} data-testid="card-due">${due.late && html`<${Icon} name="alert" />`}${due.text}</p>`}
          <div class="slip-acts">
            <a class="button small" href=${addressOf(`cases/${application.application_id}`)} data-testid="card-case"><${Icon} name="clock" />${t("cards.follow")}</a>
          </div>
        </section>`;
    };
  },
};

function Way({ application }) {
  return html`
    <ol class="steps" aria-label=${t("timeline.title")}>
      ${wayOf(application).map(({ name, done, now }, at) => html`
        <li key=${name} class=${{ done, now }} aria-current=${now ? "step" : null}>
          <span class="step-mark" aria-hidden="true">${done ? html`<${Icon} name="check" />` : at + 1}</span>
          <span>${t(`cards.way.${name}`)}</span>
          ${done && html`<span class="visually-hidden">${t("form.step_done")}</span>`}
        </li>`)}
    </ol>`;
}
Way.props = ["application"];
