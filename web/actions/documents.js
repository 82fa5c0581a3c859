// Pictures and papers handed to the conversation: preview at once, stages as the server tells them.
import * as api from "../api.js";
import { state } from "../store.js";
import { newId } from "../storage.js";
import { deliver } from "./chat.js";
import { notify } from "./problems.js";
import { loadReading } from "./readings.js";
import { catchUp } from "./resume.js";

const LOOKS = 24;
const LOOK_EVERY_MS = 5000;

export async function upload(file) {
  if (!file) return;
  state.view = "chat";
  const document = { id: null, name: file.name, file, url: previewOf(file), stage: "sending" };
  state.messages.push({ key: newId(), from: "person", text: "", clientId: newId(), state: "sending", document });
  await send(state.messages.at(-1));
}

export const resendDocument = (message) => send(message);

/** A kept picture is read later when the readers are busy: ask the server what became of it. */
export async function checkLater(message) {
  try {
    if (await catchUp()) message.state = "sent";
  } catch (fault) {
    notify(fault);
  }
}

async function untilRead(message) {
  for (let look = 0; look < LOOKS && state.messages.includes(message); look += 1) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    await checkLater(message);
    if (state.messages.at(-1)?.document_id === message.document.id) return loadReading(message.document.id).catch(() => null);
  }
}

async function send(message) {
  message.document.stage = "sending";
  await deliver(message, (id) => api.upload(id, message.document.file, message.clientId, hear));
  const read = message.state === "sent" && message.document.stage === "fields";
  if (!message.document.id) return;
  message.document.stage = read ? "done" : "kept_only";
  if (read && !message.document.url) await showFirstPage(message.document);
  if (!read && message.state === "sent") untilRead(message); // not awaited: the conversation goes on meanwhile

  function hear(stage, data) {
    if (stage === "status") return; // the same, as any turn tells it
    message.document.stage = stage;
    if (stage === "kept") message.document.id = data.document_id;
    if (stage === "fields") state.readings[data.document_id] = { pages: data.pages };
  }
}

/** For what the browser can't show itself, e.g. HEIC; without it the file's name stands there. */
async function showFirstPage(document) {
  document.url = await api.pagePicture(document.id, 1).catch(() => null);
}

function previewOf(file) {
  return file.type.startsWith("image/") ? URL.createObjectURL(file) : null;
}

/** The picture of an earlier message, fetched when it is looked at. */
export async function fetchPicture(document) {
  if (document.url || !document.id) return;
  try {
    await loadReading(document.id);
    const { url, type } = await api.documentFile(document.id);
    if (type.startsWith("image/")) document.url = url;
    else if (type === "application/pdf") window.open(url, "_blank", "noopener");
    else await showFirstPage(document);
  } catch (fault) {
    notify(fault);
  }
}
