// The conversation. A message of a person: { key, from: "person", text, clientId, state: sending | sent | waiting | failed };
// with a document also { document: { id, name, file, url, stage } }. A reply: { key, from: "assistant", ...Reply }.
// What can't be sent for want of a network waits, in order, and goes with the same clientId when the network is back.
import * as api from "../api.js";
import { act, need } from "../later.js";
import { leaveApplication, state } from "../store.js";
import { KEYS, newId, recallHere, remember, rememberHere } from "../storage.js";
import { watch } from "../vue.js";
import { notify, sentenceOf } from "./problems.js";

const REFUSED = [413, 415, 422]; // sending the same again would not help

let opening = null;
let restored = null;

/** Nothing is said in a conversation before what was said in it earlier is here: the one would wipe out the other. */
export function sayAfter(restoring) {
  restored = restoring;
}

/** Its id; two who ask at once get the same. */
async function ensureConversation() {
  await restored;
  if (state.conversation) return state.conversation.id;
  opening ??= api.openConversation().finally(() => (opening = null));
  const opened = await opening;
  if (!state.conversation) takeConversation({ id: opened.conversation_id, token: opened.token ?? null });
  return state.conversation.id;
}

export async function say(text) {
  const words = text.trim();
  if (!words || state.busy) return false;
  Object.assign(state, { view: "chat", route: "" });
  const before = unsent();
  if (before.at(-1)?.text !== words) state.messages.push({ key: newId(), from: "person", text: words, clientId: newId(), state: "waiting" });
  if (before.length) await sendWaiting();
  else await resend(state.messages.at(-1));
  return true;
}

export async function resend(message) {
  if (message.document) return act(() => import("./documents.js"), (documents) => documents.resendDocument(message));
  if (state.busy) return null;
  state.busy = true;
  try {
    return await deliver(message, (id) => api.say(id, message.text, message.clientId, hear));
  } finally {
    Object.assign(state, { busy: false, stage: "" });
  }
}

const hear = (name, { stage }) => name === "status" && (state.stage = stage);

/** Everything that waits, in order, until one has to wait on. */
export async function sendWaiting() {
  if (state.busy) return;
  for (const message of state.messages.filter((one) => one.state === "waiting" || (one.state === "sending" && !one.document))) {
    await resend(message);
    if (message.state === "waiting") return;
  }
}

/** One turn: `turn(conversationId, message)` resolves with the Reply. The same clientId again gives the same reply. */
export async function deliver(message, turn) {
  message.state = "sending";
  let reply;
  try {
    reply = await inConversation((id) => turn(id, message));
  } catch (fault) {
    message.state = fault instanceof api.NetworkError ? "waiting" : "failed";
    message.problem = sentenceOf(fault);
    message.refused = fault instanceof api.ApiError && REFUSED.includes(fault.status);
    state.notice = ""; // the message tells it
    return;
  }
  message.state = "sent";
  // It had arrived the first time, and stands in the history that was fetched since.
  if (!message.document && known(reply)) state.messages = state.messages.filter((one) => one !== message);
  await receive(reply).catch(notify);
}

const unsent = () => state.messages.filter((one) => one.state === "waiting" && !one.document);
const known = (reply) => state.messages.some((one) => one.message_id === reply.message_id);

/** What this tab had typed and said before it was loaded again, and keeps from now on. */
export function keepWords() {
  state.draft = recallHere(KEYS.draft) ?? "";
  const kept = recallHere(KEYS.waiting) ?? [];
  state.messages = kept.map((one) => ({ ...one, key: one.clientId, from: "person", state: "waiting" }));
  watch(() => state.draft, (draft) => rememberHere(KEYS.draft, draft));
  watch(onTheirWay, (texts) => rememberHere(KEYS.waiting, texts), { flush: "sync" });
}

/** What was said and typed before the page itself was there. */
export function takeOver(said, draft) {
  if (draft) state.draft = draft;
  for (const text of said) state.messages.push({ key: newId(), from: "person", text, clientId: newId(), state: "sending" });
}

const onTheirWay = () => state.messages
  .filter((one) => one.clientId && !one.document && !one.refused && one.state !== "sent")
  .map(({ clientId, text }) => ({ clientId, text }));

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
  if (!known(reply))
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
  state.draft = [message.text, state.draft].filter(Boolean).join("\n");
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
