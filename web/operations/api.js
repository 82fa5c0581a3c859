// The calls of the operations page; `../api.js` does the talking.
import { call } from "../api.js";

const seg = encodeURIComponent;

export const figures = (asked) => call("GET", `/staff/figures?${new URLSearchParams(asked)}`);
/** Followed as a link: the browser saves it under the name the server gives. */
export const tableAddress = (asked) => `/api/v1/staff/figures.csv?${new URLSearchParams(asked)}`;
export const model = () => call("GET", "/admin/model");
export const switchModel = (on) => call("POST", "/admin/model", { body: { on } });
export const letters = () => call("GET", "/admin/outbox");
export const resend = (id) => call("POST", `/admin/outbox/${seg(id)}/resend`);
