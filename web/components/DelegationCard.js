// One delegation: between whom, what is granted, and what can be done about it. The words to agree to stand in full.
import { html } from "../vue.js";
import { answer, begin } from "../actions/family.js";
import { beginSaying } from "../actions/ways.js";
import { day, moment } from "../format.js";
import { t } from "../texts.js";
import { AskTwice } from "./AskTwice.js";

const WAITING = ["offered", "asked"];

export function DelegationCard({ one }) {
  const asked = one.may.includes("accept");
  const other = one.side === "agent" ? one.principal_name : one.agent_name;
  return html`
    <li class="card delegation" data-testid="delegation" data-state=${one.state} data-side=${one.side}>
      <div class="case-head">
        <h4>${t(`family.between.${one.side}`, { name: other })}</h4>
        ${one.state !== "active" && html`<span class="pill quiet-pill">${asked ? t("family.yours") : t(`family.state.${one.state}`)}</span>`}
        ${one.kind !== "family" && html`<span class="pill">${t(`family.kind.${one.kind}`)}</span>`}
      </div>
      ${asked ? html`<blockquote class="words">${one.consent}</blockquote>` : html`<${Granted} one=${one} />`}
      ${one.code_until && WAITING.includes(one.state) && html`<p class="quiet">${t("family.code_until", { date: moment(one.code_until) })}</p>`}
      ${one.state === "checking" && html`<p>${t("family.checking")}</p>`}
      <${Acts} one=${one} other=${other} asked=${asked} />
    </li>`;
}
DelegationCard.props = ["one"];

function Granted({ one }) {
  const { scope, items } = one;
  const rows = {
    items: items.length ? items.map((item) => item.name).join(t("photo.and")) : t("family.all_items"),
    acts: scope.acts.map((act) => t(`family.act.${act}`)).join(t("photo.and")),
    data: t(`family.data.${scope.use_profile ? (scope.use_certificates ? "both" : "profile") : scope.use_certificates ? "certificates" : "none"}`),
    until: day(scope.until),
  };
  return html`<dl class="granted">${Object.entries(rows).map(([name, text]) => html`<div key=${name}><dt>${t(`family.row.${name}`)}</dt><dd>${text}</dd></div>`)}</dl>`;
}
Granted.props = ["one"];

function Acts({ one, other, asked }) {
  const named = { name: other };
  const ending = one.state === "active" ? (one.side === "principal" ? "take_back" : "lay_down") : "cancel";
  return html`
    <div class="case-acts">
      ${asked && html`
        <button type="button" class="button primary" data-testid="delegation-accept" onClick=${() => answer(one, "accept")}>${t(`family.accept.${one.side}`)}</button>
        <button type="button" class="button" data-testid="delegation-refuse" onClick=${() => answer(one, "refuse")}>${t("family.refuse")}</button>`}
      ${one.state === "active" && one.side === "agent" && html`<${Begin} one=${one} />`}
      ${one.may.includes("end") && !asked && html`<${AskTwice} testid="delegation-end" label=${t(`family.${ending}`)} name=${t(`family.${ending}_named`, named)}
        question=${t(`family.${ending}_ask`, named)} yes=${t("family.end_yes")} no=${t("family.end_no")} onYes=${() => answer(one, "end")} />`}
    </div>`;
}
Acts.props = ["one", "other", "asked"];

/** Where the grant names items, each begins here; where it names none, the person says which. */
function Begin({ one }) {
  const say = () => beginSaying(t("family.say", { name: one.principal_name }));
  if (!one.items.length) return html`<button type="button" class="button primary" data-testid="begin-saying" onClick=${say}>${t("family.go_say")}</button>`;
  return one.items.map((item) => html`
    <button type="button" class="button primary" key=${item.item_id} data-testid="begin-for" onClick=${() => begin(one, item.item_id)}>${t("family.begin_item", { item: item.name })}</button>`);
}
Begin.props = ["one"];
