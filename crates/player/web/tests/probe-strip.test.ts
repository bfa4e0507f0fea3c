import { describe, expect, it } from 'vitest';
import {
  crc8,
  ProbeSamples,
  readStrip,
  STRIP_HEIGHT,
  STRIP_WIDTH,
} from '../src/worker/probe-strip';

const STRIDE = 704;

function draw(rows: number[]): Uint8Array {
  const luma = new Uint8Array(STRIDE * STRIP_HEIGHT).fill(16);
  rows.forEach((value, index) => {
    for (let block = 0; block < 40; block++) {
      const bit = block < 32 ? (value >>> (31 - block)) & 1 : (crc8(value) >>> (39 - block)) & 1;
      for (let y = index * 16; y < index * 16 + 16; y++) {
        luma.fill(bit ? 235 : 16, y * STRIDE + block * 16, y * STRIDE + block * 16 + 16);
      }
    }
  });
  return luma;
}

describe('the probe strip', () => {
  it('reads back what was drawn', () => {
    expect(STRIP_WIDTH).toBe(640);
    const strip = readStrip(draw([0xdead_beef, 7, 0x8000_0001]), STRIDE);
    expect(strip).toEqual({ frame: 0xdead_beef, stamp: 7, presses: 0x8000_0001 });
  });

  it('reads four bytes a pixel as well', () => {
    const luma = draw([5, 6, 7]);
    const pixels = new Uint8Array(luma.length * 4).fill(255);
    luma.forEach((value, i) => pixels.fill(value, i * 4, i * 4 + 3));
    expect(readStrip(pixels, STRIDE * 4, 4)).toEqual({ frame: 5, stamp: 6, presses: 7 });
  });

  it('a damaged or missing strip is not believed', () => {
    const luma = draw([1, 2, 3]);
    luma.fill(235, 8 * STRIDE, 8 * STRIDE + 16);
    expect(readStrip(luma, STRIDE)).toBeUndefined();
    for (const plain of [0, 255]) {
      const picture = new Uint8Array(STRIDE * STRIP_HEIGHT).fill(plain);
      expect(readStrip(picture, STRIDE)).toBeUndefined();
    }
  });

  it('the CRC has the polynomial x⁸ + x² + x + 1', () => {
    expect(crc8(1)).toBe(0x07);
    expect(crc8(0x80)).toBe(0x89);
    expect(crc8(0)).toBe(0);
  });

  it('gives the age of each new picture once, over the wrap of the stamp', () => {
    const samples = new ProbeSamples();
    const now = 2 ** 32 * 400_000 + 5000; // µs: the low 32 bits are 5000
    samples.decoded({ frame: 1, stamp: 2 ** 32 - 3000, presses: 0 }, now / 1000);
    samples.decoded({ frame: 1, stamp: 2 ** 32 - 3000, presses: 0 }, now / 1000 + 16);
    expect(samples.glassToGlass).toHaveLength(1);
    expect(samples.glassToGlass[0]).toBeCloseTo(8, 3);
  });

  it('a press is answered by the first picture that counts it', () => {
    const samples = new ProbeSamples();
    samples.decoded({ frame: 1, stamp: 0, presses: 4 }, 990);
    samples.pressed(1000);
    samples.decoded({ frame: 2, stamp: 0, presses: 4 }, 1010);
    samples.decoded({ frame: 3, stamp: 0, presses: 5 }, 1027);
    samples.decoded({ frame: 4, stamp: 0, presses: 5 }, 1044);
    expect(samples.clickToPhoton).toEqual([27]);
  });
});
