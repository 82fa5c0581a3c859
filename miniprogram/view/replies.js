// What the conversation shows of a message (pure).
const { t, text } = require("../texts.js");

const QUIET = ["answered", "handling"];
const CALLABLE = ["emergency", "handoff", "not_covered"];
const NUMBERS = /12345|12356|110|119|120/g;
const AT_ONCE = 2;

const linesOf = (words) => words.split(/\n+/).filter(Boolean);

function said(message) {
  return { key: message.key, from: "person", lines: linesOf(message.text), document: message.document || null, state: message.state, problem: message.problem || "", again: message.state === "failed" && !message.refused };
}

/** `last`: only the last reply offers what can be answered. */
function replied(reply, last, signedIn) {
  const signIn = last && reply.sign_in && !signedIn;
  const about = reply.bundle || reply.application;
  const citations = bySection(reply.citations || []);
  return {
    key: reply.key,
    from: "assistant",
    status: reply.status,
    label: QUIET.includes(reply.status) ? "" : t(`status.${reply.status}`),
    lines: linesOf(reply.text),
    worded: reply.ai && reply.ai.generated ? reply.ai.label : "",
    calls: CALLABLE.includes(reply.status) ? numbersIn(reply.text) : [],
    citations: citations.slice(0, AT_ONCE).map((one) => ({ quote: one.quote, place: placeOf(one, reply.items), key: one.key })),
    signIn,
    application: last && about ? about.application_id : "",
    options: last && !signIn ? reply.options || [] : [],
  };
}

/** Numbers one may have to call at once can be tapped. */
function numbersIn(words) {
  const found = words.match(NUMBERS) || [];
  return found.filter((number, at) => found.indexOf(number) === at).map((number) => ({ number, label: t("mini.call", { number }) }));
}

/** One entry a section, with all its quotes. */
function bySection(citations) {
  const found = [];
  for (const citation of citations) {
    const key = `${citation.item_id} ${citation.section}`;
    const first = found.find((one) => one.key === key);
    if (first) first.quotes.push(citation.quote);
    else found.push(Object.assign({ key, quotes: [citation.quote] }, citation));
  }
  return found;
}

function placeOf(citation, items) {
  const section = text(`section.${citation.section.split(":")[0]}`) || t("guide.kind");
  const named = (items || []).find((one) => one.item_id === citation.item_id);
  const item = citation.kind === "life_event" ? t("guide.event") : named && named.name;
  return item ? t("chat.citation", { item, section }) : section;
}

/** All messages as shown. */
function shown(messages, signedIn) {
  return messages.map((one, at) => (one.from === "person" ? said(one) : replied(one, at === messages.length - 1, signedIn)));
}

module.exports = { shown, bySection };
