// Taking up what the server knows: after a reload, on another device, or when something was added meanwhile.
import * as api from "../api.js";
import { whenBack } from "../connection.js";
import { act } from "../later.js";
import { state } from "../store.js";
import { receive, sayAfter, sendWaiting, showApplication, takeConversation } from "./chat.js";
import { notify, sentenceOf } from "./problems.js";

let wanted = null; // the application to show, until it is known who is here

/** At the start; again when the network is back. */
export async function resume(applicationId) {
  wanted = applicationId;
  takeConversation(state.conversation);
  await takeUp();
  whenBack(takeUp);
}

async function takeUp() {
  if (state.person === undefined) {
    const known = identify(Boolean(state.conversation));
    if (state.conversation) sayAfter(known);
    await known;
  }
  await sendWaiting();
  for (const name of Object.keys(state.edits).filter((one) => state.edits[one].waits))
    await act(() => import("./application.js"), (application) => application.saveField(name));
}

/** `kept`: a conversation of before is fetched; one that began meanwhile is here already, with what was said in it. */
async function identify(kept) {
  try {
    state.person = (await api.me()).account;
  } catch (fault) {
    if (fault instanceof api.NetworkError) return; // the page says so by itself, and asks again
    state.person = null;
    notify(fault);
    return;
  }
  await Promise.all([kept && restoreConversation(), state.person ? act(() => import("./session.js"), (session) => session.mine()) : null]);
  if (!state.application && wanted && state.person) await showApplication(wanted);
}

async function restoreConversation() {
  if (!state.conversation) return;
  let history;
  try {
    history = await api.conversation(state.conversation.id);
  } catch (fault) {
    if (fault instanceof api.ApiError && fault.status < 500) takeConversation(null);
    else state.notice = sentenceOf(fault);
    return;
  }
  const unsent = state.messages.filter((message) => message.clientId && message.state !== "sent");
  state.messages = [...history.messages.map(fromHistory), ...unsent];
  const open = (history.messages.at(-1)?.bundle ?? history.application)?.application_id;
  if (open) await showApplication(open);
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

function fromHistory(message, at) {
  if (message.role === "assistant") return { key: message.message_id, from: "assistant", ...message };
  const document = message.document_id ? { id: message.document_id, stage: "kept_only", file: null, url: null } : null;
  return { key: `said-${at}`, from: "person", text: message.text, state: "sent", document };
}

