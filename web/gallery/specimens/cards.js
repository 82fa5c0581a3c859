// Cards of the talk, and what the form says of itself.
import { html } from "../../vue.js";
import { BundleCase } from "../../components/BundleCase.js";
import { ErrorSummary } from "../../components/ErrorSummary.js";
import { FindingsCard } from "../../components/FindingsCard.js";
import { FormCard } from "../../components/FormCard.js";
import { PlacesCard } from "../../components/PlacesCard.js";
import { ProgressCard } from "../../components/ProgressCard.js";
import { ReceiptSlip } from "../../components/ReceiptSlip.js";
import { UndoBar } from "../../components/UndoBar.js";
import { ViewSwitch } from "../../components/ViewSwitch.js";
import { like, samples } from "../samples.js";

const { begun, course, draft, guide, precheck, ready, replies, submitted } = samples;
const world = (application, more = {}) => ({ person: samples.account.name, application, guides: { [guide.item_id]: guide }, ...more });
const about = (application) => like(replies.handling, { application });
const MUST_FIX = { code: "field_invalid", severity: "must_fix", field: "mobile", material_id: null, evidence: null, message: precheck.findings[0].message, clause: precheck.findings[0].clause };
const toMend = like(draft, { findings: [MUST_FIX, ...precheck.findings] });

const places = (state, own) => {
  const shown = like(guide, { places: [...guide.places, ...own] });
  return { component: "PlacesCard", state, world: world(draft, { guides: { [guide.item_id]: shown } }), show: () => html`<${PlacesCard} itemId=${guide.item_id} />` };
};
const hall = (code, number) => ({ ...guide.places[0], name: `${guide.places[0].name} ${number}`, channel: "window", districts: [code], address: `${number}`, hours: "9:00-17:00", phone: "023-00000000" });

const part = (state, id, changes = {}) => ({
  part_id: id, name: draft.item_name, role: "handled", state, application_id: `app_${id}`, receipt: null, waits_for: [], misfit: "", text: "", ...changes,
});
const PARTS = [part("done", "a"), part("submitted", "b"), part("draft", "c", { waits_for: ["b"] })];
const bundle = like(draft, { bundle_id: "bun_1", parts: PARTS, singles: [], questions: [], form: [] });
const courses = { of: 3, done: 1, returned: 0, overdue: 0, parts: PARTS.map(({ part_id }) => ({ part_id, progress: part_id === "b" ? course : null })) };

export const CARDS = [
  { component: "FormCard", state: "begun", world: world(begun), show: () => html`<${FormCard} reply=${about(begun)} />` },
  { component: "FormCard", state: "ready", world: world(ready, { precheck }), show: () => html`<${FormCard} reply=${about(ready)} />` },
  { component: "FindingsCard", state: "plain", world: world(toMend), show: () => html`<${FindingsCard} />` },
  { component: "ReceiptSlip", state: "plain", world: world(submitted), show: () => html`<${ReceiptSlip} application=${submitted} />` },
  {
    component: "ProgressCard", state: "submitted", world: world(submitted, { courses: { [submitted.application_id]: course } }),
    answers: { [`/applications/${submitted.application_id}/progress`]: course }, show: () => html`<${ProgressCard} application=${submitted} />`,
  },
  places("everywhere", []),
  places("by-district", [hall("500103", 1), hall("500112", 2), hall("500112", 3)]),
  { component: "ErrorSummary", state: "plain", world: world(draft, { summary: true, precheck: { passed: false, findings: toMend.findings } }), show: () => html`<${ErrorSummary} />` },
  {
    component: "UndoBar", state: "offered", show: () => html`<${UndoBar} />`,
    world: world(draft, { undo: { id: draft.application_id, version: draft.version, text: draft.item_name, before: draft } }),
  },
  { component: "ViewSwitch", state: "draft", world: world(draft), show: () => html`<${ViewSwitch} />` },
  { component: "BundleCase", state: "under-way", world: world(bundle), show: () => html`<${BundleCase} bundle=${bundle} course=${courses} />` },
];
