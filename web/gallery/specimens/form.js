// The form beside the conversation, its parts, and the sheets over it.
import { html } from "../../vue.js";
import { ApplicationPanel } from "../../components/ApplicationPanel.js";
import { FieldRow } from "../../components/FieldRow.js";
import { GuideSheet } from "../../components/GuideSheet.js";
import { Materials } from "../../components/Materials.js";
import { NoticeSheet } from "../../components/NoticeSheet.js";
import { PrecheckCard } from "../../components/PrecheckCard.js";
import { ReceiptCard } from "../../components/ReceiptCard.js";
import { ReviewSheet } from "../../components/ReviewSheet.js";
import { SignInSheet } from "../../components/SignInSheet.js";
import { fields } from "../../store.js";
import { like, samples, withField, withMaterial } from "../samples.js";

const { begun, draft, ready, submitted, guide } = samples;
const world = (application, more = {}) => ({ person: samples.account.name, application, guides: { [guide.item_id]: guide }, view: "form", ...more });

const field = (state, name, application, more) => ({
  component: "FieldRow",
  state,
  world: world(application, more),
  show: () => html`<div class="card"><dl><${FieldRow} field=${fields.value.find((one) => one.name === name)} /></dl></div>`,
});

const other = { value: "13900139000", display: "13900139000", source: "document", source_ref: "document", confidence: 0.91, confirmed: false };
const mobile = (changes) => withField(draft, "mobile", changes);
const edit = (more) => ({ edits: { mobile: { text: "1380013", problem: "", newer: null, saving: false, ...more } } });

const material = (state, at, changes, more) => {
  const application = withMaterial(draft, at, changes);
  return { component: "Materials", state, world: world(application, more), show: () => html`<${Materials} materials=${[application.materials[at]]} name="one" />` };
};

const precheck = (state, answer, more = {}) => ({
  component: "PrecheckCard",
  state,
  world: world(like(draft, more), { precheck: answer }),
  show: () => html`<${PrecheckCard} />`,
});

const found = (code, severity, more) => ({ code, severity, material_id: null, field: null, message: samples.precheck.findings[0].message, clause: samples.precheck.findings[0].clause, evidence: null, ...more });
const FOUND = [
  found("missing_material", "must_fix", { material_id: draft.materials[0].material_id }),
  found("field_invalid", "must_fix", { field: "mobile" }),
  found("expired", "warning", { material_id: draft.materials[1].material_id }),
  found("needs_review", "for_staff"),
];

const panel = (state, application, more) => ({ component: "ApplicationPanel", state, world: world(application, more), show: () => html`<${ApplicationPanel} />` });
const sheet = (component, shown, state, application, more) => ({ component, state, sheet: true, world: world(application, more), show: () => html`<${shown} />` });

export const FORM = [
  panel("begun", begun),
  panel("proposed", draft),
  panel("ready", ready, { precheck: samples.precheck }),
  panel("submitted", submitted),
  panel("returned", like(submitted, { state: "returned", round: 2, findings: FOUND.slice(0, 2), note: "" }), { asked: ["mobile"] }),
  field("proposed", "mobile", draft),
  field("confirmed", "mobile", mobile({ confirmed: true })),
  field("masked", "id_number", draft),
  field("said", "mobile", mobile({ source: "said", source_ref: "said" })),
  field("typed", "mobile", mobile({ source: "typed", source_ref: "typed" })),
  field("read", "mobile", mobile({ source: "document", confidence: 0.99 })),
  field("read-unsure", "mobile", mobile({ source: "document", confidence: 0.62 })),
  field("conflict", "mobile", mobile({ others: [other] })),
  field("lacking", "mobile", mobile({ value: "", display: "" })),
  field("editing", "mobile", draft, edit({})),
  field("refused", "mobile", draft, edit({ problem: samples.precheck.findings[0].message })),
  field("newer", "mobile", draft, edit({ newer: { value: "13900139000" } })),
  material("exempt", 0, {}),
  material("needed", 1, { required: true }),
  material("optional", 1, {}),
  material("handed-in", 1, { document: { document_id: "doc_1", pages: 1 }, documents: [] }),
  material("uploading", 1, {}, { slots: { [draft.materials[1].material_id]: { busy: true, problem: "" } } }),
  material("failed", 1, {}, { slots: { [draft.materials[1].material_id]: { busy: false, problem: samples.replies.blocked.text } } }),
  precheck("not-run", null),
  precheck("passed", { passed: true, findings: [] }),
  precheck("passed-for-staff", samples.precheck),
  precheck("found", { passed: false, findings: FOUND }),
  { component: "ReceiptCard", state: "plain", world: world(submitted), show: () => html`<${ReceiptCard} application=${submitted} />` },
  sheet("ReviewSheet", ReviewSheet, "open", ready, { sheet: { kind: "review" } }),
  sheet("GuideSheet", GuideSheet, "cited", null, { guides: { [guide.item_id]: guide }, graphs: { [guide.item_id]: samples.graph }, sheet: { kind: "guide", itemId: guide.item_id, citation: samples.replies.answered.citations[0] } }),
  sheet("SignInSheet", SignInSheet, "open", null, { sheet: { kind: "sign-in", accounts: [samples.account] } }),
  sheet("NoticeSheet", NoticeSheet, "open", draft, { sheet: { kind: "notice", notice: samples.notice } }),
];
