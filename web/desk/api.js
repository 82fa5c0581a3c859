// The desk's calls; `../api.js` does the talking.
import { call, send } from "../api.js";

const seg = encodeURIComponent;
const of = (id, rest = "") => `/staff/applications/${seg(id)}${rest}`;

export const queue = (filter) => call("GET", `/staff/queue?${new URLSearchParams(filter)}`);
export const open = (id) => call("GET", of(id));
export const claim = (id) => call("POST", of(id, "/claim"));
export const release = (id) => call("DELETE", of(id, "/claim"));
export const judge = (id, body) => call("POST", of(id, "/verdicts"), { body });
export const decide = (id, body) => call("POST", of(id, "/decision"), { body });
export const answerSecond = (id, body) => call("POST", of(id, "/second"), { body });
export const retract = (id) => call("DELETE", of(id, "/second"));
export const finish = (id, body) => call("POST", of(id, "/finish"), { body });
/** A result as a file to download. */
export function giveFile(id, file, { title, note }) {
  const form = new FormData();
  form.append("file", file, file.name);
  form.append("title", title);
  form.append("note", note);
  return call("POST", of(id, "/result"), { body: form });
}
export const notice = (id, body) => call("POST", of(id, "/notice"), { body });
export const agreement = () => call("GET", "/staff/agreement");
export const handOver = (body) => call("POST", "/staff/agreement/corrections", { body });

/** One page of a paper as a picture; the address is to be revoked. */
export async function pagePicture(id, documentId, number) {
  const answer = await send("GET", of(id, `/documents/${seg(documentId)}/pages/${number}/picture`), { extra: { Accept: "image/jpeg" } });
  return URL.createObjectURL(await answer.blob());
}
