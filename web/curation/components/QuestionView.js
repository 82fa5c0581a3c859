// Questions that mean the same: how many, in which words, what is published next to them; answered once for all.
import { Icon } from "../../components/Icon.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { addWordings, choose, chosenTickets } from "../actions/asking.js";
import { ask } from "../actions/base.js";
import { open } from "../actions/lists.js";
import { desk } from "../store.js";
import { Head, Refused, spanOf } from "./Head.js";
import { PairForm } from "./PairForm.js";

const percent = (score) => Math.round(score * 100);

export function QuestionView() {
  const { cluster, form } = desk.open;
  const { nearest } = cluster;
  return html`
    <${Head} title=${cluster.question}>${{
      marks: () => html`
        <span class="pill">${t("curation.times", { count: cluster.count })}</span>
        ${cluster.kinds.map((kind) => html`<span key=${kind} class="pill quiet-pill">${t(`curation.kind.${kind}`)}</span>`)}
        ${cluster.overdue && html`<span class="pill risk-high"><${Icon} name="clock" />${t("curation.overdue")}</span>`}`,
      default: () => html`
        <p class="case-who"><span>${spanOf(cluster.first, cluster.last)}</span></p>
        ${cluster.resolutions.map((why) => html`<p key=${why} class="remark">${t("curation.put_away_why", { value: why })}</p>`)}
        <${Acts} cluster=${cluster} />
        ${!form && html`<${Refused} />`}`,
    }}</>
    ${form === "pair" && html`<${PairForm} question=${fit(cluster)} item=${nearest?.guide ? nearest : null} />`}
    <div class="question-sides">
      <${Wordings} cluster=${cluster} />
      <${Near} nearest=${nearest} open=${cluster.state === "open"} />
    </div>`;
}

/** The wording that stands for the cluster, unless something in it was masked. */
const fit = ({ question, wordings }) => (wordings.some((one) => one.question === question && !one.fit_as_variant) ? "" : question);

function Acts({ cluster }) {
  if (cluster.state !== "open")
    return html`<div class="case-acts">${cluster.draft_ids.map((id) => html`
      <button key=${id} type="button" class="button" data-testid="open-draft" onClick=${() => open("draft", id)}><${Icon} name="file" />${t("curation.see_draft")}</button>`)}</div>`;
  const none = !chosenTickets().length;
  return html`
    <div class="case-acts" role="group" aria-label=${t("curation.acts")}>
      <button type="button" class="button primary" data-testid="propose-pair" aria-disabled=${String(none)} aria-expanded=${String(desk.open.form === "pair")}
        onClick=${() => !none && (desk.open.form = "pair")}><${Icon} name="plus" />${t("curation.propose_pair")}</button>
      <button type="button" class="button" data-testid="dismiss" aria-disabled=${String(none)} onClick=${() => !none && ask("dismiss")}>${t("curation.dismiss_question")}</button>
    </div>`;
}
Acts.props = ["cluster"];

function Wordings({ cluster }) {
  const { chosen } = desk.open;
  const editable = cluster.state === "open";
  return html`
    <section class="card" aria-labelledby="wordings-title">
      <h2 id="wordings-title">${t("curation.wordings")}</h2>
      ${editable && html`<p class="quiet">${t("curation.wordings_lead")}</p>`}
      <ul class="wordings">${cluster.wordings.map((one) => html`
        <li key=${one.report_id} data-testid="wording">
          <label class=${{ "queue-check": editable }}>
            ${editable && html`<input type="checkbox" data-testid="choose-wording" checked=${chosen.includes(one.report_id)} onChange=${(event) => choose(one.report_id, event.target.checked)} />`}
            <span>${one.question}</span></label>
          <span class="queue-marks">
            ${one.count > 1 && html`<span class="pill quiet-pill">${t("curation.times", { count: one.count })}</span>`}
            ${!one.fit_as_variant && html`<span class="pill waiting-pill">${t("curation.masked")}</span>`}
          </span>
          ${one.comments.map((comment) => html`<q key=${comment} class="quiet">${comment}</q>`)}
        </li>`)}</ul>
    </section>`;
}
Wordings.props = ["cluster"];

function Near({ nearest, open: editable }) {
  return html`
    <section class="card" aria-labelledby="near-title" data-testid="nearest">
      <h2 id="near-title">${t("curation.nearest")}</h2>
      ${!nearest && html`<p>${t("curation.nearest_none")}</p>`}
      ${nearest && html`
        <p><b>${nearest.name}</b></p>
        <p class="quiet">${nearest.said ? t("curation.nearest_said") : t("curation.nearest_score", { percent: percent(nearest.score) })}</p>
        ${!nearest.guide && html`<p class="remark">${t("curation.nearest_no_guide")}</p>`}
        ${nearest.pair && html`
          <div class="near-pair" data-testid="nearest-pair">
            <p><b>${nearest.pair.question}</b><span class="pill quiet-pill">${t("curation.pair_score", { percent: percent(nearest.pair.score) })}</span></p>
            <p>${nearest.pair.answer}</p>
          </div>
          ${editable && html`
            <p class="quiet">${t("curation.add_wordings_lead")}</p>
            <button type="button" class="button" data-testid="add-wordings" onClick=${addWordings}>${t("curation.add_wordings")}</button>`}`}`}
    </section>`;
}
Near.props = ["nearest", "open"];
