// Reading aloud: by the browser's own Chinese voice, else by the server's. One voice at a time; it stops when something new begins.
import { ApiError, NetworkError } from "../api.js";
import { spoken } from "../sound/api.js";
import { watch } from "../vue.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { notify } from "./problems.js";

const PIECE = 90; // characters: the first is heard soon, and browsers break off long ones
const VOICES_WITHIN_MS = 600;

let turn = 0; // whoever began last speaks
let hush = () => {};

export function stop() {
  turn += 1;
  hush();
  hush = () => {};
  state.reading = null;
}

/** Reads it, or stops when it is being read. */
export function toggle(key, text) {
  if (state.reading?.key === key) stop();
  else read(key, text);
}

/** `key` says whose text it is, for the button beside it. */
export async function read(key, text) {
  stop();
  const mine = turn;
  state.reading = { key };
  try {
    const say = (await browserVoice()) ?? serverVoice();
    const pieces = inPieces(text);
    let next = say.ready(pieces[0]);
    for (let at = 0; at < pieces.length && turn === mine; at += 1) {
      const piece = await next;
      if (turn !== mine) return;
      if (at + 1 < pieces.length) next = say.ready(pieces[at + 1]);
      next?.catch?.(() => null); // told when its turn comes
      await say.aloud(piece);
    }
  } catch (fault) {
    if (turn === mine) told(fault);
  }
  if (turn !== mine) return;
  hush = () => {};
  state.reading = null;
}

function told(fault) {
  if (fault instanceof ApiError && fault.problem.code !== "voice_missing") notify(fault);
  else if (fault instanceof NetworkError) notify(fault);
  else state.notice = t("voice.none");
}

/** Sentences joined up to a length that is said in one breath. */
export function inPieces(text) {
  const pieces = [];
  for (const sentence of text.match(/[^。！？；\n]+[。！？；\n]*/g) ?? [text]) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + sentence.length <= PIECE) pieces[pieces.length - 1] = last + sentence;
    else for (let at = 0; at < sentence.length; at += 2 * PIECE) pieces.push(sentence.slice(at, at + 2 * PIECE));
  }
  return pieces.filter((piece) => piece.trim());
}

async function browserVoice() {
  const synthesis = window.speechSynthesis;
  if (!synthesis) return null;
  const voice = chinese(synthesis) ?? (await arrived(synthesis));
  if (!voice) return null;
  return {
    ready: (text) => Promise.resolve(text),
    aloud: (text) => new Promise((done, failed) => {
      const said = new SpeechSynthesisUtterance(text);
      Object.assign(said, { voice, lang: voice.lang, rate: 0.9, onend: done });
      said.onerror = (event) => (["interrupted", "canceled"].includes(event.error) ? done() : failed(new Error(event.error)));
      hush = () => { synthesis.cancel(); done(); };
      synthesis.speak(said);
    }),
  };
}

const chinese = (synthesis) => {
  const found = synthesis.getVoices().filter(({ lang }) => /^(zh|cmn)\b/i.test(lang.replace("_", "-")) && !/HK|TW/i.test(lang));
  return found.find(({ localService }) => localService) ?? found[0];
};

/** Some browsers list their voices only after they were asked once. */
function arrived(synthesis) {
  return new Promise((done) => {
    const look = () => done(chinese(synthesis));
    synthesis.addEventListener?.("voiceschanged", look, { once: true });
    setTimeout(look, VOICES_WITHIN_MS);
  });
}

function serverVoice() {
  return {
    ready: (text) => spoken(text),
    aloud: (url) => new Promise((done, failed) => {
      const sound = new Audio(url);
      const over = () => { URL.revokeObjectURL(url); done(); };
      sound.onended = over;
      sound.onerror = () => failed(new Error("sound"));
      hush = () => { sound.pause(); over(); };
      sound.play().catch(failed);
    }),
  };
}

/** Replies are read by themselves where the person wants it; whatever they do next ends it. */
export function follow() {
  watch(() => state.messages.length, () => {
    const said = state.messages.at(-1);
    if (said?.from !== "assistant") stop();
    else if (state.busy && state.elder && state.manner.read_aloud && !state.hearing) read(said.key, said.spoken_text || said.text);
  }, { flush: "sync" });
  watch(() => state.draft, (draft) => draft && stop());
  watch(() => state.route, stop);
}
