import { describe, expect, it } from 'vitest';
import { PacketOrder } from '../src/audio/packet-order';
import { Concealment, DriftReader, RING_BYTES, SampleRing } from '../src/audio/ring';

const tone = (n: number, start = 0): Float32Array =>
  Float32Array.from({ length: n }, (_, i) => Math.sin((start + i) / 20));

/** Plays `seconds` with a sender that is `drift` faster than the sound card. */
function play(seconds: number, drift: number) {
  const ring = new SampleRing(new ArrayBuffer(RING_BYTES));
  const reader = new DriftReader(ring);
  const left = new Float32Array(128);
  const right = new Float32Array(128);
  let sent = 0;
  let worst = 0;
  let previous: number | undefined;
  const fills: number[] = [];
  for (let played = 0; played < seconds * 48_000; played += 128) {
    while (sent < played * (1 + drift)) {
      const packet = tone(480, sent);
      ring.write(packet, packet);
      sent += 480;
    }
    reader.pull(left, right);
    if (played > 96_000) {
      fills.push(ring.fill);
      for (const sample of left) {
        if (previous !== undefined) worst = Math.max(worst, Math.abs(sample - previous));
        previous = sample;
      }
    }
  }
  return { reader, fills, worst };
}

describe('sound over two clocks', () => {
  it.each([0, 0.001, -0.001, 0.003, -0.003])('stays near 30 ms at a drift of %f', (drift) => {
    const { reader, fills, worst } = play(60, drift);
    expect(reader.underruns).toBe(0);
    expect(reader.skips).toBe(0);
    const late = fills.slice(fills.length >> 1);
    expect(Math.min(...late)).toBeGreaterThan(480);
    expect(Math.max(...late)).toBeLessThan(2640);
    // A sine of 1/20 rad a sample never jumps further: no click was made.
    expect(worst).toBeLessThan(0.06);
  });

  it('a stall fades out, counts once, and starts again when 30 ms are there', () => {
    const ring = new SampleRing(new ArrayBuffer(RING_BYTES));
    const reader = new DriftReader(ring);
    const left = new Float32Array(128);
    const right = new Float32Array(128);
    ring.write(new Float32Array(1500).fill(1), new Float32Array(1500).fill(1));
    for (let i = 0; i < 40; i++) reader.pull(left, right);
    expect(reader.underruns).toBe(1);
    expect(left.every((s) => s === 0)).toBe(true);
    ring.write(new Float32Array(480).fill(1), new Float32Array(480).fill(1));
    reader.pull(left, right);
    expect(left.every((s) => s === 0)).toBe(true);
    ring.write(new Float32Array(1440).fill(1), new Float32Array(1440).fill(1));
    reader.pull(left, right);
    expect(left[127]).toBe(1);
  });

  it('a burst after a stall does not become lasting latency', () => {
    const ring = new SampleRing(new ArrayBuffer(RING_BYTES));
    const reader = new DriftReader(ring);
    ring.write(tone(12_000), tone(12_000));
    reader.pull(new Float32Array(128), new Float32Array(128));
    expect(reader.skips).toBe(1);
    expect(ring.fill).toBeLessThan(1500);
  });

  it('the ring drops what does not fit', () => {
    const ring = new SampleRing(new ArrayBuffer(RING_BYTES));
    ring.write(tone(20_000), tone(20_000));
    expect(ring.fill).toBe(16_384);
  });
});

describe('sound packets', () => {
  const datagram = (seq: number, previous = true) => ({
    seq,
    pts: seq * 480,
    newest: Uint8Array.of(seq),
    previous: previous ? Uint8Array.of(seq - 1) : new Uint8Array(),
  });

  it('one lost datagram is made good by the copy in the next', () => {
    const order = new PacketOrder();
    order.accept(datagram(1));
    order.accept(datagram(2));
    expect(order.accept(datagram(4)).map((p) => p.seq)).toEqual([3, 4]);
    expect(order).toMatchObject({ lost: 0, saved: 1 });
  });

  it('two lost datagrams are one lost packet', () => {
    const order = new PacketOrder();
    order.accept(datagram(1));
    expect(order.accept(datagram(4)).map((p) => p.seq)).toEqual([3, 4]);
    expect(order.lost).toBe(1);
  });

  it('nothing is played twice or backwards', () => {
    const order = new PacketOrder();
    order.accept(datagram(5));
    expect(order.accept(datagram(5))).toEqual([]);
    expect(order.accept(datagram(4))).toEqual([]);
  });

  it('a filled gap gets quieter until it is silent', () => {
    const conceal = new Concealment();
    conceal.remember(new Float32Array(480).fill(1), new Float32Array(480).fill(1));
    const peak = (): number => Math.max(...conceal.next()[0]);
    const first = peak();
    expect(first).toBeLessThan(1);
    for (let i = 0; i < 10; i++) peak();
    expect(peak()).toBeLessThan(0.01);
  });
});
