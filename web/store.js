// What the page knows, in one reactive object; `actions/` change it, `components/` show it.
import { computed, reactive, ref } from "./vue.js";
import { KEYS, recall, remember } from "./storage.js";

export const state = reactive({
  elder: recall(KEYS.elder) === true,
  manner: { theme: "system", tone: "standard", read_aloud: false, less_motion: false }, // see manner.js
  person: undefined, // who is signed in: { account, name, role }, null: nobody, undefined: not known yet; the session is a cookie no script can read
  route: "", // page of one's own, see route.js; "": conversation and form
  moved: false, // whether one went from page to page: then the focus goes along
  conversation: recall(KEYS.conversation), // { id, token } | null
  messages: [], // { key, from: "person" | "assistant", … } see actions/chat.js
  draft: "", // what is typed and not yet said
  busy: false, // a turn is under way
  stage: "", // what it has come to, as the server tells
  offline: false, // the server can't be reached
  application: null, // Application with `etag`
  edits: {}, // field name → { text, problem, newer, saving }: typed, not yet saved
  precheck: null, // { passed, findings }
  prechecking: false,
  submitting: false,
  pending: false, // submitted, receipt not here yet
  slots: {}, // material id → { busy, problem }
  readings: {}, // document id → what its pages show
  guides: {}, // item id → guide
  graphs: {}, // item id → what comes before and after it
  asked: [], // names of fields, questions and materials this correction round asks for
  applications: [],
  listed: false, // whether they are known
  bundles: [],
  courses: {}, // application id → what happened when, and what is due
  case: null, // the one on its own page: { application, course, problem }
  delegations: [], // who may act for whom, as one granted, holds or has to answer it
  reminders: [],
  unseen: 0, // reminders not seen yet
  view: "chat", // narrow screens: form, the sheet over the talk is up; chat, it is not
  sheet: null, // { kind: guide | sign-in | review | notice | document | photo, … }
  notice: "",
  reading: null, // { key }: whose text is being read aloud
  sound: null, // { microphone }: whether one can speak instead of typing; null: not asked yet
  hearing: null, // { stage: asking | listening | writing, held, away, quiet, level }
  heard: null, // { kind, detail }: what to say of it
  step: "", // 长辈版 shows one step of the form: its name
  whole: false, // 长辈版, but the whole form is wanted
  events: null, // life events, for the first screen
  summary: false, // whether what keeps the form from being sent is listed
  undo: null, // the last act on the form, to be taken back: { before, text, id, version }
});

export const EDITABLE = ["draft", "ready", "returned"];

export const editable = computed(() => EDITABLE.includes(state.application?.state));
/** Of a bundle the merged form, which comes with it; else the item's guide. */
export const guide = computed(() => {
  const { bundle_id, questions, form, item_id } = state.application ?? {};
  if (!bundle_id) return state.guides[item_id] ?? null;
  return { situations: questions.map((one) => ({ ...one, id: one.name })), form: { fields: form } };
});

/** Whether every question that `when` names was answered with one of its options. */
function holds(when, situation) {
  return Object.entries(when ?? {}).every(([question, options]) => options.includes(situation[question]));
}

/** Situation questions that apply so far: { id, ask, help, options, answer }. */
export const questions = computed(() => {
  const situation = state.application?.situation ?? {};
  return (guide.value?.situations ?? [])
    .filter((question) => holds(question.when, situation))
    .map((question) => ({ ...question, answer: situation[question.id] ?? null }));
});

/** Form fields in the guide's order, each with its value if there is one, grouped by section. */
export const sections = computed(() => {
  const application = state.application;
  if (!application) return [];
  const values = new Map(application.fields.map((field) => [field.name, field]));
  const asked = (guide.value?.form?.fields ?? []).filter(
    (spec) => values.has(spec.name) || holds(spec.when, application.situation),
  );
  const known = new Set(asked.map((spec) => spec.name));
  const unlisted = application.fields.filter((field) => !known.has(field.name));
  const groups = new Map();
  for (const spec of [...asked, ...unlisted]) {
    const value = values.get(spec.name) ?? null;
    const group = groups.get(spec.section ?? "") ?? [];
    group.push({ ...spec, value: value?.value ? value : null });
    groups.set(spec.section ?? "", group);
  }
  return [...groups].map(([title, fields]) => ({ title, fields }));
});

