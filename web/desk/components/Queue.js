// The list: by deadline and risk, with the reasons for the risk and who is at a case.
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { filterBy, openCase, turnPage } from "../actions.js";
import { desk, LIMIT, openId } from "../store.js";

const STATES = ["submitted", "accepted", "returned", "done"];

export function Queue() {
  const { page, offset } = desk;
  return html`
    <nav class="queue" aria-label=${t("desk.queue")}>
      <h2 class="visually-hidden">${t("desk.queue")}</h2>
      <${Filters} />
      <p class="quiet" role="status" data-testid="queue-count">${t("desk.count", { count: page.total })}</p>
      ${!page.cases.length && html`<p class="queue-empty">${t("desk.empty")}</p>`}
      <ol class="queue-list" data-testid="queue">
        ${page.cases.map((one) => html`<${Line} key=${one.application_id} entry=${one} />`)}
      </ol>
      ${page.total > LIMIT && html`
        <div class="queue-pages">
          ${offset > 0 && html`<button type="button" class="button small" onClick=${() => turnPage(-1)}>${t("desk.less")}</button>`}
          ${offset + LIMIT < page.total && html`<button type="button" class="button small" onClick=${() => turnPage(1)}>${t("desk.more")}</button>`}
        </div>`}
    </nav>`;
}

function Filters() {
  const { filter, page } = desk;
  const select = (name, label, options) => html`
    <label class="queue-filter"><span>${label}</span>
      <select data-testid=${`filter-${name}`} value=${filter[name]} onChange=${(event) => filterBy({ [name]: event.target.value })}>
        ${options.map(([value, text]) => html`<option key=${value} value=${value} selected=${value === filter[name]}>${text}</option>`)}
      </select>
    </label>`;
  return html`
    <div class="queue-states" role="group" aria-label=${t("desk.queue")}>
      ${STATES.map((state) => html`
        <button key=${state} type="button" class="button small" data-testid=${`state-${state}`} aria-pressed=${String(filter.state === state)}
          onClick=${() => filterBy({ state })}>${t(`desk.state.${state}`)} ${page.counts[state] ?? 0}</button>`)}
    </div>
    <div class="queue-filters">
      ${select("order", t("desk.order"), [["deadline", t("desk.order_deadline")], ["risk", t("desk.order_risk")]])}
      ${select("whose", t("desk.whose"), ["all", "mine", "free"].map((one) => [one, t(`desk.whose_${one}`)]))}
      ${select("item_id", t("desk.item"), [["", t("desk.item_all")], ...Object.entries(desk.items)])}
      <label class="queue-check"><input type="checkbox" data-testid="filter-second" checked=${Boolean(filter.second)}
        onChange=${(event) => filterBy({ second: event.target.checked ? "true" : "" })} />${t("desk.second_only")}</label>
    </div>`;
}

function Line({ entry }) {
  const { risk, claim } = entry;
  return html`
    <li>
      <button type="button" class="queue-line" data-testid="queue-line" data-case=${entry.application_id}
        aria-current=${openId() === entry.application_id ? "true" : null} onClick=${() => openCase(entry.application_id)}>
        <span class="queue-name">${entry.item_name}</span>
        <span class="queue-who">${entry.applicant || entry.acceptance_number}</span>
        <span class="queue-marks">
          <${Due} case=${entry} />
          <span class=${["pill", risk ? `risk-${risk.level}` : "quiet-pill"]}>${risk ? t(`desk.risk.${risk.level}`) : t("desk.risk_waits")}</span>
          ${entry.round > 1 && html`<span class="pill quiet-pill">${t("desk.round", { number: entry.round })}</span>`}
          ${entry.awaits_second && html`<span class="pill waiting-pill">${t("desk.awaits_second")}</span>`}
          ${claim && html`<span class="pill">${claim.mine ? t("desk.claimed_mine") : t("desk.claimed", { name: claim.name })}</span>`}
        </span>
        ${risk?.reasons.length > 0 && html`<span class="queue-why">${risk.reasons.map((one) => one.message).join("；")}</span>`}
      </button>
    </li>`;
}
Line.props = ["entry"];

export function Due({ case: one }) {
  const { overdue, days_left: days } = one;
  const text = overdue ? t("desk.overdue", { count: -days }) : days === 0 ? t("desk.due_today") : t("desk.due", { count: days });
  return html`<span class=${["pill", overdue ? "risk-high" : days <= 1 ? "waiting-pill" : "quiet-pill"]} data-testid="due">${text}</span>`;
}
Due.props = ["case"];
