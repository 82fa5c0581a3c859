// Acting for others: who may act for whom, how it is offered, answered and ended.
import * as api from "../api.js";
import { state } from "../store.js";
import { listApplications } from "./application.js";
import { notify } from "./problems.js";
import { continueApplication } from "./ways.js";

export async function loadDelegations() {
  try {
    state.delegations = (await api.delegations()).delegations;
    return true;
  } catch (fault) {
    notify(fault);
    return false;
  }
}

/** Says `accept`, `refuse` or `end`; a principal who accepts agrees to the words as they were shown. */
export async function answer(one, act) {
  try {
    await api.answerDelegation(one.delegation_id, act, act === "accept" && one.side === "principal" ? { agreed: one.consent } : undefined);
  } catch (fault) {
    notify(fault);
  }
  await loadDelegations();
}

let beginning = false;

/** Begins an item for the principal and opens its form. */
export async function begin(one, itemId) {
  if (beginning) return; // one tap, one draft
  beginning = true;
  try {
    const application = await api.startFor(one.delegation_id, itemId);
    await listApplications();
    await continueApplication(application.application_id);
  } catch (fault) {
    notify(fault);
  } finally {
    beginning = false;
  }
}

export const wordsOf = async (side, wish) => (await api.delegationWords({ ...wish, side })).words;
export const invite = (wish, agreed) => api.inviteAgent({ ...wish, agreed });
export const askToAct = (wish) => api.askToAct(wish);
export const redeem = (code, name) => api.redeemCode(code, name);
export const itemsNamed = async (words) => (await api.items(words)).items.filter((one) => one.guide).slice(0, 5);

/** A helper for the person at the window: their card was shown, the words were read aloud and agreed to. */
export async function present({ other_name, relation, scope }, idNumber, file, agreed) {
  const { document_id } = await api.evidence(file);
  return api.presence({ name: other_name, id_number: idNumber, document_id, relation, scope, agreed });
}

/** A parent for a child, with a picture as evidence where they add one. */
export async function forChild(name, idNumber, file) {
  const shown = file ? await api.evidence(file) : null;
  return api.actForChild({ name, id_number: idNumber, document_id: shown?.document_id ?? null });
}