export const fields = computed(() => sections.value.flatMap((section) => section.fields));
export const conflicts = computed(() => fields.value.filter((field) => inConflict(field.value)));
export const unconfirmed = computed(() =>
  fields.value.filter((field) => field.value && !field.value.confirmed),
);

/** Who of the two the signed-in person is, where one handles it for the other: "agent", "principal" or null. */
export function sideOf({ acting }) {
  if (!acting) return null;
  return acting.agent === state.person?.account ? "agent" : "principal";
}

/** An agent does what was granted; the person themselves everything. */
export const mayDo = (application, act) => sideOf(application) !== "agent" || application.acting.acts.includes(act);

/** A returned application: what was returned is asked again, and nothing else. */
export const correcting = computed(() => editable.value && state.application.round > 1);

/** Whether the person has something to do with it now: all there is, in a correction round only what is asked. */
export function isAsked(name) {
  if (!correcting.value || state.asked.includes(name) || state.application.missing.includes(name) || state.edits[name]) return true;
  return unconfirmed.value.some((field) => field.name === name);
}

export function inConflict(value) {
  return Boolean(value && !value.confirmed && value.others?.length);
}

const beside = matchMedia("(min-width: 64rem)");
/** Whether the form has room beside the talk; on narrower screens it comes up over it. */
export const roomy = ref(beside.matches);
beside.addEventListener("change", () => (roomy.value = beside.matches));

/** The last act can be taken back, to how the application was `before`, for as long as nothing else is done to it. */
export function offerUndo(before, text) {
  const { application_id: id, version } = state.application ?? {};
  if (text && id === before.application_id && version !== before.version) state.undo = { before, text, id, version };
}

export const undoable = computed(() => {
  const { application_id: id, version } = state.application ?? {};
  return editable.value && state.undo?.id === id && state.undo.version === version ? state.undo : null;
});

/** Whether a reply is about the application on screen. */
export function shownBy(reply) {
  const about = reply.bundle ?? reply.application;
  return Boolean(about && state.application?.application_id === about.application_id);
}

export function showForm() {
  state.view = "form";
}

/** How far it is: [{ name, done }] in order. */
export const steps = computed(() => {
  const application = state.application;
  if (!application) return [];
  const sent = !EDITABLE.includes(application.state);
  const lacking = new Set(application.missing ?? []);
  const situation = questions.value.every((question) => question.answer);
  const done = {
    situation,
    fields: situation && !fields.value.some((field) => lacking.has(field.name)) && unconfirmed.value.length === 0,
    materials: situation && application.materials.every((material) => !lacking.has(material.material_id)),
    precheck: application.state === "ready" || Boolean(state.precheck?.passed),
    submit: sent,
  };
  return Object.entries(done).map(([name, is]) => ({ name, done: sent || is }));
});

export function openApplications() {
  return state.applications.filter((one) => EDITABLE.includes(one.state));
}

/** What is under way: with the person or with the office. */
export function openCases() {
  return state.applications.filter((one) => EDITABLE.includes(one.state) || ["submitted", "accepted"].includes(one.state));
}

/** Takes the application from the screen; it stays what it is. */
export function leaveApplication() {
  Object.assign(state, { application: null, asked: [], edits: {}, precheck: null, slots: {}, pending: false, summary: false });
  remember(KEYS.application, null);
}

export function setElder(on) {
  state.elder = on;
  remember(KEYS.elder, on || null);
  document.documentElement.toggleAttribute("data-elder", on);
}
