// The only file that talks HTTP. Answers are the contract's JSON; failures are ApiError or NetworkError.
const { server } = require("./config.js");

const BASE = "/api/v1";
const MS = 20000;
const UPLOAD_MS = 120000;

class NetworkError extends Error {}

class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || String(status));
    this.status = status;
    this.problem = problem;
  }
}

// Who we are: the token of a sign-in, and of a visitor's conversation.
const proof = { bearer: null, visitor: null };
const present = (tokens) => Object.assign(proof, tokens);

function headers(extra) {
  const all = Object.assign({ Accept: "application/json" }, extra);
  if (proof.bearer) all.Authorization = `Bearer ${proof.bearer}`;
  if (proof.visitor) all["X-Conversation-Token"] = proof.visitor;
  return all;
}

/** One way of `wx` as a promise of { status, data, header }. */
function carried(way, options) {
  return new Promise((resolve, reject) => {
    way(
      Object.assign({ timeout: MS }, options, {
        success: (answer) => resolve({ status: answer.statusCode, data: answer.data, header: answer.header || {}, file: answer.tempFilePath }),
        fail: (fault) => reject(new NetworkError(fault.errMsg)),
      }),
    );
  });
}

const refused = (answer) => new ApiError(answer.status, answer.data && typeof answer.data === "object" ? answer.data : {});

async function send(method, path, options) {
  const { body, extra } = options || {};
  // wx.request has no PATCH; the service takes it as a POST that says so.
  const patch = method === "PATCH";
  const header = headers(Object.assign(patch ? { "X-HTTP-Method-Override": "PATCH" } : {}, body === undefined ? {} : { "Content-Type": "application/json" }, extra));
  const answer = await carried(wx.request, { url: server + path, method: patch ? "POST" : method, header, data: body });
  if (answer.status >= 400) throw refused(answer);
  return answer;
}

const call = async (method, path, options) => (await send(method, BASE + path, options)).data;

async function uploadTo(path, filePath, formData) {
  const answer = await carried(wx.uploadFile, { url: server + BASE + path, filePath, name: "file", formData: formData || {}, header: headers(), timeout: UPLOAD_MS });
  try {
    answer.data = JSON.parse(answer.data);
  } catch (broken) {
    answer.data = {};
  }
  if (answer.status >= 400) throw refused(answer);
  return answer;
}

/** A file of the signed-in person, as a path on the phone. */
async function download(path) {
  const answer = await carried(wx.downloadFile, { url: server + BASE + path, header: headers({ Accept: "*/*" }) });
  if (answer.status >= 400) throw refused(answer);
  return answer.file;
}

function headerOf(answer, name) {
  const found = Object.keys(answer.header).find((key) => key.toLowerCase() === name);
  return found ? answer.header[found] : null;
}

function tagged(answer) {
  return Object.assign({}, answer.data, { etag: headerOf(answer, "etag") || `"${answer.data.version}"` });
}

const seg = encodeURIComponent;
/** A life event's bundle has the shape and the acts of an application. */
const caseAddress = (id) => `/${id.startsWith("bun_") ? "bundles" : "applications"}/${seg(id)}`;
const versioned = async (method, id, path, options) => tagged(await send(method, BASE + caseAddress(id) + path, options));
const ifMatch = (etag) => (etag ? { "If-Match": etag } : {});

module.exports = {
  NetworkError,
  ApiError,
  present,
  bearer: () => proof.bearer,

  /** { etag, texts }; texts are null where those of `etag` still hold. */
  async texts(name, etag) {
    const answer = await send("GET", `/texts/${name}`, { extra: etag ? { "If-None-Match": etag } : {} });
    return { etag: headerOf(answer, "etag"), texts: answer.status === 304 ? null : answer.data };
  },

  platformLogin: (code) => call("POST", "/auth/platform-login", { body: { platform: "wechat", code } }),
  platformBind: (binding) => call("POST", "/auth/platform-bind", { body: { binding } }),
  platformUnbind: () => call("DELETE", "/auth/platform-bind"),
  demoAccounts: () => call("GET", "/auth/demo-accounts"),
  demoLogin: (account) => call("POST", "/auth/demo-login", { body: { account } }),
  me: () => call("GET", "/auth/me"),
  logout: () => call("POST", "/auth/logout"),
  settings: () => call("GET", "/me/settings"),
  choose: (settings) => call("PUT", "/me/settings", { body: settings }),

  about: () => call("GET", "/about"),

  openConversation: () => call("POST", "/conversations", { body: { channel: "miniprogram" } }),
  conversation: (id) => call("GET", `/conversations/${seg(id)}`),
  say: (id, text, clientId) => call("POST", `/conversations/${seg(id)}/messages`, { body: { text, client_message_id: clientId } }),
  sendPicture: async (id, filePath, clientId) => (await uploadTo(`/conversations/${seg(id)}/documents`, filePath, { client_message_id: clientId })).data,

  /** What the service can do with sound: { transcribe, voice }. */
  sound: () => call("GET", "/speech"),
  /** A recording written down: { text, confidence }. */
  transcript: async (filePath) => (await uploadTo("/speech/transcripts", filePath)).data,

  guide: (itemId) => call("GET", `/items/${seg(itemId)}`),
  lifeEvent: (eventId) => call("GET", `/life-events/${seg(eventId)}`),
  document: (id) => call("GET", `/documents/${seg(id)}`),
  pagePicture: (id, number) => download(`/documents/${seg(id)}/pages/${number}/picture`),

  applications: () => call("GET", "/applications"),
  bundles: () => call("GET", "/bundles"),
  application: (id) => versioned("GET", id, ""),
  setFields: (id, fields, etag) => versioned("PATCH", id, "/fields", { body: fields, extra: ifMatch(etag) }),
  setSituation: (id, answers, etag) => versioned("PATCH", id, "/situation", { body: answers, extra: ifMatch(etag) }),
  confirm: (id, names, etag) => versioned("POST", id, "/confirm", { body: { names }, extra: ifMatch(etag) }),
  commit: (id, materialId, accepted) => versioned("POST", id, `/commitments/${seg(materialId)}`, { body: { accepted } }),
  whose: (id, materialId, answer, etag) => versioned("POST", id, `/materials/${seg(materialId)}/whose`, { body: { answer }, extra: ifMatch(etag) }),
  attach: async (id, materialId, filePath) => tagged(await uploadTo(`${caseAddress(id)}/materials/${seg(materialId)}`, filePath)),
  precheck: (id) => call("POST", `${caseAddress(id)}/precheck`),
  submit: (id, key) => call("POST", `${caseAddress(id)}/submit`, { extra: { "Idempotency-Key": key } }),
  withdraw: (id) => versioned("POST", id, "/withdraw"),
  discard: (id) => call("DELETE", `/applications/${seg(id)}`),
  progress: (id) => call("GET", `${caseAddress(id)}/progress`),
  result: (id) => download(`/applications/${seg(id)}/result`),
};
