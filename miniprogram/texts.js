// Every sentence comes from the server, as the web page's do; the last ones are kept for when it is out of reach. 长辈版
// says some of them otherwise, in a file of its own.
const api = require("./api.js");
const { recall, remember, textsKeyName } = require("./storage.js");

const LANGUAGE = "zh-CN.json";
const ELDER = "zh-CN.elder.json";
const files = {}; // name → what stands in it, once a launch
let texts = {};

/** Asks once a launch whether a file changed. Rejects only where it was never fetched. */
async function file(name) {
  if (files[name]) return files[name];
  const kept = recall(textsKeyName(name));
  try {
    const fresh = await api.texts(name, kept && kept.etag);
    if (fresh.texts) remember(textsKeyName(name), fresh);
    files[name] = fresh.texts || kept.texts;
  } catch (fault) {
    if (!kept) throw fault;
    files[name] = kept.texts;
  }
  return files[name];
}

/** The language's texts have to be had; those of 长辈版 make them easier, and are left out where they can't be. */
async function load(elder) {
  const base = await file(LANGUAGE);
  const easier = elder ? await file(ELDER).catch(() => null) : null;
  texts = easier ? over(base, easier) : base;
}

/** `base` with what `easier` says otherwise. */
function over(base, easier) {
  const both = Object.assign({}, base);
  for (const key of Object.keys(easier)) {
    const deeper = typeof easier[key] === "object" && !Array.isArray(easier[key]);
    both[key] = deeper ? over(base[key] || {}, easier[key]) : easier[key];
  }
  return both;
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
