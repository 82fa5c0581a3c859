// A ticket: what was asked, what was answered from where, what the person said of it; and what is done about it.
import { Icon } from "../../components/Icon.js";
import { moment } from "../../format.js";
import { text, t } from "../../texts.js";
import { html } from "../../vue.js";
import { ask } from "../actions/base.js";
import { take } from "../actions/asking.js";
import { begin } from "../actions/editing.js";
import { open } from "../actions/lists.js";
import { desk } from "../store.js";
import { Head, Refused, spanOf } from "./Head.js";
import { PairForm } from "./PairForm.js";

const DONE = ["resolved", "dismissed"];

export function TicketView() {
  const { ticket, form } = desk.open;
  return html`
    <${Head} title=${ticket.question || t("curation.no_question")}>${{
      marks: () => html`
        <span class="pill" data-testid="ticket-state" data-state=${ticket.state}>${t(`curation.state.${ticket.state}`)}</span>
        <span class="pill quiet-pill">${t(`curation.kind.${ticket.kind}`)}</span>
        ${ticket.overdue && html`<span class="pill risk-high"><${Icon} name="clock" />${t("curation.overdue")}</span>`}`,
      default: () => html`
        <p class="case-who">
          ${ticket.item_name && html`<span>${t("curation.item")}：<b>${ticket.item_name}</b></span>`}
          <span>${t("curation.times", { count: ticket.count })}</span>
          <span>${spanOf(ticket.opened_at, ticket.last_seen_at)}</span>
          ${ticket.assigned_name && html`<span data-testid="taken-by">${t("curation.taken_by", { name: ticket.assigned_name })}</span>`}
        </p>
        ${ticket.resolution && html`<p class="remark">${t("curation.put_away_why", { value: ticket.resolution })}</p>`}
        ${ticket.resolved_version && html`<p class="curation-good"><${Icon} name="check" />${t("curation.resolved", { version: ticket.resolved_version })}</p>`}
        <${Acts} ticket=${ticket} />
        ${!form && html`<${Refused} />`}`,
    }}</>
    ${form === "pair" && html`<${PairForm} question=${ticket.question} item=${ticket.item_id ? { item_id: ticket.item_id, name: ticket.item_name } : null} />`}
    <section class="card" aria-labelledby="reports-title">
      <h2 id="reports-title">${t("curation.reports")}</h2>
      <ol class="reports">${ticket.reports.map((one) => html`<${Report} key=${one.report_id} report=${one} />`)}</ol>
    </section>`;
}

function Acts({ ticket }) {
  const mine = ticket.assigned_to === desk.person.account;
  const draft = ticket.draft_id && html`<button type="button" class="button" data-testid="open-draft" onClick=${() => open("draft", ticket.draft_id)}><${Icon} name="file" />${t("curation.see_draft")}</button>`;
  if (DONE.includes(ticket.state) || (ticket.assigned_to && !mine)) return html`<div class="case-acts">${draft}</div>`;
  return html`
    <div class="case-acts" role="group" aria-label=${t("curation.acts")}>
      ${draft}
      ${!mine && html`<button type="button" class="button" data-testid="take" onClick=${take}>${t("curation.take")}</button>`}
      <button type="button" class="button primary" data-testid="propose-pair" aria-expanded=${String(desk.open.form === "pair")} onClick=${() => (desk.open.form = "pair")}><${Icon} name="plus" />${t("curation.propose_pair")}</button>
      ${ticket.item_id && html`<button type="button" class="button" data-testid="propose-edit" onClick=${() => begin(ticket.item_id, ticket.ticket_id)}><${Icon} name="pen" />${t("curation.propose_edit")}</button>`}
      ${!ticket.draft_id && html`<button type="button" class="button" data-testid="dismiss" onClick=${() => ask("dismiss")}>${t("curation.dismiss")}</button>`}
    </div>`;
}
Acts.props = ["ticket"];

function Report({ report }) {
  const sections = report.sections.map((one) => text(`section.${one.split(":")[0]}`) ?? one);
  return html`
    <li class="report" data-testid="report">
      <p class="report-head">
        <span class="pill quiet-pill">${t(`curation.kind.${report.kind}`)}</span>
        ${report.level && html`<span class="pill" data-testid="report-level">${t("curation.level", { count: report.level })}</span>`}
        <span class="quiet">${moment(report.at)}</span>
      </p>
      <dl class="report-parts">
        ${report.question && html`<div><dt>${t("curation.asked")}</dt><dd>${report.question}</dd></div>`}
        <div><dt>${t("curation.answered")}</dt><dd data-testid="report-answer">${report.answer
          ? html`<blockquote>${report.answer}</blockquote><p class="quiet">${t("curation.cited", { version: report.guide_version, name: [...new Set(sections)].join("、") })}</p>`
          : t("curation.no_answer")}</dd></div>
        ${report.comment && html`<div><dt>${t("curation.comment")}</dt><dd><q>${report.comment}</q></dd></div>`}
      </dl>
    </li>`;
}
Report.props = ["report"];
