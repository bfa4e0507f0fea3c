import { ByteWriter, WireError } from '../protocol/bytes';
import {
  decodeNodeMessage,
  MessageSplitter,
  VERSION,
  writePlayerMessage,
  type NodeMessage,
  type PlayerMessage,
} from '../protocol/control';
import type { BufferPool } from './buffers';
import { readFrameStream, type FrameSink } from './frame-stream';

/** Where and how to connect: crates/protocol/src/rest.rs, `Offer`. */
export interface Address {
  url: string;
  token: string;
  hashes: string[];
}

export interface ConnectionSink extends FrameSink {
  /** The session is open. */
  opened(): void;
  message(message: NodeMessage): void;
  datagram(bytes: Uint8Array): void;
  /** It is over; said once. */
  closed(error: unknown): void;
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length >> 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** One WebTransport session with the node. */
export class Connection {
  readonly #transport: WebTransport;
  readonly #writer = new ByteWriter(256);
  #control: WritableStreamDefaultWriter<Uint8Array> | undefined;
  #datagrams: WritableStreamDefaultWriter<Uint8Array> | undefined;
  #closed = false;

  constructor(
    address: Address,
    private readonly singleStream: boolean,
    private readonly pool: BufferPool,
    private readonly sink: ConnectionSink,
  ) {
    const url = new URL(address.url);
    url.searchParams.set('token', address.token);
    this.#transport = new WebTransport(url.href, {
      congestionControl: 'low-latency',
      serverCertificateHashes: address.hashes.map((hash) => ({
        algorithm: 'sha-256',
        value: fromHex(hash),
      })),
    });
    this.#transport.closed.then(
      () => this.#end(undefined),
      (error: unknown) => this.#end(error),
    );
    this.#open().catch((error: unknown) => this.#end(error));
  }

  async #open(): Promise<void> {
    const transport = this.#transport;
    void this.#readVideo();
    void this.#readDatagrams();
    await transport.ready;
    this.sink.opened();
    const { readable, writable } = await transport.createBidirectionalStream();
    this.#control = writable.getWriter();
    this.send({ type: 'hello', version: VERSION, single_stream: this.singleStream });
    const out = transport.datagrams as WebTransportDatagramDuplexStream & {
      createWritable?: () => WritableStream<Uint8Array>;
    };
    // `createWritable` replaces `writable` in the newer specification.
    const datagrams =
      (out.writable as WritableStream<Uint8Array> | undefined) ?? out.createWritable?.();
    this.#datagrams = datagrams?.getWriter();
    await this.#readControl(readable as ReadableStream<Uint8Array>);
  }

  async #readControl(readable: ReadableStream<Uint8Array>): Promise<void> {
    const reader = readable.getReader();
    const splitter = new MessageSplitter();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      for (const body of splitter.push(value)) {
        let message: NodeMessage;
        try {
          message = decodeNodeMessage(body);
        } catch (error) {
          // A message of a newer node: leave it out.
          if (error instanceof WireError) continue;
          throw error;
        }
        this.sink.message(message);
      }
    }
  }

  async #readVideo(): Promise<void> {
    try {
      const streams = (
        this.#transport.incomingUnidirectionalStreams as ReadableStream<ReadableStream<Uint8Array>>
      ).getReader();
      for (;;) {
        const { value, done } = await streams.read();
        if (done) return;
        void readFrameStream(value, this.singleStream, this.pool, this.sink);
      }
    } catch (error) {
      this.#end(error);
    }
  }

  async #readDatagrams(): Promise<void> {
    try {
      const datagrams = this.#transport.datagrams;
      datagrams.incomingHighWaterMark = 64;
      const reader = (datagrams.readable as ReadableStream<Uint8Array>).getReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        this.sink.datagram(value);
      }
    } catch (error) {
      this.#end(error);
    }
  }

  #end(error: unknown): void {
    if (this.#closed) return;
    this.#closed = true;
    this.sink.closed(error);
  }

  send(message: PlayerMessage): void {
    writePlayerMessage(this.#writer, message);
    this.sendControl(this.#writer.take());
  }

  /** Bytes of whole messages. */
  sendControl(bytes: Uint8Array): void {
    this.#control?.write(bytes).catch(() => undefined);
  }

  /** False: the network is behind, nothing was sent. */
  sendDatagram(bytes: Uint8Array, urgent: boolean): boolean {
    const writer = this.#datagrams;
    if (!writer) return false;
    if (!urgent && writer.desiredSize !== null && writer.desiredSize <= 0) return false;
    writer.write(bytes).catch(() => undefined);
    return true;
  }

  /** Says goodbye and closes. */
  async leave(): Promise<void> {
    this.send({ type: 'bye' });
    await this.#control?.ready.catch(() => undefined);
    await this.#control?.close().catch(() => undefined);
    this.close();
  }

  close(): void {
    this.#closed = true;
    try {
      this.#transport.close();
    } catch {
      // It was closed already.
    }
  }
}
