// Turns a failed call into the sentence a person reads.
const { ApiError, NetworkError } = require("./api.js");
const { takeSession } = require("./store.js");
const { t } = require("./texts.js");

function sentenceOf(fault) {
  if (fault instanceof NetworkError) return t("problem.network");
  if (!(fault instanceof ApiError)) throw fault;
  if (fault.status === 401) takeSession(null);
  if (fault.status >= 500) return t("problem.server");
  return fault.problem.detail || fault.problem.title || t("problem.server");
}

module.exports = { sentenceOf };
