// Beside the page, in the thread of the sound: brings what the microphone hears to 16-bit samples at the rate asked for,
// and hands them on a tenth of a second at a time, with how loud it was.
const PIECE_S = 0.1;
const LOBES = 8; // of the low-pass on each side: what is too high for the new rate must not come back as noise
const PHASES = 64; // places between two samples that the filter knows
const CUT = 0.92; // of the band that the new rate can carry

class Recorder extends AudioWorkletProcessor {
  constructor({ processorOptions: { hertz } }) {
    super();
    this.step = sampleRate / hertz;
    this.half = Math.ceil(LOBES * Math.max(1, this.step));
    this.kernels = kernels(this.half, Math.max(1, this.step));
    this.heard = new Float32Array(0);
    this.at = this.half - 1; // where in `heard` the next sample lies
    this.piece = new Int16Array(Math.round(hertz * PIECE_S));
    this.filled = 0;
    this.power = 0;
    this.over = false;
    this.port.onmessage = () => {
      this.hand();
      this.over = true;
      this.port.postMessage(null);
    };
  }

  process([[channel]]) {
    if (channel && !this.over) this.take(channel);
    return !this.over;
  }

  take(block) {
    const before = 2 * this.half;
    if (this.heard.length !== before + block.length) this.heard = new Float32Array(before + block.length);
    this.heard.copyWithin(0, block.length);
    this.heard.set(block, before);
    for (; this.at <= this.heard.length - this.half - 1; this.at += this.step) this.put(this.sample(this.at));
    this.at -= block.length;
  }

  sample(at) {
    const whole = Math.floor(at);
    const kernel = this.kernels[Math.round((at - whole) * PHASES)];
    let sum = 0;
    for (let k = 0; k < kernel.length; k += 1) sum += kernel[k] * this.heard[whole - this.half + 1 + k];
    return Math.max(-1, Math.min(1, sum));
  }

  put(value) {
    this.piece[this.filled] = Math.round(value * 32767);
    this.power += value * value;
    this.filled += 1;
    if (this.filled === this.piece.length) this.hand();
  }

  hand() {
    if (!this.filled) return;
    const pcm = this.piece.slice(0, this.filled).buffer;
    this.port.postMessage({ pcm, loud: Math.sqrt(this.power / this.filled) }, [pcm]);
    this.filled = 0;
    this.power = 0;
  }
}

/** A windowed sinc for each place between two samples; each lets a constant through as it is. */
function kernels(half, wide) {
  return Array.from({ length: PHASES + 1 }, (_, phase) => {
    const kernel = Float32Array.from({ length: 2 * half }, (_unused, k) => {
      const far = k - half + 1 - phase / PHASES;
      if (Math.abs(far) >= half) return 0;
      const x = (Math.PI * CUT * far) / wide;
      return (x === 0 ? 1 : Math.sin(x) / x) * (0.5 + 0.5 * Math.cos((Math.PI * far) / half));
    });
    const sum = kernel.reduce((all, one) => all + one, 0);
    return kernel.map((one) => one / sum);
  });
}

registerProcessor("recorder", Recorder);
