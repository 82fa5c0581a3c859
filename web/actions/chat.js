// The conversation. A message of a person: { key, from: "person", text, clientId, state: sending | sent | failed };
// with a document also { document: { id, name, file, url, stage } }. A reply: { key, from: "assistant", ...Reply }.
import * as api from "../api.js";
import { need } from "../later.js";
import { leaveApplication, state } from "../store.js";
import { KEYS, newId, remember } from "../storage.js";
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
  if (about) await showApplication(about.application_id);
}

/** The form is fetched when there is one to show. */
export async function showApplication(id) {
  const { loadApplication } = await need(() => import("./application.js"));
  await loadApplication(id);
}

/** Puts the text of a message that was refused back into the box. */
export function takeBack(message) {
  state.draft = message.text;
  state.messages = state.messages.filter((one) => one !== message);
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
