// Submission. One Idempotency-Key per application and round is kept until its receipt is here, so that a double tap, a
// lost answer, a restart or a second try can never make a second case.
const api = require("./api.js");
const { newId, recall, remember, submitKeyName } = require("./storage.js");
const form = require("./view/form.js");

/** The person has seen every value and says they are true. Gives { findings } or the application as sent. */
async function send(application) {
  const id = application.application_id;
  const name = submitKeyName(application);
  const key = recall(name) || newId();
  remember(name, key);
  const names = form.toConfirm(application);
  if (names.length && form.editable(application)) await api.confirm(id, names, application.etag);
  if (form.editable(application) && application.state !== "ready") {
    const answer = await api.precheck(id);
    if (!answer.passed) return { findings: answer };
  }
  await api.submit(id, key);
  return settled(id, name);
}

/** Where the answer was lost the receipt may be there all the same. */
async function settled(id, name) {
  const application = await api.application(id);
  if (application.receipt && !form.editable(application)) remember(name, null);
  return { application };
}

module.exports = { send };
