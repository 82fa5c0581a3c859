// The calls about sound, fetched with what needs them.
import { call, fileForm, send } from "../api.js";

/** What the service can do: { transcribe, voice }. */
export const sound = () => call("GET", "/speech");

/** A text spoken, as the address of a sound; it is to be revoked. */
export async function spoken(text) {
  const answer = await send("POST", "/speech/voice", { body: { text }, extra: { Accept: "audio/wav" } });
  return URL.createObjectURL(await answer.blob());
}

/** A recording written down: { text, confidence }. */
export const transcript = (file) => call("POST", "/speech/transcripts", { body: fileForm(file) });
