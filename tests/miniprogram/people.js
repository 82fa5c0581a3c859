// What several tests do on a phone: invented people, their pictures, and filling a form as somebody would.
const assert = require("node:assert/strict");
const path = require("node:path");
const { Phone } = require("./phone.js");

const API = `${process.env.SERVER}/api/v1`;
const SAMPLES = path.resolve(__dirname, "../../eval_sets/documents/samples");
const TYPED = { mobile: "13800138001" };
let made = 0;

/** A code of the embedded platform that nobody has used. */
const code = (who) => `${who}.${process.pid}-${(made += 1)}`;
/** A drawn document, stamped 样本. */
const sample = (name) => path.join(SAMPLES, `${name}.jpg`);

async function fresh() {
  const phone = new Phone();
  await phone.push("/pages/chat/chat");
  return phone;
}

/** Signed in as an invented person, in the conversation. */
async function signedIn(account) {
  const phone = await fresh();
  await phone.push("/pages/sign-in/sign-in");
  await phone.tell("choose", { account });
  assert.equal(phone.top.name, "chat");
  return phone;
}

/** Somebody at another place: a call with their own token. */
async function elsewhere(account) {
  const ask = async (method, where, body, token) => {
    const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    const answer = await fetch(API + where, { method, headers, body: body && JSON.stringify(body) });
    assert.ok(answer.ok, `${method} ${where}: ${answer.status} ${await answer.clone().text()}`);
    return answer.json();
  };
  const { token } = await ask("POST", "/auth/demo-login", { account });
  return (method, where, body) => ask(method, where, body, token);
}

const allFields = (phone) => phone.data.sections.flatMap((section) => section.fields);
const fieldOf = (phone, name) => allFields(phone).find((one) => one.name === name);
const materialOf = (phone, id) => phone.data.materials.find((one) => one.id === id);

/** Says what is wanted and opens its form. */
async function openForm(phone, words) {
  await phone.enter(words);
  await phone.tap("看表单");
  assert.equal(phone.top.name, "form");
  return phone.top.instance.id;
}

async function answerQuestions(phone) {
  for (let question; (question = phone.data.questions.find((one) => !one.answer)); ) {
    await phone.tell("answer", { question: question.id, option: question.options[0].id });
    assert.equal(phone.data.notice, "");
  }
}

/** Confirms what came from a source and fills what is required and empty. */
async function fill(phone) {
  for (const field of allFields(phone).filter((one) => one.lacking && !one.optional)) {
    if (field.choices.length) await phone.tell("choose", { name: field.name, value: field.choices[0].id });
    else {
      await phone.tell("typed", { name: field.name }, TYPED[field.name]);
      await phone.tell("save", { name: field.name });
    }
    assert.equal(fieldOf(phone, field.name).problem, "", field.name);
  }
  if (phone.data.toConfirm) await phone.tap("都对");
}

module.exports = { answerQuestions, code, elsewhere, fieldOf, fill, fresh, materialOf, openForm, sample, signedIn };
