// The only file that talks HTTP. Answers are the contract's JSON; failures are ApiError or NetworkError.
const BASE = "/api/v1";

export class NetworkError extends Error {}

export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || String(status));
    this.status = status;
    this.problem = problem;
  }
}

// Signed in, a cookie that no script can read says who we are; a visitor's conversation has a token of its own.
let visitorToken = null;

export function presentVisitor(token) {
  visitorToken = token;
}

function headers(extra = {}) {
  const all = { Accept: "application/json", ...extra };
  if (visitorToken) all["X-Conversation-Token"] = visitorToken;
  return all;
}

// Whoever wants to know whether the server is reached; see connection.js.
let reached = () => null;

export function onReach(listener) {
  reached = listener;
}

async function send(method, path, { body, extra, signal } = {}) {
  const json = body !== undefined && !(body instanceof FormData);
  const init = { method, headers: headers(json ? { "Content-Type": "application/json", ...extra } : extra), signal };
  if (body !== undefined) init.body = json ? JSON.stringify(body) : body;
  let answer;
  try {
    answer = await fetch(BASE + path, init);
  } catch (fault) {
    reached(false);
    throw new NetworkError(fault.message);
  }
  reached(true);
  if (!answer.ok) throw new ApiError(answer.status, await problemOf(answer));
  return answer;
}

async function problemOf(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}

async function call(method, path, options) {
  const answer = await send(method, path, options);
  return answer.status === 204 ? null : answer.json();
}

