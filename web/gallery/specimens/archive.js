// One's archive, and what is offered to it after a receipt.
import { html } from "../../vue.js";
import { ArchiveOffer } from "../../components/ArchiveOffer.js";
import { ArchivePage } from "../../components/ArchivePage.js";
import { like, samples } from "../samples.js";

const named = { person: samples.account.name, route: "archive" };
const leaving = like(samples.archive.leaving, { facts: 0, certificates: 0, pictures: 0, conversations: 0, recordings: 0, reminders: 0 });
const consents = { kept: [], wishes: like(samples.wishes, { kinds: [] }), promises: [], delegations: [] };
const nothing = like(samples.archive, { facts: [], certificates: [], pictures: [], consents, leaving });
const page = (profile, uses, recordings) => ({ answers: { "/profile": profile, "/profile/uses": uses, "/me/recordings": recordings }, world: named, show: () => html`<${ArchivePage} />` });

export const ARCHIVE = [
  { component: "ArchivePage", state: "kept", ...page(samples.archive, samples.uses, samples.recordings) },
  { component: "ArchivePage", state: "empty", ...page(nothing, { uses: [] }, { recordings: [] }) },
  { component: "ArchiveOffer", state: "plain", answers: { "/profile/keepable": samples.keepable }, show: () => html`<${ArchiveOffer} applicationId="app_1" />` },
];
