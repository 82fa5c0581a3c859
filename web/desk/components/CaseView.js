// One case on one screen: values and findings on the one side, the paper they rest on beside them.
import { Icon } from "../../components/Icon.js";
import { day } from "../../format.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { ask, closeCase, openCase, release, retract } from "../actions.js";
import { desk, mayAct, mayDecide } from "../store.js";
import { Findings } from "./Findings.js";
import { Papers } from "./Papers.js";
import { Picture } from "./Picture.js";
import { Due } from "./Queue.js";
import { Rounds } from "./Rounds.js";
import { Values } from "./Values.js";

export function CaseView() {
  if (!desk.case) return html`<main id="case" class="case case-none" tabindex="-1"><h1>${t("desk.title")}</h1><p class="quiet">${t("desk.choose")}</p></main>`;
  const shown = desk.case;
  return html`
    <main id="case" class="case" tabindex="-1" data-testid="case" data-state=${shown.application.state}>
      <${Head} shown=${shown} />
      <div class="case-sides">
        <div class="case-text">
          <${Findings} shown=${shown} />
          <${Values} shown=${shown} />
          <${Papers} shown=${shown} />
          <${Rounds} shown=${shown} />
        </div>
        <${Picture} />
      </div>
    </main>`;
}

function Head({ shown }) {
  const { application, claim, risk, acting } = shown;
  return html`
    <header class="case-head">
      <div class="case-ways">
        <button type="button" class="link case-back" data-testid="back" onClick=${closeCase}>${t("desk.back")}</button>
        ${desk.before && html`<button type="button" class="link" data-testid="case-before" onClick=${() => openCase(desk.before.id)}>${t("desk.before", { item: desk.before.name, name: desk.before.who })}</button>`}
      </div>
      <div class="case-title">
        <h1 id="case-title" tabindex="-1">${application.item_name}</h1>
        <span class="pill">${t(`desk.state.${application.state}`)}</span>
        ${application.receipt && html`<${Due} case=${shown} />`}
        <span class=${["pill", `risk-${risk.level}`]}>${t(`desk.risk.${risk.level}`)}</span>
        ${claim && html`<span class="pill" data-testid="claim">${claim.mine ? t("desk.claimed_mine") : t("desk.claimed", { name: claim.name })}</span>`}
        ${claim?.mine && html`<button type="button" class="link" data-testid="release" onClick=${release}>${t("desk.release")}</button>`}
      </div>
      <p class="case-who">
        <span>${t("desk.applicant")}：<b data-testid="case-name">${shown.applicant}</b></span>
        ${acting && html`<span class="remark">${t("desk.acting", { name: acting.agent })}</span>`}
        <span>${t("desk.number")}：${application.receipt?.acceptance_number}</span>
        <span>${t("desk.deadline", { date: day(application.receipt?.deadline) })}</span>
        <span>${t("desk.round", { number: shown.rounds[0]?.number ?? 1 })}</span>
      </p>
      <p class="case-risk" data-testid="risk">${risk.reasons.length
        ? `${t("desk.risk_why", { number: risk.score })}${risk.reasons.map((one) => `${one.message}（+${one.points}）`).join("；")}`
        : t("desk.risk_none")}</p>
      <${Acts} shown=${shown} />
    </header>`;
}
Head.props = ["shown"];

function Acts({ shown }) {
  const { proposal, application } = shown;
  if (shown.city_decides) return html`<p class="remark" data-testid="city-decides">${t("desk.city_decides")}</p>`;
  if (proposal) return html`<${Proposal} proposal=${proposal} />`;
  if (application.state === "accepted" && mayAct())
    return html`<div class="case-acts"><button type="button" class="button primary" data-testid="finish" onClick=${(event) => ask("finish", {}, event)}>${t("desk.finish")}</button></div>`;
  if (!mayDecide()) return null;
  return html`
    <div class="case-acts" role="group" aria-label=${t("desk.acts")}>
      <button type="button" class="button" data-testid="accept" aria-keyshortcuts=${desk.keys ? "a" : null} onClick=${(event) => ask("accept", {}, event)}><${Icon} name="check" />${t("desk.accept")}<${Key} name="a" /></button>
      <button type="button" class="button" data-testid="return" aria-keyshortcuts=${desk.keys ? "r" : null} onClick=${(event) => ask("return", {}, event)}><${Icon} name="again" />${t("desk.return")}<${Key} name="r" /></button>
      <button type="button" class="button" data-testid="second" aria-keyshortcuts=${desk.keys ? "e" : null} onClick=${(event) => ask("second", {}, event)}><${Icon} name="eye" />${t("desk.second")}<${Key} name="e" /></button>
    </div>`;
}
Acts.props = ["shown"];

function Key({ name }) {
  return desk.keys ? html`<kbd aria-hidden="true">${name}</kbd>` : null;
}
Key.props = ["name"];

function Proposal({ proposal }) {
  const label = t(`desk.decision.${proposal.decision}`);
  return html`
    <div class="case-proposal" data-testid="proposal">
      <p class="remark">${t("desk.proposal", { name: proposal.reviewer, label, value: proposal.reason })}</p>
      ${proposal.findings.length > 0 && html`<ul>${proposal.findings.map((one) => html`<li key=${one.message}>${one.message}</li>`)}</ul>`}
      <div class="case-acts">
        ${proposal.mine
          ? html`<button type="button" class="button" data-testid="retract" onClick=${retract}>${t("desk.retract")}</button>`
          : html`
            <button type="button" class="button" data-testid="agree" onClick=${(event) => ask("answer", { agree: true }, event)}>${t("desk.agree")}</button>
            <button type="button" class="button" data-testid="disagree" onClick=${(event) => ask("answer", { agree: false }, event)}>${t("desk.disagree")}</button>`}
      </div>
    </div>`;
}
Proposal.props = ["proposal"];
