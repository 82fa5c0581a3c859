// One thing to be minded, and the way to it: the case, the draft, or the conversation about the item; a code has none.
import { html } from "../vue.js";
import { openGuide } from "../actions/guides.js";
import { seen } from "../actions/reminders.js";
import { continueApplication, handleItem } from "../actions/ways.js";
import { day } from "../format.js";
import { state } from "../store.js";
import { t } from "../texts.js";

const OF_A_CASE = ["correction", "overdue"];
const OF_A_DRAFT = ["draft", "pictures"];

export function Reminder({ reminder }) {
  const { kind, application_id, item_id } = reminder;
  function go() {
    seen(reminder);
    if (OF_A_DRAFT.includes(kind)) continueApplication(application_id);
    else if (OF_A_CASE.includes(kind)) state.route = `cases/${application_id}`;
    else handleItem(item_id);
  }
  return html`
    <li class=${["card", "reminder", { fresh: !reminder.seen }]} data-testid="reminder" data-kind=${kind}>
      <p class="case-head"><b>${t(`reminders.kind.${kind}`)}</b>${!reminder.seen && html`<span class="pill waiting-pill">${t("reminders.fresh")}</span>`}<span class="quiet">${day(reminder.made_at)}</span></p>
      <p>${reminder.text}</p>
      <div class="case-acts">
        ${kind !== "code" && html`<button type="button" class="button primary" data-testid="reminder-go" aria-label=${t("reminders.go_named", { value: reminder.text })} onClick=${go}>${t(`reminders.go.${goOf(kind)}`)}</button>`}
        ${item_id && !application_id && html`<${ToGuide} one=${reminder} />`}
        ${!reminder.seen && html`<button type="button" class="link" data-testid="reminder-seen" aria-label=${t("reminders.seen_named", { value: reminder.text })} onClick=${() => seen(reminder)}>${t("reminders.seen")}</button>`}
      </div>
    </li>`;
}
Reminder.props = ["reminder"];

const goOf = (kind) => (OF_A_DRAFT.includes(kind) ? "draft" : OF_A_CASE.includes(kind) ? "case" : "item");

export function Recommendation({ one }) {
  return html`
    <li class="card reminder" data-testid="recommendation" data-kind=${one.kind}>
      <p>${one.text}</p>
      <div class="case-acts">
        <button type="button" class="button primary" data-testid="recommendation-go" aria-label=${t("reminders.go_named", { value: one.text })} onClick=${() => handleItem(one.item_id)}>${t("reminders.go.item")}</button>
        <${ToGuide} one=${one} />
      </div>
    </li>`;
}
Recommendation.props = ["one"];

function ToGuide({ one }) {
  return html`<button type="button" class="link" data-testid="reminder-guide" aria-label=${t("reminders.guide_named", { value: one.text })}
    onClick=${() => openGuide(one.item_id)}>${t("reminders.guide")}</button>`;
}
ToGuide.props = ["one"];
