// Speaking instead of typing: a recording goes to the server, its text into the box, to be read before it is sent.
import { transcript } from "../sound/api.js";
import { nextTick } from "../vue.js";
import { state } from "../store.js";
import { t } from "../texts.js";
import { sentenceOf } from "./problems.js";
import { stop as silence } from "./voice.js";

const LONGEST_MS = 60_000;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const SPEECH_BITS = 32_000; // a second

let recorder = null;
let ends = 0;

export async function toggle() {
  if (state.hearing === "listening") recorder.stop();
  else if (!state.hearing) await listen();
}

/** Nothing of it is sent. */
export function giveUp() {
  if (!recorder) return;
  recorder.onstop = null;
  recorder.stop();
  over();
}

async function listen() {
  silence();
  state.hearing = "asking";
  let sound;
  try {
    sound = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (fault) {
    over();
    state.notice = t(fault.name === "NotAllowedError" ? "hearing.refused" : "hearing.no_microphone");
    return;
  }
  const parts = [];
  recorder = new MediaRecorder(sound, { mimeType: KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)), audioBitsPerSecond: SPEECH_BITS });
  recorder.ondataavailable = ({ data }) => data.size && parts.push(data);
  recorder.onstop = () => {
    const type = recorder.mimeType;
    over("writing");
    write(new File(parts, "recording", { type }));
  };
  recorder.start();
  state.hearing = "listening";
  ends = setTimeout(() => recorder?.stop(), LONGEST_MS);
}

function over(stage = null) {
  clearTimeout(ends);
  recorder?.stream.getTracks().forEach((track) => track.stop());
  recorder = null;
  state.hearing = stage;
}

async function write(file) {
  try {
    const { text } = await transcript(file);
    if (text) state.draft = state.draft.trim() ? `${state.draft.trimEnd()}${text}` : text;
    else state.notice = t("hearing.silence");
  } catch (fault) {
    state.notice = sentenceOf(fault);
  }
  state.hearing = null;
  await nextTick();
  document.getElementById("message-input")?.focus();
}
