// One line of a list: what it is about first, then how it stands.
import { Icon } from "../../components/Icon.js";
import { day } from "../../format.js";
import { t } from "../../texts.js";
import { html } from "../../vue.js";
import { open } from "../actions/lists.js";
import { desk, toSign } from "../store.js";

export function Line({ line }) {
  const { kind, id, one } = line;
  const here = desk.open?.kind === kind && desk.open.id === id;
  const Body = { draft: OfDraft, ticket: OfTicket, question: OfQuestion }[kind];
  return html`
    <button type="button" class="queue-line" data-testid="queue-line" data-line=${`${kind} ${id}`} aria-current=${here ? "true" : null}
      onClick=${() => open(kind, id)}><${Body} one=${one} /></button>`;
}
Line.props = ["line"];

function OfDraft({ one }) {
  const passed = one.gates.filter((gate) => gate.state === "passed").length;
  const rejected = one.gates.some((gate) => gate.state === "rejected");
  return html`
    <span class="queue-name">${one.name}</span>
    <span class="queue-who">${t("curation.made", { name: one.made_by_name, date: day(one.changed_at) })}</span>
    <span class="queue-marks">
      <span class="pill quiet-pill">${t("curation.gates_passed", { count: passed })}</span>
      ${rejected && html`<span class="pill risk-high"><${Icon} name="close" />${t("curation.has_rejected")}</span>`}
      ${one.stale && html`<span class="pill waiting-pill">${t("curation.stale")}</span>`}
      ${toSign(one).length > 0 && html`<span class="pill" data-testid="waits-for-me">${t("curation.waits_for_me")}</span>`}
    </span>`;
}
OfDraft.props = ["one"];

function OfTicket({ one }) {
  return html`
    <span class="queue-name">${one.question || t("curation.no_question")}</span>
    ${one.item_name && html`<span class="queue-who">${one.item_name}</span>`}
    <span class="queue-marks">
      <span class=${["pill", one.kind === "wrong_answer" ? "risk-high" : "quiet-pill"]}>${t(`curation.kind.${one.kind}`)}</span>
      ${one.count > 1 && html`<span class="pill quiet-pill">${t("curation.times", { count: one.count })}</span>`}
      ${one.overdue && html`<span class="pill risk-high" data-testid="overdue"><${Icon} name="clock" />${t("curation.overdue")}</span>`}
      ${one.assigned_name && html`<span class="pill">${t("curation.taken_by", { name: one.assigned_name })}</span>`}
    </span>`;
}
OfTicket.props = ["one"];

function OfQuestion({ one }) {
  return html`
    <span class="queue-name">${one.question}</span>
    ${one.nearest && html`<span class="queue-who">${one.nearest.name}</span>`}
    <span class="queue-marks">
      <span class="pill"><b>${t("curation.times", { count: one.count })}</b></span>
      ${one.wordings.length > 1 && html`<span class="pill quiet-pill">${t("curation.ways", { count: one.wordings.length })}</span>`}
      ${one.overdue && html`<span class="pill risk-high" data-testid="overdue"><${Icon} name="clock" />${t("curation.overdue")}</span>`}
    </span>`;
}
OfQuestion.props = ["one"];
