// One's cases: all of them, one with its course, giving a draft up, taking a case back.
import * as api from "../api.js";
import { RUNNING } from "../cases.js";
import { state } from "../store.js";
import { leaveApplication, listApplications } from "./application.js";
import { notify, sentenceOf } from "./problems.js";

export async function loadCases() {
  await Promise.all([listApplications(), listBundles()]);
  const running = state.applications.filter((one) => RUNNING.includes(one.state));
  await Promise.all(running.map((one) => loadCourse(one.application_id)));
}

async function listBundles() {
  try {
    state.bundles = (await api.bundles()).bundles;
  } catch (fault) {
    notify(fault);
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

/** One case for its own page: `state.case` is { application, course, problem }. */
export async function loadCase(id) {
  try {
    const [application, course] = await Promise.all([api.application(id), api.progress(id)]);
    state.case = { application, course, problem: "" };
    state.courses[id] = course;
  } catch (fault) {
    state.case = { application: null, course: null, problem: sentenceOf(fault) };
  }
}

/** A draft is deleted, or what was handed in is taken back. Resolves with whether it was. */
export async function giveUp(one) {
  const id = one.application_id;
  try {
    await (neverSent(one) ? api.discard(id) : api.withdraw(id));
  } catch (fault) {
    notify(fault);
    return false;
  }
  if (!one.receipt && state.application?.application_id === id) leaveApplication();
  return true;
}

const neverSent = (one) => ["draft", "ready"].includes(one.state) && !one.bundle_id;
