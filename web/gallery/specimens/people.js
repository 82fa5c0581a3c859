// Acting for others, reminders, and what asks twice.
import { html } from "../../vue.js";
import { ActingBanner } from "../../components/ActingBanner.js";
import { AskTwice } from "../../components/AskTwice.js";
import { DelegationCard } from "../../components/DelegationCard.js";
import { FamilyPage } from "../../components/FamilyPage.js";
import { OfferedCode } from "../../components/OfferedCode.js";
import { Reminder, Recommendation } from "../../components/Reminder.js";
import { RemindersPage } from "../../components/RemindersPage.js";
import { StaffNav } from "../../components/StaffNav.js";
import { like, samples } from "../samples.js";

const { delegation, reminder, recommendation } = samples;
const named = { person: samples.account.name };
const acting = { agent: "zhang-yang", agent_name: "", kind: "family", acts: ["prepare"] };

const granted = (state, changes = {}) => ({
  component: "DelegationCard",
  state,
  world: named,
  show: () => html`<ul class="case-list"><${DelegationCard} one=${like(delegation, changes)} /></ul>`,
});

const list = (shown, of) => () => html`<ul class="case-list"><${shown} ...${of} /></ul>`;

export const PEOPLE = [
  granted("active-agent"),
  granted("active-principal", { side: "principal" }),
  granted("asked", { state: "asked", side: "principal", may: ["accept", "refuse"] }),
  granted("checking", { state: "checking", kind: "guardian", relation: "child", may: ["end"] }),
  granted("expired", { state: "expired", may: [] }),
  { component: "FamilyPage", state: "empty", world: { ...named, route: "family" }, answers: { "/delegations": { delegations: [] } }, show: () => html`<${FamilyPage} />` },
  { component: "FamilyPage", state: "granted", world: { ...named, route: "family" }, answers: { "/delegations": { delegations: [delegation] } }, show: () => html`<${FamilyPage} />` },
  { component: "FamilyPage", state: "visitor", world: { route: "family" }, show: () => html`<${FamilyPage} />` },
  { component: "OfferedCode", state: "plain", show: () => html`<div class="card"><${OfferedCode} offered=${{ delegation, code: "412907736158", code_until: delegation.created_at }} name=${delegation.agent_name} kind="invite" /></div>` },
  { component: "ActingBanner", state: "agent", world: { person: { account: "zhang-yang", name: delegation.agent_name, role: "citizen" } }, show: () => html`<${ActingBanner} application=${like(samples.draft, { acting, owner_name: delegation.principal_name })} />` },
  { component: "StaffNav", state: "reviewer", show: () => html`<${StaffNav} here="desk" role="reviewer" />` },
  { component: "AskTwice", state: "plain", show: () => html`<${AskTwice} testid="drop" label=${samples.replies.answered.options[0].label} name="" question="" yes="" no="" />` },
  { component: "Reminder", state: "fresh", show: list(Reminder, { reminder }) },
  { component: "Reminder", state: "pictures", show: list(Reminder, { reminder: like(reminder, { kind: "pictures", application_id: "app_1" }) }) },
  { component: "Reminder", state: "code", show: list(Reminder, { reminder: like(reminder, { kind: "code", item_id: "" }) }) },
  { component: "Reminder", state: "seen", show: list(Reminder, { reminder: like(reminder, { seen: true }) }) },
  { component: "Recommendation", state: "plain", show: list(Recommendation, { one: recommendation }) },
  {
    component: "RemindersPage",
    state: "told",
    world: { ...named, route: "reminders" },
    answers: { "/reminders": { reminders: [reminder], unseen: 1 }, "/reminders/wishes": samples.wishes, "/recommendations": { recommendations: [recommendation] } },
    show: () => html`<${RemindersPage} />`,
  },
];
