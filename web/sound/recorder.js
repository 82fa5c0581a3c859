// The microphone as pieces of 16-bit samples at 16 kHz, and such pieces as a file.
import { NetworkError } from "../api.js";

export const HERTZ = 16_000;
const CLEAR = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const HEADER_BYTES = 44;
const STUCK_MS = 500; // sound that does not run hands nothing on

/** Whether this browser can; without https there is no microphone. */
export const able = () => Boolean(window.AudioWorkletNode && window.WebSocket && navigator.mediaDevices?.getUserMedia);

/** `take(pcm, loud)` gets what is heard, `lost()` is called when the microphone goes away. Resolves with { stop() }, which resolves when the last piece is there. */
export async function record(take, lost) {
  const sound = await navigator.mediaDevices.getUserMedia({ audio: CLEAR });
  const context = new AudioContext();
  const close = () => {
    for (const track of sound.getTracks()) track.stop();
    context.close().catch(() => null);
  };
  try {
    await context.audioWorklet.addModule(new URL("./worklet.js", import.meta.url));
  } catch (fault) {
    close();
    throw new NetworkError(fault.message);
  }
  const recorder = new AudioWorkletNode(context, "recorder", { processorOptions: { hertz: HERTZ } });
  const last = new Promise((done) => {
    recorder.port.onmessage = ({ data }) => (data ? take(data.pcm, data.loud) : done());
  });
  sound.getTracks()[0]?.addEventListener("ended", lost);
  context.createMediaStreamSource(sound).connect(recorder);
  recorder.connect(context.destination); // it says nothing there, but some browsers run only what leads somewhere
  context.resume();
  return {
    async stop() {
      recorder.port.postMessage("stop");
      await Promise.race([last, new Promise((done) => setTimeout(done, STUCK_MS))]);
      close();
    },
  };
}

/** Pieces of 16-bit samples as a WAV file. */
export function wav(pieces) {
  const bytes = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const head = new DataView(new ArrayBuffer(HEADER_BYTES));
  const word = (at, letters) => [...letters].forEach((one, offset) => head.setUint8(at + offset, one.charCodeAt(0)));
  word(0, "RIFF");
  head.setUint32(4, HEADER_BYTES - 8 + bytes, true);
  word(8, "WAVEfmt ");
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true); // samples as they are
  head.setUint16(22, 1, true); // of one channel
  head.setUint32(24, HERTZ, true);
  head.setUint32(28, 2 * HERTZ, true);
  head.setUint16(32, 2, true);
  head.setUint16(34, 16, true);
  word(36, "data");
  head.setUint32(40, bytes, true);
  return new File([head, ...pieces], "recording.wav", { type: "audio/wav" });
}
