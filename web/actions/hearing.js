// Speaking instead of typing: what is said appears in the box while it is said, to be read and corrected before it is sent.
// Where the line for that can't be had, the recording is sent as a whole.
import { ApiError, NetworkError } from "../api.js";
import { transcript } from "../sound/api.js";
import { speakOn } from "../sound/line.js";
import { HERTZ, record, wav } from "../sound/recorder.js";
import { nextTick, watch } from "../vue.js";
import { state } from "../store.js";
import { sentenceOf } from "./problems.js";
import { stop as silence } from "./voice.js";

const LONGEST_MS = 60_000;
const ASKED_MS = 1_000; // it took that long: the browser asked, and nothing is held any more
const QUIET_PIECES = 40; // tenths of a second without a sound
const HEARD_DB = -50;
const FLOOR_DB = -60; // what the meter shows as nothing
const SURE = 0.65; // below that the person is asked to look, as a caller is asked
const REFUSALS = { NotAllowedError: "refused", SecurityError: "refused", NotFoundError: "absent", NotReadableError: "taken" };

let mine = null; // the recording under way: { before, written, pieces, quiet, microphone, line, ends }

export const toggle = () => (state.hearing ? finish() : begin());

/** `held`: for as long as something is pressed; else until `finish`. */
export async function begin(held = false) {
  if (state.hearing) return;
  silence(); // or the page hears itself
  if (state.offline) return tell("offline");
  const recording = (mine = { before: state.draft, written: state.draft, pieces: [], quiet: 0, ends: 0 });
  state.heard = null;
  state.hearing = { stage: "asking", held, away: false, quiet: false, level: 0 };
  const asked = performance.now();
  let microphone;
  try {
    microphone = await record((pcm, loud) => mine === recording && take(pcm, loud), () => mine === recording && finish());
  } catch (fault) {
    if (mine !== recording) return;
    over();
    return fault instanceof NetworkError ? tell("offline") : tell(REFUSALS[fault.name] ?? "absent");
  }
  if (mine !== recording) return microphone.stop();
  silence(); // what began while the browser asked
  mine.microphone = microphone;
  mine.line = speakOn({ hertz: HERTZ, partial: (text) => mine === recording && write(text), ended: (fault) => mine === recording && !(fault instanceof NetworkError) && finish() });
  for (const pcm of mine.pieces) mine.line.send(pcm);
  mine.ends = setTimeout(finish, LONGEST_MS);
  state.hearing = { ...state.hearing, stage: "listening", held: state.hearing.held && performance.now() - asked < ASKED_MS };
}

/** What was pressed is let go, and it goes on until it is pressed again. */
export function letGo() {
  if (state.hearing) state.hearing.held = false;
}

/** Whether letting go would now throw away what was said. */
export function slide(away) {
  if (state.hearing?.held) state.hearing.away = away;
}

/** Nothing of it is kept; what was typed before is there again. */
export function giveUp() {
  if (!mine) return;
  const { before } = mine;
  over();
  state.draft = before;
}

/** All is said: what was heard goes into the box. */
export async function finish() {
  if (state.hearing?.stage !== "listening") return letGo();
  const recording = mine;
  clearTimeout(recording.ends);
  state.hearing = { ...state.hearing, stage: "writing", held: false };
  let told = null;
  try {
    await recording.microphone.stop();
    const { text, confidence } = await written(recording);
    if (mine !== recording) return;
    write(text);
    told = !text ? "silence" : confidence < SURE ? "unsure" : null;
  } catch (fault) {
    if (mine !== recording) return;
    told = fault instanceof NetworkError ? "offline" : "problem";
    if (told === "problem") recording.problem = sentence(fault);
  }
  over();
  if (told) tell(told, recording.problem);
  await nextTick();
  document.getElementById("message-input")?.focus();
}

async function written({ line, pieces }) {
  try {
    return await line.end();
  } catch (fault) {
    if (!(fault instanceof NetworkError)) throw fault;
    return transcript(wav(pieces));
  }
}

const sentence = (fault) => (fault instanceof ApiError && fault.problem.code === "hearing_busy" ? fault.problem.detail : sentenceOf(fault));

function take(pcm, loud) {
  mine.pieces.push(pcm);
  mine.line?.send(pcm);
  if (!state.hearing) return;
  const db = 20 * Math.log10(loud + 1e-9);
  mine.quiet = db > HEARD_DB ? 0 : mine.quiet + 1;
  state.hearing.level = Math.max(0, Math.min(1, 1 - db / FLOOR_DB));
  state.hearing.quiet = mine.quiet > QUIET_PIECES;
}

/** What was typed before stays in front. */
function write(text) {
  const { before } = mine;
  mine.written = before.trim() ? `${before.trimEnd()}${text}` : text || before;
  state.draft = mine.written;
}

/** `kind` of what there is to say about it: silence, unsure, refused, absent, taken, offline, problem. */
function tell(kind, detail = "") {
  state.heard = { kind, detail };
}

function over() {
  const { ends, microphone, line } = mine;
  clearTimeout(ends);
  microphone?.stop();
  line?.close();
  mine = null;
  state.hearing = null;
}

// Whoever types has the word; and what is corrected needs no remark any more.
watch(() => state.draft, (draft) => {
  state.heard = null;
  if (mine && draft !== mine.written) over();
}, { flush: "sync" });
// Nobody is read to while they speak.
watch(() => state.reading, (reading) => reading && finish());
document.addEventListener("visibilitychange", () => document.hidden && (state.hearing?.stage === "asking" ? giveUp() : finish()));
