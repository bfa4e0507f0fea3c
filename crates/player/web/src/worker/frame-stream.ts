import { decodeFrameHeader, HEADER_LEN, type FrameHeader } from '../protocol/video';
import type { BufferPool } from './buffers';
import type { Arrived } from './frame-order';

/** Where frames go as they are read. */
export interface FrameSink {
  header(header: FrameHeader): void;
  frame(frame: Arrived): void;
  /** A stream ended inside a frame whose header had come. */
  aborted(header: FrameHeader): void;
  malformed(error: unknown): void;
}

/** Reads into memory that the caller gives; the memory that comes back may be another object. */
interface ByteSource {
  /** `wanted` is the most to read; undefined at the end. */
  read(
    buffer: ArrayBuffer,
    at: number,
    wanted: number,
  ): Promise<{ buffer: ArrayBuffer; n: number } | undefined>;
  cancel(): void;
}

/** Chromium, Firefox: straight into our memory. */
class ByobSource implements ByteSource {
  readonly #reader: ReadableStreamBYOBReader;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader({ mode: 'byob' });
  }

  async read(buffer: ArrayBuffer, at: number, wanted: number) {
    const { value, done } = await this.#reader.read(new Uint8Array(buffer, at, wanted));
    return done ? undefined : { buffer: value.buffer, n: value.byteLength };
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
    if (this.#left.length === 0) {
      const { value, done } = await this.#reader.read();
      if (done) return undefined;
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

/**
 * Reads the frames of one stream until it ends. A stream a frame and all frames on one stream read the
 * same, except that the first read of the former takes header and payload together.
 */
export async function readFrameStream(
  stream: ReadableStream<Uint8Array>,
  single: boolean,
  pool: BufferPool,
  sink: FrameSink,
): Promise<void> {
  const from = source(stream);
  let first = true;
  let header: FrameHeader | undefined;
  try {
    for (;;) {
      // After a frame there is usually nothing but the end: ask for that with little memory.
      const greedy = first && !single;
      let buffer = greedy || single ? pool.take() : new ArrayBuffer(HEADER_LEN);
      let have = 0;
      header = undefined;
      while (have < HEADER_LEN) {
        const wanted = (greedy ? buffer.byteLength : HEADER_LEN) - have;
        const got = await from.read(buffer, have, wanted);
        if (!got) return;
        buffer = got.buffer;
        have += got.n;
      }
      header = decodeFrameHeader(new Uint8Array(buffer, 0, HEADER_LEN));
      sink.header(header);
      const total = HEADER_LEN + header.payload_len;
      if (total > buffer.byteLength) {
        const larger = pool.take(total);
        new Uint8Array(larger).set(new Uint8Array(buffer, 0, have));
        pool.give(buffer);
        buffer = larger;
      }
      while (have < total) {
        const got = await from.read(buffer, have, total - have);
        if (!got) {
          sink.aborted(header);
          return;
        }
        buffer = got.buffer;
        have += got.n;
      }
      const whole = buffer;
      sink.frame({
        header,
        payload: new Uint8Array(whole, HEADER_LEN, header.payload_len),
        arrived: performance.now(),
        release: () => pool.give(whole),
      });
      header = undefined;
      first = false;
    }
  } catch (error) {
    // The node resets the stream of a frame that it gives up.
    if (header) sink.aborted(header);
    else sink.malformed(error);
    from.cancel();
  }
}
