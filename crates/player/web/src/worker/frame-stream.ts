import { WireError } from '../protocol/bytes';
import {
  closedHeader,
  decodeFrameHeader,
  decodeFrameTrailer,
  HEADER_LEN,
  RESET_LATE,
  RESET_SUPERSEDED,
  TRAILER_LEN,
  type FrameHeader,
  type FrameStart,
} from '../protocol/video';
import { LARGEST, type BufferPool } from './buffers';
import type { Abort, Arrived } from './frame-order';

/** Where frames go as they are read. */
export interface FrameSink {
  /** A header was read. Of an open frame it says no more than this. */
  header(start: FrameStart): void;
  /** A whole frame; its header is closed. */
  frame(frame: Arrived): void;
  /** A stream ended inside a frame whose header had come. */
  aborted(start: FrameStart, why: Abort): void;
  malformed(error: unknown): void;
}

/** Reads into memory that the caller gives; the memory that comes back may be another object. */
interface ByteSource {
  /** `wanted` is the most to read, above 0; `n` is 0 at the end. */
  read(
    buffer: ArrayBuffer,
    at: number,
    wanted: number,
  ): Promise<{ buffer: ArrayBuffer; n: number }>;
  cancel(): void;
}

/** Chromium, Firefox: straight into our memory. */
class ByobSource implements ByteSource {
  readonly #reader: ReadableStreamBYOBReader;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader({ mode: 'byob' });
  }

  async read(buffer: ArrayBuffer, at: number, wanted: number) {
    const { value } = await this.#reader.read(new Uint8Array(buffer, at, wanted));
    // At the end too our memory comes back; only a cancelled stream keeps it.
    if (!value) throw new Error('the stream was cancelled');
    return { buffer: value.buffer, n: value.byteLength };
  }

  cancel(): void {
    this.#reader.cancel().catch(() => undefined);
  }
}

/** Everything else: chunks of the browser's choice, copied. */
class ChunkSource implements ByteSource {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #left = new Uint8Array(0);

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
  }

  async read(buffer: ArrayBuffer, at: number, wanted: number) {
    while (this.#left.length === 0) {
      const { value, done } = await this.#reader.read();
      if (done) return { buffer, n: 0 };
      this.#left = new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
    }
    const part = this.#left.subarray(0, wanted);
    new Uint8Array(buffer).set(part, at);
    this.#left = this.#left.subarray(part.length);
    return { buffer, n: part.length };
  }

  cancel(): void {
    this.#reader.cancel().catch(() => undefined);
  }
}

let byob: boolean | undefined;

function source(stream: ReadableStream<Uint8Array>): ByteSource {
  if (byob !== false) {
    try {
      const made = new ByobSource(stream);
      byob = true;
      return made;
    } catch {
      byob = false;
    }
  }
  return new ChunkSource(stream);
}

/** The bytes of one frame as they come. */
class Gathered {
  have = 0;

  constructor(
    private readonly from: ByteSource,
    private readonly pool: BufferPool,
    public buffer: ArrayBuffer,
  ) {}

  /** Reads on, to `most` bytes in all at the furthest; false at the stream's end. */
  async more(most: number): Promise<boolean> {
    const { buffer, n } = await this.from.read(this.buffer, this.have, most - this.have);
    this.buffer = buffer;
    this.have += n;
    return n > 0;
  }

  /** Moves to larger memory where `total` bytes do not fit. */
  makeRoom(total: number): void {
    if (total <= this.buffer.byteLength) return;
    const larger = this.pool.take(total);
    new Uint8Array(larger).set(new Uint8Array(this.buffer, 0, this.have));
    this.release();
    this.buffer = larger;
  }

  /** Reads up to `total` bytes in all; false if the stream ends before. */
  async upTo(total: number): Promise<boolean> {
    this.makeRoom(total);
    while (this.have < total) if (!(await this.more(total))) return false;
    return true;
  }

  /** Reads to the stream's end. Throws where that is further away than an open frame can be long. */
  async toEnd(): Promise<void> {
    for (;;) {
      if (this.have === LARGEST) {
        const { n } = await this.from.read(new ArrayBuffer(1), 0, 1);
        if (n === 0) return;
        throw new WireError(`an open frame goes on after ${LARGEST} bytes`);
      }
      if (this.have === this.buffer.byteLength) this.makeRoom(Math.min(2 * this.have, LARGEST));
      if (!(await this.more(Math.min(this.buffer.byteLength, LARGEST)))) return;
    }
  }

  release(): void {
    this.pool.give(this.buffer);
  }
}

/** What the node says by the code of a reset. A browser that does not tell the code leaves it unknown. */
function whyReset(error: unknown): Abort {
  const code = (error as Partial<WebTransportError> | undefined)?.streamErrorCode;
  return code === RESET_SUPERSEDED || code === RESET_LATE ? 'promised' : 'unknown';
}

/**
 * Reads the rest of a frame. The header that comes back is closed; undefined if the stream ended too early.
 */
async function readBody(header: FrameHeader, frame: Gathered): Promise<FrameHeader | undefined> {
  if (!header.open) return (await frame.upTo(HEADER_LEN + header.payload_len)) ? header : undefined;
  await frame.toEnd();
  const payloadLen = frame.have - HEADER_LEN - TRAILER_LEN;
  if (payloadLen < 0) return undefined;
  const trailer = new Uint8Array(frame.buffer, HEADER_LEN + payloadLen, TRAILER_LEN);
  return closedHeader(header, decodeFrameTrailer(trailer), payloadLen);
}

/**
 * Reads the frames of one stream until it ends. A stream a frame and all frames on one stream read the
 * same, except that the first read of the former takes header and payload together, and that its frame may
 * be open: then it ends with the stream.
 */
export async function readFrameStream(
  stream: ReadableStream<Uint8Array>,
  single: boolean,
  pool: BufferPool,
  sink: FrameSink,
): Promise<void> {
  const from = source(stream);
  let first = true;
  let begun: FrameStart | undefined;
  try {
    for (;;) {
      // After a frame there is usually nothing but the end: ask for that with little memory.
      const own = first && !single;
      const frame = new Gathered(
        from,
        pool,
        own || single ? pool.take() : new ArrayBuffer(HEADER_LEN),
      );
      while (frame.have < HEADER_LEN) {
        if (!(await frame.more(own ? frame.buffer.byteLength : HEADER_LEN))) {
          frame.release();
          return;
        }
      }
      const header = decodeFrameHeader(new Uint8Array(frame.buffer, 0, HEADER_LEN));
      if (header.open && !own) throw new WireError('an open frame is not alone on its stream');
      begun = header;
      sink.header(begun);
      const closed = await readBody(header, frame);
      if (!closed) {
        frame.release();
        sink.aborted(begun, 'unknown');
        return;
      }
      begun = undefined;
      sink.frame({
        header: closed,
        payload: new Uint8Array(frame.buffer, HEADER_LEN, closed.payload_len),
        arrived: performance.now(),
        release: () => frame.release(),
      });
      // The end of an open frame was the stream's.
      if (header.open) return;
      first = false;
    }
  } catch (error) {
    // The node resets the stream of a frame that it gives up. One that breaks the protocol is no such frame: a
    // repair frame may refer to it.
    if (begun && !(error instanceof WireError)) sink.aborted(begun, whyReset(error));
    else sink.malformed(error);
    from.cancel();
  }
}
