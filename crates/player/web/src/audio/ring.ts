// Decoded sound between the worker that writes it and the audio thread that plays it.
import { CHANNELS, PACKET_SAMPLES } from '../protocol/sound-format';

/** Frames (samples a channel) that the ring holds; a power of two, 341 ms. */
const CAPACITY = 1 << 14;
const MASK = CAPACITY - 1;
const HEADER_BYTES = 16;
export const RING_BYTES = HEADER_BYTES + CAPACITY * CHANNELS * Float32Array.BYTES_PER_ELEMENT;
const WRITTEN = 0;
const READ = 1;

/** One writer, one reader; lock-free over a SharedArrayBuffer, and as good over an ordinary one. */
export class SampleRing {
  readonly #header: Int32Array;
  readonly #samples: Float32Array;

  constructor(memory: ArrayBufferLike) {
    this.#header = new Int32Array(memory, 0, 4);
    this.#samples = new Float32Array(memory, HEADER_BYTES);
  }

  /** Frames that wait. */
  get fill(): number {
    return (Atomics.load(this.#header, WRITTEN) - Atomics.load(this.#header, READ)) | 0;
  }

  /** Appends as many frames as there is room for. */
  write(left: Float32Array, right: Float32Array): void {
    const at = Atomics.load(this.#header, WRITTEN);
    const n = Math.min(left.length, CAPACITY - this.fill);
    for (let i = 0; i < n; i++) {
      const slot = ((at + i) & MASK) * CHANNELS;
      this.#samples[slot] = left[i] ?? 0;
      this.#samples[slot + 1] = right[i] ?? 0;
    }
    Atomics.store(this.#header, WRITTEN, (at + n) | 0);
  }

  /** A sample `ahead` frames after the read position. */
  peek(ahead: number, channel: number): number {
    const at = Atomics.load(this.#header, READ) + ahead;
    return this.#samples[(at & MASK) * CHANNELS + channel] ?? 0;
  }

  skip(frames: number): void {
    Atomics.store(this.#header, READ, (Atomics.load(this.#header, READ) + frames) | 0);
  }
}

/** What the audio thread aims at, frames. */
const TARGET = 1440;
/** Above this the rest is skipped at once, frames. */
const TOO_MUCH = 5760;
/** The fastest and slowest the sound is played: 0.5 % is not heard. */
const MAX_BEND = 0.005;
const SMOOTHING = 1 / 200;
const FADE = 96;

/**
 * Plays a ring at the speed that holds it near 30 ms: sender and sound card never have the same clock.
 * An empty ring fades out, and play starts again when 30 ms are there.
 */
export class DriftReader {
  #playing = false;
  #fraction = 0;
  #average = TARGET;
  #gain = 0;
  #last: [number, number] = [0, 0];
  underruns = 0;
  skips = 0;

  constructor(private readonly ring: SampleRing) {}

  /** Input frames an output frame now. */
  get rate(): number {
    const bend = ((this.#average - TARGET) / TARGET) * 0.01;
    return 1 + Math.min(Math.max(bend, -MAX_BEND), MAX_BEND);
  }

  /** Frames that wait, smoothed. */
  get average(): number {
    return this.#average;
  }

  pull(left: Float32Array, right: Float32Array): void {
    const n = left.length;
    const fill = this.ring.fill;
    if (!this.#playing && fill >= TARGET) {
      this.#playing = true;
      this.#average = fill;
    }
    if (!this.#playing) {
      this.#fadeOut(left, right, 0);
      return;
    }
    if (fill > TOO_MUCH) {
      this.ring.skip(fill - TARGET);
      this.#average = TARGET;
      this.#gain = 0;
      this.skips++;
    } else {
      this.#average += (fill - this.#average) * SMOOTHING;
    }
    const rate = this.rate;
    let used = 0;
    const available = this.ring.fill;
    for (let i = 0; i < n; i++) {
      if (used + 1 >= available) {
        this.ring.skip(used);
        this.#playing = false;
        this.underruns++;
        this.#fadeOut(left, right, i);
        return;
      }
      this.#gain = Math.min(1, this.#gain + 1 / FADE);
      const f = this.#fraction;
      const l = this.ring.peek(used, 0) * (1 - f) + this.ring.peek(used + 1, 0) * f;
      const r = this.ring.peek(used, 1) * (1 - f) + this.ring.peek(used + 1, 1) * f;
      left[i] = l * this.#gain;
      right[i] = r * this.#gain;
      this.#last = [l, r];
      this.#fraction += rate;
      const whole = Math.floor(this.#fraction);
      used += whole;
      this.#fraction -= whole;
    }
    this.ring.skip(used);
  }

  #fadeOut(left: Float32Array, right: Float32Array, from: number): void {
    for (let i = from; i < left.length; i++) {
      this.#gain = Math.max(0, this.#gain - 1 / FADE);
      left[i] = this.#last[0] * this.#gain;
      right[i] = this.#last[1] * this.#gain;
    }
  }
}

/** Frames of sound as ms. */
export function framesToMs(frames: number): number {
  return frames / 48;
}

/** Fills gaps between packets with the last packet, fading: a click is louder than a short silence. */
export class Concealment {
  readonly #last = [new Float32Array(PACKET_SAMPLES), new Float32Array(PACKET_SAMPLES)] as const;

  remember(left: Float32Array, right: Float32Array): void {
    if (left.length !== PACKET_SAMPLES) return;
    this.#last[0].set(left);
    this.#last[1].set(right);
  }

  /** A packet in the place of one that was lost; each is quieter than the one before. */
  next(): readonly [Float32Array, Float32Array] {
    for (const channel of this.#last) {
      for (let i = 0; i < channel.length; i++) {
        channel[i] = (channel[i] ?? 0) * 0.6 * (1 - i / (2 * channel.length));
      }
    }
    return this.#last;
  }
}
