// What a reviewer does. The server decides whether it may be done; the page shows what it answers.
import { demoAccounts, demoLogin, logout, me } from "../api.js";
import { notify, sentenceOf } from "../actions/problems.js";
import { remember } from "../storage.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { nextTick } from "../vue.js";
import * as api from "./api.js";
import { desk, KEYS_OFF, LIMIT, openId } from "./store.js";

export async function begin() {
  try {
    desk.person = (await me()).account;
    if (desk.person?.role === "reviewer") return await loadQueue();
    desk.accounts = (await demoAccounts()).accounts.filter((one) => one.role === "reviewer");
  } catch (fault) {
    desk.person ??= null;
    notify(fault);
  }
}

export const signIn = (account) => tryTo(async () => {
  await demoLogin(account);
  await begin();
});

export const signOut = () => tryTo(async () => {
  await logout();
  Object.assign(desk, { case: null, looking: null, view: "queue", page: { total: 0, counts: {}, cases: [] } });
  await begin();
});

export const loadQueue = () => tryTo(async () => {
  const { second, item_id: item, ...rest } = desk.filter;
  const asked = { ...rest, limit: LIMIT, offset: desk.offset };
  if (second) asked.second = "true";
  if (item) asked.item_id = item;
  desk.page = await api.queue(asked);
  for (const one of desk.page.cases) desk.items[one.item_id] = one.item_name;
});

export function filterBy(change) {
  Object.assign(desk.filter, change);
  desk.offset = 0;
  return loadQueue();
}

export function turnPage(by) {
  desk.offset = Math.max(0, desk.offset + by * LIMIT);
  return loadQueue();
}

/** Opens a case; who opens one that is still to be decided is at it, and lets go of the one before. */
export const openCase = (id) => tryTo(async () => {
  await letGo(id);
  const opened = await api.open(id);
  const open = opened.application.state === "submitted" && !opened.proposal && !opened.claim && !opened.city_decides;
  if (open) await api.claim(id).catch(notify);
  desk.case = open ? await api.open(id) : opened;
  if (desk.before?.id === id) desk.before = null;
  desk.looking = firstPicture(desk.case);
  desk.view = "queue";
  await loadQueue();
  await nextTick();
  document.getElementById("case-title")?.focus();
});

async function letGo(next) {
  const id = openId();
  if (id && id !== next && desk.case.claim?.mine) await api.release(id).catch(notify);
}

export const closeCase = () => tryTo(async () => {
  const id = openId();
  await letGo(null);
  Object.assign(desk, { case: null, looking: null, before: null });
  await loadQueue();
  await nextTick();
  document.querySelector(`[data-case="${CSS.escape(id ?? "")}"]`)?.focus();
});

/** The case `by` places further down the list, from the one that is open. */
export async function step(by) {
  const ids = desk.page.cases.map((one) => one.application_id);
  if (!ids.length) return;
  const at = ids.indexOf(openId());
  const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : at + by;
  if (next >= 0 && next < ids.length) await openCase(ids[next]);
}

/** Opens a dialog. Only where a key led there the writing begins in it at once: on a phone the keyboard would
 * cover what is to be read first. A click by Enter or Space has no pointer's count. */
export function ask(kind, more = {}, event = null) {
  desk.problem = "";
  state.sheet = { kind, keyed: event?.type === "keydown" || event?.detail === 0, ...more };
}

export function dismiss() {
  state.sheet = null;
}

/** Carries out what a dialog asked for; refused, the dialog stays with the sentence that says why. */
async function carryOut(act, label) {
  if (desk.busy) return;
  desk.busy = true;
  desk.problem = "";
  try {
    await act(openId(), desk.case.application.version);
    dismiss();
    await goOn(label);
  } catch (fault) {
    desk.problem = sentenceOf(fault);
    if (!state.sheet) state.notice = desk.problem;
  } finally {
    desk.busy = false;
  }
}

/** A case that has left the list makes room for the one that took its place; else it is shown as it is now. */
async function goOn(label) {
  const id = openId();
  const at = desk.page.cases.findIndex((one) => one.application_id === id);
  state.notice = t("desk.done", { label });
  desk.case = await api.open(id);
  await loadQueue();
  const next = at < 0 ? null : nextFree(at, id);
  if (!next) {
    await nextTick();
    return document.getElementById("case-title")?.focus();
  }
  desk.before = { id, name: desk.case.application.item_name, who: desk.case.applicant };
  await openCase(next.application_id);
  if (openId() === next.application_id) state.notice = t("desk.done_next", { label, item: next.item_name, name: next.applicant });
}

/** The first case from that place on, or from the top, that nobody else is at; null while `id` is in the list. */
function nextFree(at, id) {
  const { cases } = desk.page;
  if (cases.some((one) => one.application_id === id)) return null;
  return [...cases.slice(at), ...cases.slice(0, at)].find(({ claim }) => !claim || claim.mine) ?? null;
}

export const judge = (finding, verdict, reason = "") =>
  carryOut((id, version) => api.judge(id, { finding, verdict, reason, seen_version: version }), t(verdict === "upheld" ? "desk.uphold" : "desk.override"));

export const decide = (decision, note, findings, second) =>
  carryOut(
    (id, version) => api.decide(id, { decision, note, findings, ask_second: second, seen_version: version }),
    t(second ? "desk.second" : `desk.decision.${decision}`),
  );

export const answerSecond = (agree, reason) =>
  carryOut((id, version) => api.answerSecond(id, { agree, reason, seen_version: version }), t(agree ? "desk.agree" : "desk.disagree"));

export const release = () => carryOut((id) => api.release(id), t("desk.release"));
export const retract = () => carryOut((id) => api.retract(id), t("desk.retract"));
export const finish = ({ file, ...body }) =>
  carryOut((id) => (body.by === "download" ? api.giveFile(id, file, body) : api.finish(id, body)), t("desk.finish"));

/** The one-time notice as it would be sent; null, with the reason in the dialog, where it can't be had. */
export async function previewed(findings, note) {
  desk.problem = "";
  try {
    return await api.notice(openId(), { findings, note });
  } catch (fault) {
    desk.problem = sentenceOf(fault);
    return null;
  }
}

export const showAgreement = () => tryTo(async () => {
  desk.agreement = await api.agreement();
  desk.view = "agreement";
});

export const handOver = (rule) => tryTo(async () => {
  await api.handOver({ item_id: rule.item_id, rule: rule.rule });
  state.notice = t("desk.handed_over");
  desk.agreement = await api.agreement();
});

export function useKeys(on) {
  desk.keys = on;
  remember(KEYS_OFF, on ? null : true);
}

export function look(documentId, page, place, label) {
  desk.looking = { documentId, page, place, label };
}

/** Where a finding's evidence stands, or null: { documentId, page, place }. */
export function placeOf({ evidence }) {
  if (!evidence?.document_id) return null;
  const box = evidence.box?.split(",").map(Number);
  return { documentId: evidence.document_id, page: Number(evidence.page ?? 1), place: box?.length === 4 ? { box, places: [] } : null };
}

function firstPicture(shown) {
  const seen = shown.fields.flatMap((field) => field.seen.map((place) => ({ field, place })))[0];
  if (seen) return { documentId: seen.place.document_id, page: seen.place.page, place: seen.place, label: seen.field.label };
  const paper = shown.documents[0];
  return paper ? { documentId: paper.document_id, page: 1, place: null, label: paper.filename } : null;
}

async function tryTo(act) {
  try {
    await act();
  } catch (fault) {
    notify(fault);
  }
}
