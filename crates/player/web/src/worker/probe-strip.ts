// The strip that the probe game draws into its picture: docs/probe-picture.md.

export const STRIP_WIDTH = 640;
export const STRIP_HEIGHT = 48;
const BLOCK = 16;
const BITS = 32;
const CRC_BITS = 8;

export interface Strip {
  /** Counts the pictures that the game drew. */
  frame: number;
  /** Low 32 bits of the Unix time in µs at which it began to draw. */
  stamp: number;
  /** Key presses that it had seen. */
  presses: number;
}

/** CRC-8, polynomial 0x07, over four bytes, the highest first. */
export function crc8(value: number): number {
  let crc = 0;
  for (let shift = 24; shift >= 0; shift -= 8) {
    crc ^= (value >>> shift) & 0xff;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x80 ? 0x07 : 0)) & 0xff;
  }
  return crc;
}

function row(luma: Uint8Array, stride: number, step: number, index: number): number | undefined {
  const y = index * BLOCK + BLOCK / 2;
  let value = 0;
  let crc = 0;
  for (let block = 0; block < BITS + CRC_BITS; block++) {
    const x = block * BLOCK + BLOCK / 2;
    const bit = (luma[y * stride + x * step] ?? 0) > 128 ? 1 : 0;
    if (block < BITS) value = ((value << 1) | bit) >>> 0;
    else crc = (crc << 1) | bit;
  }
  return crc === crc8(value) ? value : undefined;
}

/**
 * Reads the strip from the picture's top left corner; undefined where there is none. `luma` starts at the
 * first pixel's brightness (luma, or any of red, green and blue); pixels are `step` bytes apart.
 */
export function readStrip(luma: Uint8Array, stride: number, step = 1): Strip | undefined {
  const frame = row(luma, stride, step, 0);
  const stamp = row(luma, stride, step, 1);
  const presses = row(luma, stride, step, 2);
  if (frame === undefined || stamp === undefined || presses === undefined) return undefined;
  // A black picture reads as zeros with a right CRC; a real stamp is not zero.
  if (stamp === 0) return undefined;
  return { frame, stamp, presses };
}

const MAX_SAMPLES = 100_000;

/** Turns strips into glass-to-glass and click-to-photon samples (ms). */
export class ProbeSamples {
  glassToGlass: number[] = [];
  clickToPhoton: number[] = [];
  frames = 0;
  invalid = 0;
  #lastFrame: number | undefined;
  #lastPresses: number | undefined;
  #pending: number[] = [];

  /** A key was pressed at `unixMs`. */
  pressed(unixMs: number): void {
    this.#pending.push(unixMs);
    if (this.#pending.length > 256) this.#pending.shift();
  }

  /** A picture was decoded at `unixMs`. */
  decoded(strip: Strip | undefined, unixMs: number): void {
    if (!strip) {
      this.invalid++;
      return;
    }
    this.frames++;
    if (strip.frame !== this.#lastFrame) {
      const nowLow = Math.round(unixMs * 1000) % 2 ** 32;
      const age = ((nowLow - strip.stamp) | 0) / 1000;
      if (this.glassToGlass.length < MAX_SAMPLES) this.glassToGlass.push(age);
    }
    this.#lastFrame = strip.frame;
    const before = this.#lastPresses;
    this.#lastPresses = strip.presses;
    if (before === undefined) return;
    for (let n = (strip.presses - before) | 0; n > 0; n--) {
      const at = this.#pending.shift();
      if (at === undefined) break;
      if (this.clickToPhoton.length < MAX_SAMPLES) this.clickToPhoton.push(unixMs - at);
    }
  }

  reset(): void {
    this.glassToGlass = [];
    this.clickToPhoton = [];
    this.frames = 0;
    this.invalid = 0;
    this.#pending = [];
  }
}
