// Plays tones to web/sound/worklet.js as a browser would: prints `rate hertz samples decibels` for each, against the tone itself.
import { readFileSync } from "node:fs";

const source = readFileSync(process.argv[2], "utf8");
const HERTZ = 16000;
const BLOCK = 128;

function played(rate, tone) {
  const pieces = [];
  let Recorder;
  const port = { postMessage: (told) => told && pieces.push(new Int16Array(told.pcm)) };
  const processor = class { constructor() { this.port = port; } };
  new Function("sampleRate", "AudioWorkletProcessor", "registerProcessor", source)(rate, processor, (_, made) => (Recorder = made));
  const recorder = new Recorder({ processorOptions: { hertz: HERTZ } });
  for (let at = 0; at < rate; at += BLOCK) {
    recorder.process([[Float32Array.from({ length: BLOCK }, (_, k) => 0.5 * Math.sin((2 * Math.PI * tone * (at + k)) / rate))]]);
  }
  port.onmessage();
  return pieces.flatMap((piece) => [...piece]);
}

for (const [rate, tone] of JSON.parse(process.argv[3])) {
  const samples = played(rate, tone);
  const middle = samples.slice(2000, -2000);
  const power = middle.reduce((sum, one) => sum + (one / 32767) ** 2, 0) / middle.length;
  console.log(rate, tone, samples.length, (10 * Math.log10(power / 0.125)).toFixed(1));
}
