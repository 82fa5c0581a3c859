// Every sentence comes from the server, as the web page's do; the last ones are kept for when it is out of reach.
const api = require("./api.js");
const { KEYS, recall, remember } = require("./storage.js");

let texts = null;

/** Asks once a launch whether they changed. Rejects only where none were ever fetched. */
async function load() {
  if (texts) return texts;
  const kept = recall(KEYS.texts);
  try {
    const fresh = await api.texts(kept && kept.etag);
    if (fresh.texts) remember(KEYS.texts, fresh);
    texts = fresh.texts || kept.texts;
  } catch (fault) {
    if (!kept) throw fault;
    texts = kept.texts;
  }
  return texts;
}

const text = (key) => key.split(".").reduce((found, part) => (found ? found[part] : undefined), texts);

function t(key, values) {
  const sentence = text(key);
  if (typeof sentence !== "string") return key;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => {
    const value = (values || {})[name];
    return value === undefined || value === null ? "" : value;
  });
}

/** The groups a page shows, for its data: `{{t.chat.send}}`. */
function groups(names) {
  const found = {};
  for (const name of names) found[name] = texts[name];
  return found;
}

module.exports = { load, text, t, groups };
