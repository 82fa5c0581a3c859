// One case in the list: how it stands, whose turn it is, and what can be done with it.
import { html } from "../vue.js";
import { loadCases } from "../actions/cases.js";
import { continueApplication } from "../actions/ways.js";
import { dueOf, standing, TO_DO } from "../cases.js";
import { day } from "../format.js";
import { addressOf } from "../route.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { ActingBanner } from "./ActingBanner.js";
import { GiveUp } from "./GiveUp.js";
import { Icon } from "./Icon.js";

const DRAFT = ["draft", "ready"];

export function CaseRow({ one, parts }) {
  const due = dueOf(state.courses[one.application_id]);
  return html`
    <li class=${["case-row", "card", `is-${one.state}`]} data-testid="case" data-state=${one.state}>
      <div class="case-head">
        <h4>${one.item_name}</h4>
        <span class=${["pill", `state-${one.state}`]}>${t(`state.${one.state}`)}</span>
        ${due?.late && html`<span class="pill late"><${Icon} name="alert" />${t("cases.late")}</span>`}
      </div>
      <${ActingBanner} application=${one} />
      ${linesOf(one, due).map((line) => html`<p class="quiet" key=${line}>${line}</p>`)}
      ${parts.length > 0 && html`<${Parts} parts=${parts} />`}
      <div class="case-acts"><${Acts} one=${one} /></div>
    </li>`;
}
CaseRow.props = ["one", "parts"];

/** The few lines below the name, most pressing first. */
function linesOf(one, due) {
  return [
    TO_DO.includes(one.state) && standing(one),
    due?.text,
    one.receipt && t("cases.number", { number: one.receipt.acceptance_number }),
    one.updated_at && t("cases.updated", { date: day(one.updated_at) }),
  ].filter(Boolean);
}

function Acts({ one }) {
  const named = { name: one.item_name };
  if (!DRAFT.includes(one.state) && !one.bundle_id)
    return html`
      <a class=${["button", { primary: one.state === "returned" }]} href=${addressOf(`cases/${one.application_id}`)} data-testid="case-open"
        aria-label=${t(one.state === "returned" ? "cases.mend_named" : "cases.look_named", named)}>${t(one.state === "returned" ? "cases.mend" : "cases.look")}</a>`;
  return html`
    ${one.bundle_id && html`<a class="button" href=${addressOf(`cases/${one.bundle_id}`)} data-testid="event-open" aria-label=${t("cases.look_named", named)}>${t("cases.look")}</a>`}
    <button type="button" class="button primary" data-testid="application-row" aria-label=${t("cases.continue_named", named)}
      onClick=${() => continueApplication(one.application_id)}>${t(DRAFT.includes(one.state) ? "cases.continue" : "cases.open")}</button>
    ${DRAFT.includes(one.state) && html`<${GiveUp} application=${one} onDone=${loadCases} />`}`;
}
Acts.props = ["one"];

/** The applications of a life event; one that was handed in has a page of its own. */
function Parts({ parts }) {
  return html`
    <ul class="case-parts">
      ${parts.map((part) => html`
        <li key=${part.application_id}>
          ${DRAFT.includes(part.state) ? part.item_name : html`<a href=${addressOf(`cases/${part.application_id}`)} data-testid="case-part">${part.item_name}</a>`}
          <span class=${["pill", `state-${part.state}`]}>${t(`state.${part.state}`)}</span>
        </li>`)}
    </ul>`;
}
Parts.props = ["parts"];
