// The course of the case: each round with what changed since the last, and every decision with its reason.
import { moment } from "../../format.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";

export function Rounds({ shown }) {
  return html`
    <section class="card" aria-labelledby="rounds-title">
      <h2 id="rounds-title">${t("desk.rounds")}</h2>
      <ol class="case-rounds">${shown.rounds.map((one) => html`<${Row} key=${one.number} round=${one} />`)}</ol>
    </section>`;
}
Rounds.props = ["shown"];

function Row({ round }) {
  return html`
    <li data-testid="round">
      <p><b>${t("desk.round_sent", { number: round.number, date: moment(round.sent_at) })}</b></p>
      ${round.number > 1 && html`<p class="quiet">${t(round.changes.length ? "desk.changed" : "desk.unchanged")}</p>`}
      ${round.changes.length > 0 && html`<ul class="case-changes" data-testid="changes">${round.changes.map((one) => html`<li key=${one.kind + one.name}>${one.label}：${wording(one)}</li>`)}</ul>`}
      ${round.decisions.map((one) => html`
        <div class="case-decided" key=${one.decided_at} data-testid="decided">
          <p>${t("desk.decided", { name: one.reviewer, value: t(`desk.decision.${one.decision}`) })}<span class="pill quiet-pill">${t(`desk.decision_state.${one.state}`)}</span></p>
          ${one.reason && html`<p>${t("desk.reason")}：${one.reason}</p>`}
          ${one.findings.length > 0 && html`<ul>${one.findings.map((finding) => html`<li key=${finding.message}>${finding.message}</li>`)}</ul>`}
          ${one.second && html`<p>${t("desk.seconded", { name: one.second, value: one.second_reason })}</p>`}
        </div>`)}
    </li>`;
}
Row.props = ["round"];

function wording(change) {
  if (change.kind === "material") return t("desk.new_papers");
  return t("desk.before_after", { from: change.before || t("desk.nothing"), until: change.after || t("desk.nothing") });
}
