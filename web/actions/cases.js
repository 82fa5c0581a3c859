// One's cases: all of them, one with its course, giving a draft up, taking a case back.
import * as api from "../api.js";
import { RUNNING } from "../cases.js";
import { leaveApplication, state } from "../store.js";
import { listApplications } from "./application.js";
import { notify, sentenceOf } from "./problems.js";

/** Resolves with whether they could be had; a course that can't be had is done without. */
export async function loadCases() {
  const had = await Promise.all([listApplications(), listBundles()]);
  const running = state.applications.filter((one) => RUNNING.includes(one.state));
  await Promise.all(running.map((one) => loadCourse(one.application_id)));
  return had.every(Boolean);
}

async function listBundles() {
  try {
    state.bundles = (await api.bundles()).bundles;
    return true;
  } catch (fault) {
    notify(fault);
    return false;
  }
}

// Without its course a case is still told by its state.
export async function loadCourse(id) {
  try {
    state.courses[id] = await api.progress(id);
  } catch (fault) {
    if (!(fault instanceof api.ApiError || fault instanceof api.NetworkError)) throw fault;
  }
}

/** One case for its own page: `state.case` is { application, course, problem }. Resolves with whether it is known how it stands. */
export async function loadCase(id) {
  let shown;
  try {
    const [application, course] = await Promise.all([api.application(id), api.progress(id), listBundles()]);
    shown = { application, course, problem: "" };
    state.courses[id] = course;
  } catch (fault) {
    const problem = sentenceOf(fault);
    if (fault.status !== 404) return false;
    shown = { application: null, course: null, problem };
  }
  if (state.route === `cases/${id}`) state.case = shown; // one may have gone on meanwhile
  return true;
}

/** A draft is deleted, or what was handed in is taken back; a refusal is told. */
export async function giveUp(one) {
  const id = one.application_id;
  try {
    await (neverSent(one) ? api.discard(id) : api.withdraw(id));
  } catch (fault) {
    notify(fault);
    return;
  }
  if (!one.receipt && state.application?.application_id === id) leaveApplication();
}

const neverSent = (one) => ["draft", "ready"].includes(one.state) && !one.bundle_id;
