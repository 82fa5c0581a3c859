// The left side: which list, its filters, and its lines.
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { filterBy, showList, turnPage } from "../actions/lists.js";
import { desk, lines, LISTS, PAGE, total } from "../store.js";
import { Line } from "./Line.js";

const STATES = ["open", "in_work", "resolved", "dismissed"];
const KINDS = ["", "wrong_answer", "rule_overridden", "low_rating", "unanswered", "clarify_failed"];

export function Queue() {
  const { list, offset } = desk;
  const count = total();
  return html`
    <nav class="queue" aria-label=${t("curation.lists")}>
      <div class="curation-lists" role="group" aria-label=${t("curation.lists")}>
        ${LISTS.map((name, at) => html`
          <button key=${name} type="button" class="curation-list" data-testid=${`list-${name}`} aria-pressed=${String(list === name)}
            aria-keyshortcuts=${desk.keys ? String(at + 1) : null} onClick=${() => showList(name)}>
            <b>${desk.waiting[name]}</b><span>${t(`curation.list.${name}`)}</span></button>`)}
      </div>
      <${Filters} />
      <p class="quiet" role="status" data-testid="queue-count">${desk.loading
        ? t("curation.loading")
        : list === "questions" ? t("curation.count_questions", { count, number: desk.questions.questions }) : t("curation.count", { count })}</p>
      ${!lines.value.length && !desk.loading && html`<p class="queue-empty" data-testid="queue-empty">${t(`curation.empty.${list}`)}</p>`}
      <ol class="queue-list" data-testid="queue">
        ${lines.value.map((line) => html`<li key=${line.id}><${Line} line=${line} /></li>`)}
      </ol>
      ${list !== "drafts" && count > PAGE && html`
        <div class="queue-pages">
          ${offset > 0 && html`<button type="button" class="button small" onClick=${() => turnPage(-1)}>${t("curation.less")}</button>`}
          ${offset + PAGE < count && html`<button type="button" class="button small" onClick=${() => turnPage(1)}>${t("curation.more")}</button>`}
        </div>`}
    </nav>`;
}

function Filters() {
  const { list } = desk;
  if (list === "drafts") return html`<div class="queue-filters"><${Select} name="whose" options=${["all", "sign", "mine", "stale"]} /></div>`;
  if (list === "tickets")
    return html`<div class="queue-filters">
      <${Select} name="state" options=${["", ...STATES]} /><${Select} name="kind" options=${KINDS} />
      <${Select} name="order" options=${["newest", "frequent", "overdue"]} /></div>`;
  return html`<div class="queue-filters"><${Select} name="days" options=${["7", "30", "90", ""]} /><${Select} name="state" options=${STATES} /></div>`;
}

function Select({ name, options }) {
  const chosen = desk.filter[desk.list][name];
  return html`
    <label class="queue-filter"><span>${t(`curation.filter.${name}`)}</span>
      <select data-testid=${`filter-${name}`} onChange=${(event) => filterBy({ [name]: event.target.value })}>
        ${options.map((one) => html`<option key=${one} value=${one} selected=${one === chosen}>${t(`curation.${name}.${one || "any"}`)}</option>`)}
      </select>
    </label>`;
}
Select.props = ["name", "options"];
