// The conversation. A message of a person: { key, from: "person", text, clientId, state: sending | sent | failed };
// with a document also { document: { id, name, file, url, stage } }. A reply: { key, from: "assistant", ...Reply }.
import * as api from "../api.js";
import { state } from "../store.js";
import { KEYS, newId, remember } from "../storage.js";
import { leaveApplication, loadApplication } from "./application.js";
import { sentenceOf } from "./problems.js";

const REFUSED = [413, 415, 422]; // sending the same again would not help

export async function ensureConversation() {
  if (state.conversation) return state.conversation.id;
  const opened = await api.openConversation();
  takeConversation({ id: opened.conversation_id, token: opened.token ?? null });
  return state.conversation.id;
}

export async function say(text) {
  const words = text.trim();
  if (!words || state.busy) return false;
  Object.assign(state, { view: "chat", route: "" });
  state.messages.push({ key: newId(), from: "person", text: words, clientId: newId(), state: "sending" });
  await deliver(state.messages.at(-1), (id, message) => api.say(id, message.text, message.clientId));
  return true;
}

export async function resend(message) {
  if (state.busy) return;
  await deliver(message, (id) => api.say(id, message.text, message.clientId));
}

/** One turn: `turn(conversationId, message)` resolves with the Reply. The same clientId again gives the same reply. */
export async function deliver(message, turn) {
  state.busy = true;
  message.state = "sending";
  try {
    const reply = await inConversation((id) => turn(id, message));
    message.state = "sent";
    await receive(reply);
  } catch (fault) {
    message.state = "failed";
    message.problem = sentenceOf(fault);
    message.refused = fault instanceof api.ApiError && REFUSED.includes(fault.status);
    state.notice = ""; // the message tells it; a notice of the same outage would lie over its button
  } finally {
    state.busy = false;
  }
}

// A conversation the server no longer knows (or that is another account's) is replaced by a new one, once.
async function inConversation(turn) {
  const id = await ensureConversation();
  try {
    return await turn(id);
  } catch (fault) {
    if (!(fault instanceof api.ApiError) || fault.status !== 404) throw fault;
    takeConversation(null);
    state.person = (await api.me()).account;
    return turn(await ensureConversation());
  }
}

export async function receive(reply) {
  if (reply.sign_in) state.person = null; // the session has ended without the page noticing
  if (!state.messages.some((message) => message.message_id === reply.message_id))
    state.messages.push({ key: reply.message_id, from: "assistant", ...reply });
  const about = reply.bundle ?? reply.application;
  if (about) await loadApplication(about.application_id);
}

export async function restoreConversation() {
  if (!state.conversation) return;
  let history;
  try {
    history = await api.conversation(state.conversation.id);
  } catch (fault) {
    if (fault instanceof api.ApiError && fault.status < 500) takeConversation(null);
    else state.notice = sentenceOf(fault);
    return;
  }
  const unsent = state.messages.filter((message) => message.state === "failed");
  state.messages = [...history.messages.map(fromHistory), ...unsent];
  const open = (history.messages.at(-1)?.bundle ?? history.application)?.application_id;
  if (open) await loadApplication(open);
}

/** What was added since, e.g. when a kept picture has been read: true when there was something new. */
export async function catchUp() {
  if (!state.conversation || state.busy) return false;
  const history = await api.conversation(state.conversation.id);
  const known = new Set(state.messages.map((message) => message.message_id));
  const fresh = history.messages.filter((message) => message.role === "assistant" && !known.has(message.message_id));
  for (const reply of fresh) await receive(reply);
  return fresh.length > 0;
}

/** Puts the text of a message that was refused back into the box. */
export function takeBack(message) {
  state.draft = message.text;
  state.messages = state.messages.filter((one) => one !== message);
}

function fromHistory(message, at) {
  if (message.role === "assistant") return { key: message.message_id, from: "assistant", ...message };
  const document = message.document_id ? { id: message.document_id, stage: "kept_only", file: null, url: null } : null;
  return { key: `said-${at}`, from: "person", text: message.text, state: "sent", document };
}

/** Makes it (or none) the page's conversation, on this device and towards the server. */
export function takeConversation(conversation) {
  state.conversation = conversation;
  remember(KEYS.conversation, conversation);
  api.presentVisitor(conversation?.token ?? null);
}

/** A new conversation; applications stay where they are. */
export function startOver() {
  takeConversation(null);
  state.messages = [];
  Object.assign(state, { view: "chat", route: "" });
  leaveApplication();
}
