// Where in a guide something stands, in words: `materials[id_card].how` → 申请材料 · 居民身份证 · 怎么交. Pure.
import { text } from "../texts.js";

const SEGMENT = /([^.[\]]+)|\[([^\]]*)\]/g;
const NAMES = ["name", "label", "plain_name", "question", "law", "ask", "text", "about", "message"];
const LONGEST = 24;

/** `[{ key } | { entry }]` of a place. */
export const segments = (place) => [...place.matchAll(SEGMENT)].map(([, key, entry]) => (key === undefined ? { entry } : { key }));

/** The top-level part of the guide a place is in. */
export const partOf = (place) => segments(place)[0]?.key ?? "";

export const wordFor = (key) => text(`curation.place.${key}`) ?? key;

/** The words of a place; entries with an id are called by the name they have in one of the contents. */
export function inWords(place, ...contents) {
  let here = contents.filter(Boolean);
  return segments(place).map(({ key, entry }) => {
    if (key !== undefined) {
      here = here.map((one) => one?.[key]).filter((one) => one != null);
      return wordFor(key);
    }
    here = here.map((list) => found(list, entry)).filter((one) => one != null);
    return short(called(here[0]) ?? (/^\d+$/.test(entry) ? String(Number(entry) + 1) : entry));
  });
}

function found(list, entry) {
  if (!Array.isArray(list)) return null;
  return list.find((one) => String(one?.id ?? one?.name ?? one?.item_id ?? "") === entry) ?? list[Number(entry)];
}

const called = (entry) => (entry && typeof entry === "object" ? NAMES.map((name) => entry[name]).find(Boolean) : null);
const short = (words) => (words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words);
