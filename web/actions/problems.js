// Turns a failed call into the sentence a person reads.
import { ApiError, NetworkError } from "../api.js";
import { state } from "../store.js";
import { t } from "../texts.js";

export function sentenceOf(fault) {
  if (fault instanceof NetworkError) return t("problem.network");
  if (!(fault instanceof ApiError)) throw fault;
  if (fault.status === 401) state.person = null;
  if (fault.status >= 500) return t("problem.server");
  return fault.problem.detail || fault.problem.title || t("problem.server");
}

export function notify(fault) {
  state.notice = sentenceOf(fault);
}
