// What the mini-program knows while it runs. Pages read it when they are shown.
const api = require("./api.js");
const { KEYS, recall, remember } = require("./storage.js");

const state = {
  elder: false,
  person: null, // who is signed in: { account, name, role }
  conversation: null, // { id, token }
  messages: [], // see talk.js
  then: null, // what is said for the person once signed in
  toSay: null, // what another page says in the conversation
  cited: null, // the citation a guide page was opened for
  guides: {}, // item id → guide
};

/** At launch: the choices, and the tokens that still hold. */
function takeUp() {
  state.elder = recall(KEYS.elder) === true;
  takeConversation(recall(KEYS.conversation));
  const session = recall(KEYS.session);
  api.present({ bearer: session && session.until > Date.now() ? session.token : null });
}

/** `signedIn`: what a sign-in gave, or null. Nothing of one person is ever shown to the next. */
function takeSession(signedIn) {
  const another = state.person && (!signedIn || signedIn.account.account !== state.person.account);
  if (another) forget();
  state.person = signedIn ? signedIn.account : null;
  api.present({ bearer: signedIn ? signedIn.token : null });
  remember(KEYS.session, signedIn ? { token: signedIn.token, until: Date.now() + signedIn.expires_in * 1000 } : null);
}

function takeConversation(conversation) {
  state.conversation = conversation;
  remember(KEYS.conversation, conversation);
  api.present({ visitor: conversation ? conversation.token : null });
}

/** A new conversation; applications stay where they are. */
function forget() {
  takeConversation(null);
  Object.assign(state, { messages: [], toSay: null, cited: null });
}

function setElder(on) {
  state.elder = on;
  remember(KEYS.elder, on || null);
}

/** Who the kept token stands for; null for a visitor. */
async function whoIsHere() {
  if (!state.person && api.bearer()) {
    const { account } = await api.me();
    if (account) state.person = account;
    else takeSession(null);
  }
  return state.person;
}

async function guideOf(itemId) {
  if (!state.guides[itemId]) state.guides[itemId] = await api.guide(itemId);
  return state.guides[itemId];
}

module.exports = { state, takeUp, takeSession, takeConversation, forget, setElder, whoIsHere, guideOf };
