import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  closedHeader,
  encodeFrameHeader,
  encodeFrameTrailer,
  HEADER_LEN,
  MAX_PAYLOAD,
  RESET_LATE,
  RESET_SUPERSEDED,
  TRAILER_LEN,
  type FrameHeader,
} from '../src/protocol/video';
import { BufferPool } from '../src/worker/buffers';
import type { Abort } from '../src/worker/frame-order';

const TRAILER = { convert_us: 300, encode_us: 3000, send_us: 40, dropped: 2 };
const USUAL = 128 << 10;

function header(open: boolean, frame_id: number, payload_len: number): FrameHeader {
  return {
    idr: false,
    repair: true,
    mends_from: 3,
    open,
    width: 1280,
    height: 720,
    frame_id,
    payload_len: open ? 0 : payload_len,
    commit_unix_us: 1_790_000_000_123_456,
    queued_us: 10,
    convert_us: open ? 0 : 5,
    encode_us: open ? 0 : 6,
    send_us: open ? 0 : 7,
    dropped: open ? 0 : 1,
  };
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Bytes that are another at each place, so that nothing can be put elsewhere unseen. */
const payload = (n: number): Uint8Array =>
  Uint8Array.from({ length: n }, (_, i) => (i * 7919) >> 3);
const openFrame = (id: number, body: Uint8Array): Uint8Array =>
  joined(encodeFrameHeader(header(true, id, 0)), body, encodeFrameTrailer(TRAILER));
const closedFrame = (id: number, body: Uint8Array): Uint8Array =>
  joined(encodeFrameHeader(header(false, id, body.length)), body);

function chunks(bytes: Uint8Array, size: number): Uint8Array[] {
  const out: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) out.push(bytes.slice(at, at + size));
  return out;
}

type Sort = 'BYOB' | 'default';
/** How it ends; a number: reset with this WebTransport code. */
type End = 'fin' | 'reset' | number;

/** What a read fails with when the stream was reset. */
function resetBy(end: 'reset' | number): Error {
  const error = new Error('the stream was reset');
  return end === 'reset' ? error : Object.assign(error, { streamErrorCode: end });
}

/** A stream for one reader or the other that gives a chunk a pull, then ends or is reset. */
function stream(sort: Sort, parts: Uint8Array[], end: End = 'fin') {
  const left = [...parts];
  const pull = (c: ReadableByteStreamController | ReadableStreamDefaultController<Uint8Array>) => {
    const part = left.shift();
    // A byte stream takes the memory that it is given.
    if (part) c.enqueue(part.slice());
    else if (end !== 'fin') c.error(resetBy(end));
    else {
      c.close();
      // As at the end of WebTransport's streams: the memory that waits goes back.
      if ('byobRequest' in c) c.byobRequest?.respond(0);
    }
  };
  return sort === 'BYOB'
    ? new ReadableStream({ type: 'bytes', pull })
    : new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
}

interface Conditions {
  single?: boolean;
  end?: End;
  pool?: BufferPool;
}

/** How large the memory is that comes back to the pool. */
function sizesGiven(pool: BufferPool): number[] {
  const sizes: number[] = [];
  const give = pool.give.bind(pool);
  vi.spyOn(pool, 'give').mockImplementation((buffer) => {
    sizes.push(buffer.byteLength);
    give(buffer);
  });
  return sizes;
}

