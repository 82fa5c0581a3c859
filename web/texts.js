// Every sentence the page shows, by dotted key: `t("form.confidence", { percent: 96 })`. A language is one file; a tone says
// some of its sentences otherwise, in a file of its own that is fetched when it is first used. texts/index.json names them.
import { shallowRef } from "./vue.js";

const LANGUAGE = "zh-CN";
const files = new Map(); // name → promise of what stands in it
const base = await file(`${LANGUAGE}.json`);
const spoken = shallowRef([base]); // what is said first stands first; whoever shows a text is drawn anew when this changes
let wanted = "";

function file(name) {
  if (!files.has(name)) files.set(name, fetched(name).catch((fault) => { files.delete(name); throw fault; }));
  return files.get(name);
}

async function fetched(name) {
  const answer = await fetch(new URL(`./texts/${name}`, import.meta.url));
  if (!answer.ok) throw new TypeError(`${name}: ${answer.status}`);
  return answer.json();
}

/** Speaks in these tones, the first before the others: `["elder", "local"]`. What can't be fetched is said as in the language's own file. */
export async function speakIn(tones) {
  wanted = tones.join();
  if (!tones.length) {
    spoken.value = [base];
    return;
  }
  const mine = wanted;
  const { languages } = await file("index.json").catch(() => ({ languages: [] }));
  const language = languages.find(({ id }) => id === LANGUAGE);
  const named = tones.map((tone) => language?.tones[tone]).filter(Boolean);
  const said = await Promise.all(named.map((name) => file(name).catch(() => null)));
  if (wanted !== mine) return; // something else was asked for meanwhile
  spoken.value = [...said.filter(Boolean), base];
  document.documentElement.lang = language?.lang ?? LANGUAGE;
}

const within = (texts, key) => key.split(".").reduce((found, part) => found?.[part], texts);

export function text(key) {
  for (const texts of spoken.value) {
    const found = within(texts, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function t(key, values = {}) {
  const sentence = text(key);
  if (typeof sentence !== "string") return key;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
