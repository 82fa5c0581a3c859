// One application: its values, situation and materials. The server decides; the page shows what it answers.
import * as api from "../api.js";
import { nextTick } from "../vue.js";
import { guide, leaveApplication, offerUndo, state } from "../store.js";
import { KEYS, remember } from "../storage.js";
import { loadGuide } from "./guides.js";
import { notify, sentenceOf } from "./problems.js";
import { loadReading } from "./readings.js";
import { t } from "../texts.js";

export async function loadApplication(id) {
  try {
    await show(await api.application(id));
  } catch (fault) {
    if (fault instanceof api.ApiError && fault.status === 404) leaveApplication();
    else notify(fault);
  }
}

export async function show(application) {
  if (state.application?.application_id !== application.application_id) leaveApplication();
  else if (application.version < state.application.version) return; // asked for before what is on screen was done
  if (state.application && application.version !== state.application.version) state.precheck = null;
  if (!application.bundle_id) await haveGuide(application.item_id);
  state.application = application;
  const findings = application.findings ?? [];
  if (application.state === "returned") noteAsked(findings);
  else if (findings.length) state.precheck ??= { passed: !findings.some((one) => one.severity === "must_fix"), findings };
  remember(KEYS.application, application.application_id);
}

// What was mended stays in sight for as long as the person is at it.
function noteAsked(findings) {
  const names = findings.flatMap(({ field, material_id }) => [field, material_id]).filter(Boolean);
  state.asked = [...new Set([...state.asked, ...names])];
}

// A withdrawn guide must not take the application from the screen: its values carry their own labels.
async function haveGuide(itemId) {
  try {
    await loadGuide(itemId);
  } catch (fault) {
    notify(fault);
  }
}

/** Resolves with whether they could be had. */
export async function listApplications() {
  try {
    const answer = await api.applications();
    Object.assign(state, { applications: answer.applications, listed: true });
    return true;
  } catch (fault) {
    notify(fault);
    return false;
  }
}

export function beginEdit(name, text) {
  state.edits[name] = { text, problem: "", newer: null, saving: false };
}

export function endEdit(name) {
  delete state.edits[name];
}

/** The value from before is meant after all: told to the server too, which keeps that something else was typed. */
export async function cancelEdit(name) {
  endEdit(name);
  if (state.application.problems?.[name]) await confirm([name]);
}

/** Saves what was typed. A refused value stays in its box with the reason; so does one that met a newer version. */
export async function saveField(name) {
  const edit = state.edits[name];
  if (!edit || edit.saving) return;
  Object.assign(edit, { saving: true, problem: "", waits: false });
  const before = state.application;
  try {
    const { application_id, etag } = before;
    const application = await api.setFields(application_id, { [name]: edit.text.trim() }, etag);
    const refused = application.problems?.[name];
    if (refused) edit.problem = refused.message ?? refused;
    else endEdit(name);
    await show(application);
    if (!refused) offerUndo(before, onlySingle(t("undo.saved", { name: labelOf(name) })));
    await keepFocus(name);
  } catch (fault) {
    if (fault.problem?.code === "version_conflict") await meetNewer(fault.problem.current, edit, name);
    else Object.assign(edit, { problem: problemOfField(fault, name), waits: fault instanceof api.NetworkError }); // see resume.js
  } finally {
    edit.saving = false;
  }
}

async function meetNewer(current, edit, name) {
  await show({ ...current, etag: `"${current.version}"` });
  const value = state.application.fields.find((field) => field.name === name)?.value ?? "";
  edit.newer = { value };
}

function problemOfField(fault, name) {
  if (fault instanceof api.NetworkError) return t("form.waits");
  const refused = fault.problem?.problems?.[name];
  return refused?.message ?? refused ?? sentenceOf(fault);
}

/** Where the field stands; in the sheet that shows it, if one does. */
export function placeOf(name) {
  return [...document.querySelectorAll(`[data-field="${CSS.escape(name)}"]`)].at(-1);
}

// A button that did its work goes away: whoever uses the keyboard goes on from the same place.
async function keepFocus(name) {
  await nextTick();
  if (document.activeElement !== document.body) return;
  const field = name && placeOf(name)?.querySelector("button, input");
  (field || document.querySelector(".panel"))?.focus({ preventScroll: true });
}

/** Takes one of several differing values: the person's choice is what they say it is. */
export async function choose(name, value) {
  beginEdit(name, value);
  await saveField(name);
}

// One at a time, each with the version that the one before left: three quick choices are three answers.
let last = Promise.resolve();

/** Resolves when all that was answered so far is kept. */
export const answersKept = () => last;

