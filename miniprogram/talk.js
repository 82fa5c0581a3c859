// The conversation. A message of a person: { key, from: "person", text, clientId, state: sending | sent | failed };
// with a picture also { document: { id, path } }. A reply: { key, from: "assistant", ...Reply }.
const api = require("./api.js");
const { sentenceOf } = require("./problems.js");
const { newId } = require("./storage.js");
const { state, takeConversation } = require("./store.js");

const REFUSED = [413, 415, 422]; // sending the same again would not help

async function ensureConversation() {
  if (!state.conversation) {
    const opened = await api.openConversation();
    takeConversation({ id: opened.conversation_id, token: opened.token || null });
  }
  return state.conversation.id;
}

/** One turn; `told` hears of each change. The same clientId again gives the same reply, so nothing is said twice. */
async function deliver(message, told) {
  Object.assign(message, { state: "sending", problem: "" });
  told();
  try {
    const reply = await inConversation((id) => turn(id, message));
    message.state = "sent";
    receive(reply, message);
  } catch (fault) {
    Object.assign(message, { state: "failed", problem: sentenceOf(fault), refused: fault instanceof api.ApiError && REFUSED.includes(fault.status) });
  }
  told();
}

const turn = (id, message) => (message.document ? api.sendPicture(id, message.document.path, message.clientId) : api.say(id, message.text, message.clientId));

// A conversation the server no longer knows (or that is another account's) is replaced by a new one, once.
async function inConversation(act) {
  const id = await ensureConversation();
  try {
    return await act(id);
  } catch (fault) {
    if (!(fault instanceof api.ApiError) || fault.status !== 404) throw fault;
    takeConversation(null);
    return act(await ensureConversation());
  }
}

function receive(reply, message) {
  if (message.document) message.document.id = reply.document_id;
  if (!state.messages.some((one) => one.message_id === reply.message_id)) state.messages.push(Object.assign({ key: reply.message_id, from: "assistant" }, reply));
}

async function add(message, told) {
  state.messages.push(Object.assign({ key: newId(), from: "person", clientId: newId(), text: "" }, message));
  await deliver(state.messages[state.messages.length - 1], told);
}

const say = (words, told) => add({ text: words }, told);
const sendPicture = (path, told) => add({ document: { id: "", path } }, told);

/** After a restart: what was said, from the server; what could not be sent stays where it is. */
async function restore() {
  if (!state.conversation || state.messages.length) return;
  try {
    const { messages } = await api.conversation(state.conversation.id);
    state.messages = messages.map(fromHistory);
  } catch (fault) {
    if (!(fault instanceof api.ApiError) || fault.status >= 500) throw fault;
    takeConversation(null);
  }
}

function fromHistory(message, at) {
  if (message.role === "assistant") return Object.assign({ key: message.message_id, from: "assistant" }, message);
  const document = message.document_id ? { id: message.document_id, path: "" } : null;
  return { key: `said-${at}`, from: "person", text: message.text, state: "sent", document };
}

module.exports = { say, sendPicture, deliver, restore };
