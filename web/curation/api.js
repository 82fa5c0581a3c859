// The curator's calls; `../api.js` does the talking.
import { call } from "../api.js";

const seg = encodeURIComponent;
const post = (path, body, etag) => call("POST", path, { body, extra: etag ? { "If-Match": etag } : undefined });
const asked = (filter) => new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== "" && value != null));

const ofDraft = (id, rest = "") => `/curation/drafts/${seg(id)}${rest}`;
const ofTicket = (id, rest = "") => `/curation/corrections/${seg(id)}${rest}`;
const ofItem = (id, rest) => `/curation/items/${seg(id)}${rest}`;

export const findItems = (words) => call("GET", `/items?${asked({ q: words, limit: 8 })}`);

export const drafts = () => call("GET", "/curation/drafts?limit=500");
export const draft = (id) => call("GET", ofDraft(id));
export const makeDraft = (body) => post("/curation/drafts", body);
export const changeDraft = (id, body, digest) => call("PUT", ofDraft(id), { body, extra: { "If-Match": `"${digest}"` } });
export const draftChanges = (id) => call("GET", ofDraft(id, "/diff"));
export const discard = (id, why) => post(ofDraft(id, "/discard"), { why });
export const review = (id, body, digest) => post(ofDraft(id, "/reviews"), body, `"${digest}"`);
export const publish = (id, digest) => post(ofDraft(id, "/publish"), undefined, `"${digest}"`);
export const check = (body) => post("/curation/check", body);

export const tickets = (filter) => call("GET", `/curation/corrections?${asked(filter)}`);
export const ticket = (id) => call("GET", ofTicket(id));
export const take = (id) => post(ofTicket(id, "/take"));
export const dismiss = (id, why) => post(ofTicket(id, "/dismiss"), { why });
export const proposePair = (id, body) => post(ofTicket(id, "/propose-qa"), body);
export const proposeEdit = (id, content) => post(ofTicket(id, "/propose-edit"), { content });

export const questions = (filter) => call("GET", `/curation/questions?${asked(filter)}`);
export const pairForAll = (body) => post("/curation/questions/propose-qa", body);
export const wordingsForAll = (body) => post("/curation/questions/propose-wordings", body);
export const dismissAll = (ids, why) => post("/curation/questions/dismiss", { ticket_ids: ids, why });

export const guide = (itemId) => call("GET", ofItem(itemId, "/guide"));
export const versions = (itemId) => call("GET", ofItem(itemId, "/versions"));
export const compare = (itemId, before, after) => call("GET", ofItem(itemId, `/diff?${asked({ before, after })}`));
export const withdraw = (itemId, why) => post(ofItem(itemId, "/withdraw"), { why });
export const rollBack = (itemId, body) => post(ofItem(itemId, "/roll-back"), body);