/** `done` says what it was, so that it can be taken back. */
function change(act, done) {
  last = last.then(() => tryTo(act, done));
  return last;
}

async function tryTo(act, done) {
  const before = state.application;
  try {
    await show(await act(before));
    if (done) offerUndo(before, done);
  } catch (fault) {
    const current = fault.problem?.current;
    if (current) await show({ ...current, etag: `"${current.version}"` });
    notify(fault);
  }
}

export async function confirm(names) {
  const done = t("undo.confirmed", { count: names.length });
  await change((now) => api.confirmFields(now.application_id, names, now.etag), onlySingle(done));
  await keepFocus(names.length === 1 ? names[0] : null);
}

/** The person would rather leave it empty; no source fills it again. */
export async function leaveEmpty(name) {
  endEdit(name);
  const done = t("undo.left_empty", { name: labelOf(name) });
  await change((now) => api.clearField(now.application_id, name, now.etag), onlySingle(done));
  await keepFocus(name);
}

/** The person promises instead of handing a material in, or would rather hand it in. */
export async function commit(materialId, accepted) {
  const done = t(accepted ? "undo.promised" : "undo.declined");
  await change((now) => api.commit(now.application_id, materialId, accepted), onlySingle(done));
  await keepFocus(null);
}

/** Whose the picture is that shows somebody else; for a relative's own matter their consent comes first. */
export async function settleWhose(materialId, answer) {
  await change((now) => api.settleWhose(now.application_id, materialId, answer, now.etag));
  if (answer === "family") return Object.assign(state, { notice: t("whose.family"), route: "family" });
  await keepFocus(null);
}

/** The person's yes to one of the values offered for a field. */
export const take = (field, offer) =>
  offer.value === field.value.value ? confirm([field.name]) : choose(field.name, offer.value);

/** A part of a life event is taken up with the others, or left out. */
export const choosePart = (part, wanted) =>
  change((now) => (wanted ? api.addPart : api.dropPart)(now.application_id, part), t(wanted ? "undo.part_added" : "undo.part_dropped"));

/** A part as an application of its own, with what was said taken along: it is shown instead of the whole. */
export async function takeAlone(part) {
  try {
    const { application_id: id } = await api.partAlone(state.application.application_id, part);
    await loadApplication(id);
  } catch (fault) {
    notify(fault);
  }
}

export const answerSituation = (question, option) =>
  change((now) => api.setSituation(now.application_id, { [question]: option }, now.etag), mayReopen(question) ? t("undo.answered") : "");

// Of a life event's form a value or an answer given for the first time goes into several applications: no single act takes it back.
const onlySingle = (done) => (state.application.bundle_id ? "" : done);
const mayReopen = (question) => !state.application.bundle_id || Boolean(state.application.situation[question]);

const labelOf = (name) => guide.value?.form?.fields.find((field) => field.name === name)?.label ?? name;

export async function attach(materialId, file) {
  if (!file || state.slots[materialId]?.busy) return;
  state.slots[materialId] = { busy: true, problem: "" };
  const before = state.application;
  try {
    await show(await api.attach(before.application_id, materialId, file));
    delete state.slots[materialId];
    offerUndo(before, onlySingle(t("undo.attached")));
    await readingOfMaterial(materialId);
  } catch (fault) {
    state.slots[materialId] = { busy: false, problem: sentenceOf(fault) };
  }
}

/** What was handed in for a material is not meant after all. */
export async function detach(materialId) {
  await change((now) => api.detach(now.application_id, materialId), onlySingle(t("undo.detached")));
  await keepFocus(null);
}

// What the picture shows is told at its card; without it the picture is handed in all the same.
async function readingOfMaterial(materialId) {
  const material = state.application.materials.find((one) => one.material_id === materialId);
  if (material?.document) await loadReading(material.document.document_id).catch(() => null);
}

/** Brings the field, material or question into view and puts the focus there. */
export async function goTo(kind, name) {
  Object.assign(state, { sheet: null, route: "", view: "form", step: `${kind}:${name}` });
  await nextTick();
  const place = document.querySelector(`[data-${kind}="${CSS.escape(name)}"]`);
  if (!place) return;
  place.closest("details")?.setAttribute("open", "");
  place.scrollIntoView({ block: "center" });
  const heading = place.querySelector("h3[tabindex]");
  const control = heading ?? place.querySelector("input:not([hidden]), textarea, button") ?? place;
  control.focus({ preventScroll: true });
}

/** Fetches the draft again, unless something typed is not saved yet: the save will tell then. */
export async function refresh() {
  if (state.application && !Object.keys(state.edits).length && !state.submitting)
    await loadApplication(state.application.application_id);
}