describe.each<Sort>(['BYOB', 'default'])('a stream with a %s reader', (sort) => {
  let read: typeof import('../src/worker/frame-stream').readFrameStream;
  // Which reader there is the module finds out once.
  beforeEach(async () => {
    vi.resetModules();
    ({ readFrameStream: read } = await import('../src/worker/frame-stream'));
  });

  async function rig(
    parts: Uint8Array[],
    { single = false, end = 'fin', pool = new BufferPool() }: Conditions = {},
  ) {
    const reader = sort === 'BYOB' ? ReadableStreamBYOBReader : ReadableStreamDefaultReader;
    const reads = vi.spyOn(reader.prototype, 'read');
    const got = {
      begun: [] as number[],
      frames: [] as { header: FrameHeader; payload: Uint8Array }[],
      aborted: [] as number[],
      why: [] as Abort[],
      malformed: [] as unknown[],
      reads: 0,
    };
    await read(stream(sort, parts, end), single, pool, {
      header: (start) => got.begun.push(start.frame_id),
      frame: (frame) => {
        expect(frame.arrived).toBeGreaterThan(0);
        got.frames.push({ header: frame.header, payload: frame.payload.slice() });
        frame.release();
      },
      aborted: (start, why) => {
        got.aborted.push(start.frame_id);
        got.why.push(why);
      },
      malformed: (error) => got.malformed.push(error),
    });
    got.reads = reads.mock.calls.length;
    reads.mockRestore();
    expect(got.reads).toBeGreaterThan(0);
    return got;
  }

  function expectOpen(got: Awaited<ReturnType<typeof rig>>, id: number, body: Uint8Array) {
    expect(got.malformed).toEqual([]);
    expect(got.aborted).toEqual([]);
    expect(got.begun).toEqual([id]);
    expect(got.frames.map((f) => f.header)).toEqual([
      closedHeader(header(true, id, 0), TRAILER, body.length),
    ]);
    // `toEqual` is slow for so many numbers.
    expect(Buffer.compare(got.frames[0]?.payload ?? new Uint8Array(), body)).toBe(0);
  }

  it('an open frame in one piece takes one read and the end', async () => {
    const body = payload(20_000);
    const got = await rig([openFrame(7, body)]);
    expectOpen(got, 7, body);
    expect(got.reads).toBe(2);
  });

  it('an open frame slice by slice takes a read each and the end', async () => {
    const body = payload(20_000);
    const parts = [
      joined(encodeFrameHeader(header(true, 7, 0)), body.slice(0, 3000)),
      body.slice(3000, 9000),
      joined(body.slice(9000), encodeFrameTrailer(TRAILER)),
    ];
    const got = await rig(parts);
    expectOpen(got, 7, body);
    expect(got.reads).toBe(4);
  });

  it('a header is told of before the rest comes', async () => {
    const got = await rig(chunks(openFrame(7, payload(100)), 50), { end: 'reset' });
    expect(got.begun).toEqual([7]);
  });

  it.each([1, 3, HEADER_LEN - 1, HEADER_LEN, HEADER_LEN + 1, 107])(
    'an open frame in pieces of %i bytes is whole again',
    async (size) => {
      // Some of these part the header, some the trailer.
      const body = payload(1000);
      expectOpen(await rig(chunks(openFrame(7, body), size)), 7, body);
    },
  );

  it.each([1, 7, 15, 16, 17])('a piece of %i bytes at the end', async (last) => {
    const body = payload(1000);
    const all = openFrame(7, body);
    expectOpen(await rig([all.slice(0, -last), all.slice(-last)]), 7, body);
  });

  it('an open frame without payload', async () => {
    expectOpen(await rig([openFrame(7, payload(0))]), 7, payload(0));
  });

  it.each([
    USUAL - HEADER_LEN - TRAILER_LEN,
    USUAL - HEADER_LEN - TRAILER_LEN + 1,
    USUAL - HEADER_LEN,
    5 * USUAL,
  ])('an open frame of %i bytes, more than the usual memory or just not', async (n) => {
    const body = payload(n);
    expectOpen(await rig(chunks(openFrame(7, body), 10_000)), 7, body);
    expectOpen(await rig([openFrame(7, body)]), 7, body);
  });

  it('memory is used again, the larger too', async () => {
    const pool = new BufferPool();
    const taken = vi.spyOn(pool, 'take');
    const given = sizesGiven(pool);
    for (const n of [1000, 3 * USUAL, 1000]) {
      expectOpen(await rig([openFrame(7, payload(n))], { pool }), 7, payload(n));
    }
    expect(taken).toHaveBeenCalledTimes(5);
    expect(given).toEqual([USUAL, USUAL, 2 * USUAL, 4 * USUAL, 4 * USUAL]);
  });

  it('a frame that is reset in its middle is aborted', async () => {
    const parts = chunks(openFrame(7, payload(5000)), 1000).slice(0, 3);
    const got = await rig(parts, { end: 'reset' });
    expect(got).toMatchObject({ begun: [7], frames: [], aborted: [7], malformed: [] });
  });

  it.each<[Abort, End]>([
    ['promised', RESET_SUPERSEDED],
    ['promised', RESET_LATE],
    ['unknown', 0],
    ['unknown', 3],
    ['unknown', 'reset'],
    ['unknown', 'fin'],
  ])(
    'what comes after a frame that is aborted is %s where its stream ends by %s',
    async (why, end) => {
      const parts = chunks(closedFrame(7, payload(5000)), 1000).slice(0, 3);
      expect(await rig(parts, { end })).toMatchObject({ aborted: [7], why: [why] });
    },
  );

  it('a frame that is reset after its trailer, without an end, is aborted', async () => {
    const got = await rig([openFrame(7, payload(5000))], { end: 'reset' });
    expect(got).toMatchObject({ begun: [7], frames: [], aborted: [7], malformed: [] });
  });

  it.each([0, 1, TRAILER_LEN - 1])(
    'an open frame that ends %i bytes after its header is aborted',
    async (n) => {
      const all = joined(encodeFrameHeader(header(true, 7, 0)), payload(n));
      for (const parts of [[all], chunks(all, 5)]) {
        const got = await rig(parts);
        expect(got).toMatchObject({ begun: [7], frames: [], aborted: [7], malformed: [] });
      }
    },
  );

  it('a stream that ends within a header carries nothing', async () => {
    const got = await rig([openFrame(7, payload(0)).slice(0, HEADER_LEN - 1)]);
    expect(got).toMatchObject({ begun: [], frames: [], aborted: [], malformed: [] });
  });

  it('the largest open frame is taken, and a byte more is malformed', async () => {
    const body = new Uint8Array(MAX_PAYLOAD).fill(9);
    const pool = new BufferPool();
    const given = sizesGiven(pool);
    expectOpen(await rig(chunks(openFrame(7, body), 1 << 20), { pool }), 7, body);
    const over = chunks(joined(openFrame(8, body), Uint8Array.of(1)), 1 << 20);
    const got = await rig(over, { pool });
    expect(got.frames.length).toBe(0);
    expect(got).toMatchObject({ begun: [8], aborted: [] });
    expect(String(got.malformed[0])).toContain('goes on after');
    // No memory was larger than such a frame.
    expect(Math.max(...given)).toBe(HEADER_LEN + MAX_PAYLOAD + TRAILER_LEN);
  });

  it('a closed frame still works, and is here before its stream ends', async () => {
    const body = payload(20_000);
    for (const parts of [[closedFrame(9, body)], chunks(closedFrame(9, body), 1111)]) {
      const got = await rig(parts, { end: 'reset' });
      expect(got.frames).toEqual([{ header: header(false, 9, body.length), payload: body }]);
      expect(got.aborted).toEqual([]);
    }
    const large = payload(3 * USUAL);
    const got = await rig([closedFrame(9, large)]);
    expect(Buffer.compare(got.frames[0]?.payload ?? new Uint8Array(), large)).toBe(0);
    expect(got.malformed).toEqual([]);
  });

  it('a closed frame that ends too early is aborted', async () => {
    const got = await rig([closedFrame(9, payload(1000)).slice(0, -1)]);
    expect(got).toMatchObject({ begun: [9], frames: [], aborted: [9], malformed: [] });
  });

  it.each([1, 45, 100_000])('all frames on one stream, %i bytes at a time', async (size) => {
    const bodies = [payload(500), payload(0), payload(700)];
    const all = joined(...bodies.map((body, i) => closedFrame(i, body)));
    const got = await rig(chunks(all, size), { single: true });
    expect(got.frames.map((f) => f.header)).toEqual(
      bodies.map((body, i) => header(false, i, body.length)),
    );
    expect(got.frames.map((f) => f.payload)).toEqual(bodies);
    expect(got).toMatchObject({ aborted: [], malformed: [] });
  });

  it('an open frame on the stream of all is malformed', async () => {
    const all = joined(closedFrame(1, payload(50)), openFrame(2, payload(50)));
    const got = await rig([all], { single: true });
    expect(got.begun).toEqual([1]);
    expect(got.frames).toHaveLength(1);
    expect(got.aborted).toEqual([]);
    expect(String(got.malformed[0])).toContain('not alone');
  });

  it('an open frame after another on a stream of its own is malformed', async () => {
    const got = await rig([closedFrame(1, payload(50)), openFrame(2, payload(50))]);
    expect(got.begun).toEqual([1]);
    expect(got.malformed).toHaveLength(1);
  });
});
