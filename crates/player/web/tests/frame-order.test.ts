import { describe, expect, it } from 'vitest';
import { FrameOrder, idDistance, type Arrived } from '../src/worker/frame-order';

const PATIENCE = 17;

type Kind = 'p' | 'idr' | { mendsFrom: number };

const repair = (mendsFrom: number): Kind => ({ mendsFrom });

function rig() {
  const decoded: number[] = [];
  const released: number[] = [];
  let asked = 0;
  const order = new FrameOrder({
    decode: (f) => decoded.push(f.header.frame_id),
    requestIdr: () => asked++,
  });
  const frame = (id: number, kind: Kind = 'p'): Arrived => ({
    header: {
      idr: kind === 'idr',
      repair: typeof kind === 'object',
      mends_from: typeof kind === 'object' ? kind.mendsFrom >>> 0 : 0,
      open: false,
      width: 1280,
      height: 720,
      frame_id: id >>> 0,
      payload_len: 0,
      commit_unix_us: 0,
      queued_us: 0,
      convert_us: 0,
      encode_us: 0,
      send_us: 0,
      dropped: 0,
    },
    payload: new Uint8Array(),
    arrived: 0,
    release: () => released.push(id >>> 0),
  });
  return {
    decoded,
    released,
    order,
    asked: () => asked,
    push: (now: number, id: number, kind?: Kind) => order.push(frame(id, kind), now, PATIENCE),
  };
}

