// What goes with a reply beside its words, and what stands over the form.
import { html } from "../../vue.js";
import { ErrorSummary } from "../../components/ErrorSummary.js";
import { FindingsCard } from "../../components/FindingsCard.js";
import { FormCard } from "../../components/FormCard.js";
import { PlacesCard } from "../../components/PlacesCard.js";
import { ProgressCard } from "../../components/ProgressCard.js";
import { ReceiptSlip } from "../../components/ReceiptSlip.js";
import { UndoBar } from "../../components/UndoBar.js";
import { ViewSwitch } from "../../components/ViewSwitch.js";
import { like, samples } from "../samples.js";

const { begun, course, draft, guide, precheck, ready, submitted, replies } = samples;
const world = (application, more = {}) => ({ person: samples.account.name, application, guides: { [guide.item_id]: guide }, ...more });
const late = like(course, { overdue: true, days_over: 2, days_left: 0 });
const must = { ...precheck.findings[0], code: "field_invalid", severity: "must_fix", field: "mobile" };

const form = (state, application) => ({
  component: "FormCard",
  state,
  world: world(application),
  show: () => html`<${FormCard} reply=${replies.handling} />`,
});
const progress = (state, one = course) => ({
  component: "ProgressCard",
  state,
  world: world(null),
  answers: { [`/applications/${submitted.application_id}/progress`]: one },
  show: () => html`<${ProgressCard} application=${like(submitted, { state })} />`,
});
const places = (state, changed) => ({
  component: "PlacesCard",
  state,
  world: { guides: { [guide.item_id]: like(guide, changed) } },
  show: () => html`<${PlacesCard} itemId=${guide.item_id} />`,
});
const inDistrict = (place, code) => ({ ...place, districts: [code], channel: "window", address: draft.fields.find((one) => one.name === "address").value, phone: "023-12345" });

export const CARDS = [
  form("begun", begun),
  form("proposed", draft),
  form("ready", ready),
  { component: "FindingsCard", state: "found", world: world(like(draft, { findings: [must, ...precheck.findings] })), show: () => html`<${FindingsCard} />` },
  { component: "ReceiptSlip", state: "plain", world: world(submitted), show: () => html`<${ReceiptSlip} application=${submitted} />` },
  progress("submitted"),
  progress("accepted"),
  progress("returned"),
  { ...progress("submitted", late), state: "overdue" },
  places("everywhere", {}),
  places("by-district", { places: [inDistrict(guide.places[0], "500112"), inDistrict(guide.places[0], "500103")] }),
  { component: "ViewSwitch", state: "form-open", world: world(draft), show: () => html`<${ViewSwitch} />` },
  { component: "ErrorSummary", state: "shown", world: world(like(draft, { missing: ["mobile"] }), { summary: true, precheck: { passed: false, findings: [must] } }), show: () => html`<${ErrorSummary} />` },
  { component: "UndoBar", state: "to-be-undone", world: world(draft, { undo: { before: begun, text: replies.answered.options[0].label, id: draft.application_id, version: draft.version } }), show: () => html`<${UndoBar} />` },
];
