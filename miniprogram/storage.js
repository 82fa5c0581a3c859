// What this phone keeps: ids, tokens, choices and the published texts; never what somebody said or filled in.
const PREFIX = "yuxiaozhi.";

const KEYS = {
  session: "session", // { token, until }
  conversation: "conversation", // { id, token }
  elder: "elder",
};

const submitKeyName = (application) => `submit.${application.application_id}.${application.round}`;

const textsKeyName = (name) => `texts.${name}`; // { etag, texts }

/** Storage may be full or refused: the mini-program then works without remembering. */
function recall(key) {
  try {
    return wx.getStorageSync(PREFIX + key) || null;
  } catch (refused) {
    return null;
  }
}

function remember(key, value) {
  try {
    if (value === null || value === undefined) wx.removeStorageSync(PREFIX + key);
    else wx.setStorageSync(PREFIX + key, value);
  } catch (refused) {
    // nothing to do: see above
  }
}

/** Chosen here and kept for a retry; it names an act and guards nothing, so Math.random will do. */
function newId() {
  const part = () => Math.floor(Math.random() * 0x100000000).toString(16).padStart(8, "0");
  return part() + part() + part() + part();
}

module.exports = { KEYS, submitKeyName, textsKeyName, recall, remember, newId };
