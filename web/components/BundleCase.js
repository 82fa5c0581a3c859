// A life event on a page of its own: one progress, and how each of its parts stands with the way to its page.
import { html } from "../vue.js";
import { continueApplication } from "../actions/ways.js";
import { dueOf, standing } from "../cases.js";
import { addressOf } from "../route.js";
import { t } from "../texts.js";
import { Icon } from "./Icon.js";

const DRAFT = ["draft", "ready"];

export function BundleCase({ bundle, course }) {
  const parts = bundle.parts.filter((part) => part.role === "handled" && part.application_id);
  const names = Object.fromEntries(bundle.parts.map((part) => [part.part_id, part.name]));
  const courses = Object.fromEntries(course.parts.map((part) => [part.part_id, part.progress]));
  return html`
    <div class="case-standing" role="status">
      <p><span class=${["pill", `state-${bundle.state}`]}>${t(`state.${bundle.state}`)}</span> ${standing(bundle)}</p>
    </div>
    ${parts.length > 0 && html`
      <section class="card" aria-labelledby="event-parts" data-testid="event-page">
        <h3 id="event-parts">${t("bundle.title")}</h3>
        <p data-testid="event-count">${t("bundle.count", { count: course.of, number: course.done })}</p>
        <progress class="event-progress" max=${Math.max(course.of, 1)} value=${course.done} aria-labelledby="event-parts" />
        <ul class="case-list">${parts.map((part) => html`<${Part} key=${part.part_id} part=${part} names=${names} due=${dueOf(courses[part.part_id])} />`)}</ul>
      </section>`}
    <div class="case-acts">
      <button type="button" class="button primary" data-testid="case-form" onClick=${() => continueApplication(bundle.bundle_id)}>${t(DRAFT.includes(bundle.state) ? "cases.continue" : "cases.form")}</button>
    </div>`;
}
BundleCase.props = ["bundle", "course"];

function Part({ part, names, due }) {
  return html`
    <li class="event-part" data-testid="event-part" data-state=${part.state}>
      <p>${DRAFT.includes(part.state) ? html`<b>${part.name}</b>` : html`<a href=${addressOf(`cases/${part.application_id}`)}>${part.name}</a>`}
        <span class=${["pill", `state-${part.state}`]}>${t(`state.${part.state}`)}</span></p>
      ${due && html`<p class=${["quiet", { late: due.late }]}>${due.late && html`<${Icon} name="alert" />`}${due.text}</p>`}
      ${part.waits_for.length > 0 && html`<p class="quiet">${t("bundle.waits", { item: part.waits_for.map((one) => names[one]).join("、") })}</p>`}
    </li>`;
}
Part.props = ["part", "names", "due"];