export function fileForm(file, fields = {}) {
  const form = new FormData();
  form.append("file", file, file.name);
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const seg = encodeURIComponent;

export const demoAccounts = () => call("GET", "/auth/demo-accounts");
export const demoLogin = (account) => call("POST", "/auth/demo-login", { body: { account } });
export const settings = () => call("GET", "/me/settings");
export const keepSettings = (chosen) => call("PUT", "/me/settings", { body: chosen });
export const me = () => call("GET", "/auth/me");
export const logout = () => call("POST", "/auth/logout");

export const lifeEvents = () => call("GET", "/life-events");
export const lifeEvent = (eventId) => call("GET", `/life-events/${seg(eventId)}`);
export const guide = (itemId) => call("GET", `/items/${seg(itemId)}`);
/** Where each district's tile lies on the map: [{ code, name, short, column, row }]. */
export const tiles = async () => (await fetch(new URL("./tiles.json", import.meta.url))).json();
export const graph = (itemId) => call("GET", `/items/${seg(itemId)}/graph`);

export const openConversation = () => call("POST", "/conversations", { body: { channel: "web" } });
export const conversation = (id) => call("GET", `/conversations/${seg(id)}`);
/** `onStage(name, data)` hears `status` as the turn goes. Resolves with the Reply. */
export const say = (id, text, clientMessageId, onStage) =>
  streamed(`/conversations/${seg(id)}/messages`, { text, client_message_id: clientMessageId }, onStage, STALLED_MS);
/** Whether the server answers; told by `onReach`. */
export const alive = () => call("GET", "/healthz").catch(() => null);
export const feedback = (id, messageId, said) =>
  call("POST", `/conversations/${seg(id)}/messages/${seg(messageId)}/feedback`, { body: said });

export const applications = () => call("GET", "/applications");
export const application = (id) => versioned("GET", id);
export const setFields = (id, fields, etag) =>
  versioned("PATCH", id, "/fields", { body: fields, extra: etag ? { "If-Match": etag } : {} });
export const setSituation = (id, answers, etag) =>
  versioned("PATCH", id, "/situation", { body: answers, extra: etag ? { "If-Match": etag } : {} });
export const confirmFields = (id, names, etag) =>
  versioned("POST", id, "/confirm", { body: names ? { names } : {}, extra: etag ? { "If-Match": etag } : {} });
export const commit = (id, materialId, accepted) =>
  versioned("POST", id, `/commitments/${seg(materialId)}`, { body: { accepted } });
export const settleWhose = (id, materialId, answer, etag) =>
  versioned("POST", id, `/materials/${seg(materialId)}/whose`, { body: { answer }, extra: { "If-Match": etag } });
export const attach = (id, materialId, file) =>
  versioned("POST", id, `/materials/${seg(materialId)}`, { body: fileForm(file) });
export const detach = (id, materialId) => versioned("DELETE", id, `/materials/${seg(materialId)}`);
/** A picture handed in before and kept is put in its place again. */
export const attachAgain = (id, materialId, document_id) => versioned("PUT", id, `/materials/${seg(materialId)}`, { body: { document_id } });
/** Acts as if they had not been: { answers, fields, confirmed }, by name. */
export const takeBack = (id, acts, etag) => versioned("POST", id, "/take-back", { body: acts, extra: { "If-Match": etag } });
export const precheck = (id) => call("POST", `${caseAddress(id)}/precheck`);
/** `leaveUnready`: of a life event send what is ready, instead of waiting for all. */
export const submit = (id, key, leaveUnready = false) =>
  call("POST", `${caseAddress(id)}/submit`, { ...(leaveUnready && { body: { leave_unready: true } }), extra: { "Idempotency-Key": key } });
export const discard = (id) => call("DELETE", `/applications/${seg(id)}`); // a draft that was never sent, for good
export const withdraw = (id) => versioned("POST", id, "/withdraw");

export const addPart = (id, part) => versioned("PUT", id, `/parts/${seg(part)}`);
export const dropPart = (id, part) => versioned("DELETE", id, `/parts/${seg(part)}`);
export const partAlone = (id, part) => call("POST", `${caseAddress(id)}/parts/${seg(part)}/alone`);
export const bundles = () => call("GET", "/bundles");
/** What happened when, what is due and the result, of an application; of a bundle its parts. */
export const progress = (id) => call("GET", `${caseAddress(id)}/progress`);
/** Where a browser of the signed-in person can fetch the file of a result: the cookie opens it. */
export const resultAddress = (id) => `${BASE}/applications/${seg(id)}/result`;
export const clearField = (id, name, etag) =>
  versioned("DELETE", id, `/fields/${seg(name)}`, { extra: { "If-Match": etag } });

export const reminders = () => call("GET", "/reminders");
export const reminderSeen = (id) => call("POST", `/reminders/${seg(id)}/seen`);
export const reminderWishes = () => call("GET", "/reminders/wishes");
export const wishReminders = (wishes) => call("PUT", "/reminders/wishes", { body: wishes });
export const recommendations = () => call("GET", "/recommendations");

export const delegations = () => call("GET", "/delegations");
export const delegationWords = (wish) => call("POST", "/delegations/words", { body: wish });
export const inviteAgent = (wish) => call("POST", "/delegations/invitations", { body: wish });
export const askToAct = (wish) => call("POST", "/delegations/requests", { body: wish });
export const redeemCode = (code, name) => call("POST", "/delegations/redeem", { body: { code, name } });
export const actForChild = (child) => call("POST", "/delegations/children", { body: child });
export const presence = (shown) => call("POST", "/delegations/presence", { body: shown });
export const evidence = (file) => call("POST", "/delegations/pictures", { body: fileForm(file) });
export const answerDelegation = (id, act, body) => call("POST", `/delegations/${seg(id)}/${act}`, body ? { body } : {});
export const startFor = (delegationId, itemId) =>
  call("POST", "/applications", { body: { item_id: itemId, on_behalf_of: delegationId } });
export const items = (words) => call("GET", `/items?q=${seg(words)}&limit=10`);

export const caseRating = (id) => call("GET", `/applications/${seg(id)}/rating`);
export const rateCase = (id, rating) => call("POST", `/applications/${seg(id)}/rating`, { body: rating });
export const notice = (id) => call("GET", `/applications/${seg(id)}/notice`);
/** Where a browser of the signed-in person can open a paper: the cookie opens it. */
export const paperAddress = (id, kind) => `${BASE}/applications/${seg(id)}/papers/${kind}`;

/** A life event's bundle has the shape and the acts of an application. */
const caseAddress = (id) => `/${id.startsWith("bun_") ? "bundles" : "applications"}/${seg(id)}`;

async function versioned(method, id, path = "", options) {
  const answer = await send(method, `${caseAddress(id)}${path}`, options);
  const application = await answer.json();
  return { ...application, etag: answer.headers.get("ETag") ?? `"${application.version}"` };
}

/** An uploaded file as { url, type }; a header may carry the identity, so an <img src> would not do. */
export async function documentFile(documentId) {
  const answer = await send("GET", `/documents/${seg(documentId)}/file`, { extra: { Accept: "*/*" } });
  const blob = await answer.blob();
  return { url: URL.createObjectURL(blob), type: blob.type };
}

/** { document_id, state, pages }: what was read from an uploaded file. */
export const document = (id) => call("GET", `/documents/${seg(id)}`);

/** One page as a picture every browser shows; the address is to be revoked. */
export async function pagePicture(documentId, number) {
  const answer = await send("GET", `/documents/${seg(documentId)}/pages/${number}/picture`, { extra: { Accept: "image/jpeg" } });
  return URL.createObjectURL(await answer.blob());
}

/** Where a browser of the signed-in person can open one page as a picture: the cookie opens it. */
export const pageAddress = (documentId, number) => `${BASE}/documents/${seg(documentId)}/pages/${number}/picture`;

/** Uploads to the conversation; `onStage(name, data)` hears kept, queued, reading, fields and status. Resolves with the Reply. */
export const upload = (id, file, clientMessageId, onStage) =>
  streamed(`/conversations/${seg(id)}/documents`, fileForm(file, { client_message_id: clientMessageId }), onStage);

const STALLED_MS = 40_000; // the server says something every 15 s

/** Posts, hears how far it is, resolves with the Reply. A line that has gone silent counts as no network. */
async function streamed(path, body, onStage, firstWithin = null) {
  const line = new AbortController();
  let timer = null;
  const heard = (within = STALLED_MS) => {
    clearTimeout(timer);
    if (within) timer = setTimeout(() => line.abort(), within);
  };
  heard(firstWithin);
  try {
    const answer = await send("POST", path, { body, extra: { Accept: "text/event-stream" }, signal: line.signal });
    if (!answer.headers.get("Content-Type")?.startsWith("text/event-stream")) return await answer.json();
    for await (const { event, data } of events(answer.body, heard)) {
      if (event === "reply") return data;
      if (event === "error" || event === "problem") throw new ApiError(data.status ?? 500, data);
      onStage(event, data);
    }
    throw new NetworkError("the stream ended before the reply");
  } catch (fault) {
    if (fault instanceof NetworkError) reached(false);
    throw fault;
  } finally {
    clearTimeout(timer);
  }
}

async function* events(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    let part;
    try {
      part = await reader.read();
    } catch (fault) {
      throw new NetworkError(fault.message);
    }
    if (part.done) return;
    heard();
    const blocks = (rest + part.value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const event = parseEvent(block);
      if (event) yield event;
    }
  }
}

function parseEvent(block) {
  let event = "message";
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).trim());
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) } : null;
}

// for the desk's own calls
export { call, send };