describe('frames on streams of their own', () => {
  it('are decoded in order although they overtake each other', () => {
    const r = rig();
    r.push(0, 10, 'idr');
    r.push(1, 12);
    r.push(2, 13);
    r.push(3, 11);
    expect(r.decoded).toEqual([10, 11, 12, 13]);
    expect(r.asked()).toBe(0);
    expect(r.order.lost).toBe(0);
  });

  it('nothing is decoded before the first IDR', () => {
    const r = rig();
    r.push(400, 5);
    r.push(401, 6, 'idr');
    r.push(402, 7);
    expect(r.decoded).toEqual([6, 7]);
    expect(r.released).toEqual([5]);
  });

  it('a frame that overtakes the first IDR waits for it, and nothing is asked for', () => {
    const r = rig();
    r.push(400, 8);
    r.push(401, 7, 'idr');
    r.push(402, 9);
    expect(r.decoded).toEqual([7, 8, 9]);
    expect(r.order.deadline(PATIENCE)).toBeUndefined();
    expect(r.asked()).toBe(0);
  });

  it('where the first IDR stays away one is asked for', () => {
    const r = rig();
    r.push(400, 8);
    r.push(500, 9);
    r.order.tick(2399, PATIENCE);
    expect(r.asked()).toBe(0);
    r.order.tick(2400, PATIENCE);
    expect(r.asked()).toBe(1);
  });

  it('a frame that overtakes the IDR that was asked for waits for it too', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.push(1, 3);
    r.order.tick(20, PATIENCE);
    r.push(40, 5);
    r.push(41, 4, 'idr');
    r.push(42, 6);
    expect(r.decoded).toEqual([1, 4, 5, 6]);
    expect(r.released).toEqual([3]);
    expect(r.order.lost).toBe(1);
    expect(r.asked()).toBe(1);
  });

  it('a frame that stays away is a loss: an IDR is asked for and nothing else decoded', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.push(10, 3);
    expect(r.order.deadline(PATIENCE)).toBe(27);
    r.order.tick(26, PATIENCE);
    expect(r.asked()).toBe(0);
    r.order.tick(27, PATIENCE);
    expect(r.asked()).toBe(1);
    r.push(30, 4);
    expect(r.decoded).toEqual([1]);
    r.push(40, 5, 'idr');
    r.push(41, 6);
    expect(r.decoded).toEqual([1, 5, 6]);
    expect(r.asked()).toBe(1);
  });

  it('a frame that was given up and comes after all ends the gap, if an IDR was not faster', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.push(10, 3);
    r.order.tick(27, PATIENCE);
    r.push(30, 4);
    r.push(31, 2);
    expect(r.decoded).toEqual([1, 2, 3, 4]);
    r.push(40, 5, 'idr');
    expect(r.decoded).toEqual([1, 2, 3, 4, 5]);
    expect(r.order.lost).toBe(0);
    expect(r.asked()).toBe(1);
  });

  it('a reset stream is a loss at once', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.order.begin(2);
    r.order.abort(2, 'unknown', 5);
    expect(r.asked()).toBe(1);
  });

  it('what the node gave up it makes up for by itself: it is not asked', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.order.begin(2);
    r.order.begin(3);
    r.order.abort(2, 'promised', 5);
    r.order.abort(3, 'promised', 6);
    r.push(90, 4, repair(2));
    r.push(91, 5);
    expect(r.decoded).toEqual([1, 4, 5]);
    expect(r.order.deadline(PATIENCE)).toBeUndefined();
    r.order.begin(6);
    r.order.abort(6, 'promised', 100);
    r.push(600, 7, 'idr');
    expect(r.decoded).toEqual([1, 4, 5, 7]);
    expect(r.asked()).toBe(0);
  });

  it('what was promised and does not come is asked for, once, even if nothing else comes', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.order.abort(2, 'promised', 5);
    expect(r.order.deadline(PATIENCE)).toBe(2005);
    r.order.tick(2004, PATIENCE);
    expect(r.asked()).toBe(0);
    r.order.tick(2005, PATIENCE);
    expect(r.asked()).toBe(1);
    expect(r.order.deadline(PATIENCE)).toBeUndefined();
    r.order.tick(5000, PATIENCE);
    expect(r.asked()).toBe(1);
    // Nor does a promise that is heard of later start it anew.
    r.order.abort(3, 'promised', 5001);
    expect(r.order.deadline(PATIENCE)).toBeUndefined();
  });

  it('a promised frame that is given up for another promise is waited for, one that vanishes is not', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.order.abort(2, 'promised', 5);
    r.order.abort(3, 'promised', 400);
    expect(r.order.deadline(PATIENCE)).toBe(2400);
    expect(r.asked()).toBe(0);
    r.order.abort(4, 'unknown', 500);
    expect(r.asked()).toBe(1);
  });

  it('a promised repair that needs what never came is no help: an IDR is asked for', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.order.begin(3);
    r.order.abort(2, 'promised', 5);
    r.push(50, 6, repair(4));
    expect(r.asked()).toBe(1);
    r.push(60, 7, 'idr');
    expect(r.decoded).toEqual([1, 7]);
  });

  it('a promise holds where the frame is given up before one that is needed has come', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.order.begin(2);
    r.order.begin(3);
    r.order.abort(3, 'promised', 1);
    r.push(2, 2);
    expect(r.decoded).toEqual([1, 2]);
    expect(r.order.deadline(PATIENCE)).toBe(2002);
    r.push(30, 4, repair(3));
    expect(r.decoded).toEqual([1, 2, 4]);
    expect(r.asked()).toBe(0);
  });

  it('after a decoder error a promise is no help, for it may be one of a repair', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.order.abort(2, 'promised', 1);
    r.order.decoderFailed(2);
    expect(r.asked()).toBe(1);
    expect(r.order.deadline(PATIENCE)).toBeUndefined();
  });

  it('a frame that is on its way gets more time', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.order.begin(2);
    r.push(1, 3);
    expect(r.order.deadline(PATIENCE)).toBe(1 + 3 * PATIENCE);
    r.order.tick(30, PATIENCE);
    expect(r.asked()).toBe(0);
    r.push(31, 2);
    expect(r.decoded).toEqual([1, 2, 3]);
  });

  it('a frame may come while it is coded: its time begins with the first whole one after it', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.order.begin(2);
    r.order.tick(500, PATIENCE);
    expect(r.order.deadline(PATIENCE)).toBeUndefined();
    r.order.begin(3);
    r.push(500, 3);
    r.order.tick(499 + 3 * PATIENCE, PATIENCE);
    expect(r.asked()).toBe(0);
    r.push(499 + 3 * PATIENCE, 2);
    expect(r.decoded).toEqual([1, 2, 3]);
    r.order.begin(4);
    r.push(600, 5);
    r.order.tick(600 + 3 * PATIENCE, PATIENCE);
    expect(r.asked()).toBe(1);
  });

  it('an IDR ends a gap without waiting', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.push(1, 4, 'idr');
    r.push(2, 5);
    expect(r.decoded).toEqual([1, 4, 5]);
    expect(r.order.lost).toBe(2);
    expect(r.asked()).toBe(0);
  });

  it('a repair frame that needs nothing of a gap ends it without waiting', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.push(2, 4, repair(2));
    r.push(3, 5);
    expect(r.decoded).toEqual([1, 4, 5]);
    expect(r.order.lost).toBe(2);
    expect(r.asked()).toBe(0);
  });

  it('also after a frame was given up, which was asked for then', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.order.begin(2);
    r.order.abort(2, 'unknown', 1);
    r.push(2, 4, repair(2));
    r.push(3, 5);
    expect(r.decoded).toEqual([1, 4, 5]);
    expect(r.order.lost).toBe(2);
  });

  it('a repair frame that overtook a frame it needs waits for it, whatever was given up after that', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.order.begin(3);
    r.order.abort(3, 'unknown', 1);
    r.push(2, 4, repair(3));
    r.push(3, 5);
    expect(r.decoded).toEqual([1]);
    r.push(10, 2);
    expect(r.decoded).toEqual([1, 2, 4, 5]);
    expect(r.order.lost).toBe(1);
    expect(r.order.late).toBe(0);
    expect(r.asked()).toBe(0);
  });

  it('a repair frame is no help while a frame that it needs stays away, even if nothing of that came', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.push(1, 4, repair(3));
    r.order.tick(17, PATIENCE);
    expect(r.asked()).toBe(0);
    r.order.tick(18, PATIENCE);
    expect(r.decoded).toEqual([1]);
    expect(r.asked()).toBe(1);
    // Nor is a later one that needs as much.
    r.push(61, 5, repair(3));
    expect(r.decoded).toEqual([1]);
    // One that needs what was decoded is.
    r.push(62, 6, repair(2));
    r.push(63, 7);
    expect(r.decoded).toEqual([1, 6, 7]);
  });

  it('of two repair frames that are held the older one goes first: the newer one may need it', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.push(1, 7, repair(6));
    r.push(2, 4, repair(3));
    r.push(3, 5);
    r.push(4, 2);
    expect(r.decoded).toEqual([1, 2, 4, 5, 7]);
    expect(r.order.lost).toBe(2);
    expect(r.asked()).toBe(0);
  });

  it('what a repair frame does without is told by wrapping numbers', () => {
    const r = rig();
    r.push(0, 0xffff_fffd, 'idr');
    r.push(1, 2, repair(0xffff_ffff));
    expect(r.decoded).toEqual([0xffff_fffd]);
    r.push(2, 0xffff_fffe);
    expect(r.decoded).toEqual([0xffff_fffd, 0xffff_fffe, 2]);
  });

  it('after a decoder error a repair frame is no help', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.order.decoderFailed(1);
    r.push(2, 2, repair(2));
    r.push(3, 3, 'idr');
    expect(r.decoded).toEqual([1, 3]);
    expect(r.asked()).toBe(1);
  });

  it('asks again when the IDR does not come', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    r.push(1, 3);
    r.order.tick(20, PATIENCE);
    r.push(100, 4);
    expect(r.asked()).toBe(1);
    r.push(400, 5);
    expect(r.asked()).toBe(2);
  });

  it('ids wrap', () => {
    const r = rig();
    r.push(0, 0xffff_fffe, 'idr');
    r.push(1, 0);
    r.push(2, 0xffff_ffff);
    r.push(3, 1);
    expect(r.decoded).toEqual([0xffff_fffe, 0xffff_ffff, 0, 1]);
    expect(idDistance(0xffff_ffff, 1)).toBe(2);
  });

  it('a new connection starts with its own numbers', () => {
    const r = rig();
    r.push(0, 100, 'idr');
    r.order.reset();
    r.push(1, 0, 'idr');
    r.push(2, 1);
    expect(r.decoded).toEqual([100, 0, 1]);
  });

  it('every dropped frame gives its memory back', () => {
    const r = rig();
    r.push(0, 1, 'idr');
    for (let id = 3; id < 40; id++) r.push(1, id);
    expect(r.asked()).toBe(1);
    for (let id = 40; id < 100; id++) r.push(2, id);
    expect(r.decoded.length + r.released.length).toBeGreaterThanOrEqual(98 - 32);
    r.push(3, 100, 'idr');
    expect(r.decoded.length + r.released.length).toBe(99);
  });
});
