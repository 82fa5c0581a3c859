// Precheck and submission. One Idempotency-Key per application and round is kept until its receipt is here, so that
// a double click, a lost answer, a reload or a second try can never make a second case.
import * as api from "../api.js";
import { nextTick } from "../vue.js";
import { faults } from "../faults.js";
import { state, unconfirmed } from "../store.js";
import { newId, recall, remember, submitKeyName } from "../storage.js";
import { goTo, listApplications, loadApplication } from "./application.js";
import { notify, sentenceOf } from "./problems.js";
import { t } from "../texts.js";

const POLLS = 20;
const POLL_EVERY_MS = 1500;

export async function precheck() {
  if (state.prechecking) return;
  state.prechecking = true;
  const id = state.application.application_id;
  try {
    const answer = await api.precheck(id);
    await loadApplication(id);
    state.precheck = answer;
    if (!answer.passed) await showSummary();
  } catch (fault) {
    notify(fault);
  } finally {
    state.prechecking = false;
  }
}

/** Everything to be mended, on one page that can be printed. */
export async function openNotice() {
  try {
    state.sheet = { kind: "notice", notice: await api.notice(state.application.application_id) };
  } catch (fault) {
    notify(fault);
  }
}

/** Everything once more before it is sent; what is lacking or wrong comes first. */
export async function openReview() {
  if (faults.value.length) await showSummary();
  else state.sheet = { kind: "review", problem: "" };
}

/** Of a life event what is ready is sent, the rest later. */
export function reviewReady() {
  state.sheet = { kind: "review", problem: "", leaveUnready: true };
}

/** All that is to be mended, at the top of the form, with the focus on it. */
async function showSummary() {
  Object.assign(state, { summary: true, sheet: null, view: "form" });
  await nextTick();
  const summary = document.querySelector("[data-part=summary]");
  summary?.scrollIntoView({ block: "start" });
  summary?.focus({ preventScroll: true });
}

/** The person has seen every value and says they are true: what is unconfirmed is confirmed with it, then sent. */
export async function submit() {
  if (state.submitting) return;
  state.submitting = true;
  const id = state.application.application_id;
  const keyName = submitKeyName(state.application);
  const key = recall(keyName) ?? newId();
  remember(keyName, key);
  try {
    const promised = state.application.materials.filter((material) => material.commitment?.asked);
    const shown = [...unconfirmed.value.map((field) => field.name), ...promised.map((material) => `commitment.${material.material_id}`)];
    if (shown.length) await api.confirmFields(id, shown, state.application.etag);
    const leave = Boolean(state.sheet?.leaveUnready);
    if (!leave && state.application.state !== "ready" && !(await prechecked(id))) return;
    await settle(id, await api.submit(id, key, leave));
  } catch (fault) {
    await refused(id, fault);
  } finally {
    state.submitting = false;
  }
}

async function prechecked(id) {
  const answer = await api.precheck(id);
  if (answer.passed) return true;
  await showFindings(id, answer);
  return false;
}

async function showFindings(id, answer) {
  await loadApplication(id);
  state.precheck = answer;
  await showSummary();
}

async function settle(id, answer) {
  await loadApplication(id);
  state.sheet = null;
  state.view = "form";
  if (answer.acceptance_number || answer.receipts || state.application?.receipt) await received(id);
  else await awaitReceipt(id);
}

async function received(id) {
  remember(submitKeyName(state.application), null);
  state.pending = false;
  await goTo("part", "receipt");
  await listApplications();
}

async function awaitReceipt(id) {
  state.pending = true;
  for (let poll = 0; poll < POLLS && state.application?.application_id === id; poll += 1) {
    await new Promise((resolve) => setTimeout(resolve, POLL_EVERY_MS));
    await loadApplication(id);
    if (state.application?.receipt) return received(id);
  }
}

async function refused(id, fault) {
  const findings = fault.problem?.findings;
  // Refused because the draft is not as it was shown: show it as it is before anything is sent again.
  if (fault.status === 409) await loadApplication(id);
  if (findings?.length) await showFindings(id, { passed: false, findings });
  const sentence = sentenceOf(fault);
  if (state.sheet?.kind === "review") state.sheet.problem = sentence;
  else state.notice = sentence;
}
