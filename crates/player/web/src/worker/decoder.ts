import type { Arrived } from './frame-order';
import type { FrameHeader } from '../protocol/video';

/** A decoded frame with its story. */
export interface Decoded {
  frame: VideoFrame;
  header: FrameHeader;
  arrived: number;
  decoded: number;
}

export interface DecoderSink {
  decoded(decoded: Decoded): void;
  /** The decoder gave up and was made anew: an IDR is needed. */
  failed(error: unknown): void;
  /** No decoder takes this codec. */
  unusable(message: string): void;
}

/** What most sessions are; a decoder is made for it before the node has said. */
const LIKELY_CODEC = 'avc1.42C020';
/** A black picture of 64×64: the first picture that a decoder gets takes long, so it gets it early. */
const WARMING = 'AAAAAWdCwAraEJsBEAAAAwAQAAADACjxImoAAAABaM4PyAAAAWWIhDomKAAJAsnJyddddddddddddeA=';
const IN_FLIGHT = 64;
/** So many errors in a row and the hardware is no longer trusted. */
const SOFTWARE_AFTER = 2;

/** `avc1.PPCC` of `avc1.PPCCLL`: the level is said again in the stream itself. */
const profile = (codec: string): string => codec.slice(0, 9);

/** H.264 Annex B, one in, one out. */
export class Decoder {
  #decoder: VideoDecoder | undefined;
  #codec: string | undefined;
  #count = 0;
  #errors = 0;
  #software = false;
  readonly #stories = new Map<number, { header: FrameHeader; arrived: number }>();

  constructor(private readonly sink: DecoderSink) {}

  /** Makes a decoder, or keeps the one that is there if it fits. */
  configure(codec: string): void {
    const fits = this.#codec !== undefined && profile(this.#codec) === profile(codec);
    if (fits && this.#decoder?.state === 'configured') return;
    this.#codec = codec;
    this.#make();
  }

  /** Makes a decoder for what most sessions are, and has it decode something that nobody sees. */
  warm(): void {
    this.configure(LIKELY_CODEC);
    const data = Uint8Array.from(atob(WARMING), (c) => c.charCodeAt(0));
    if (this.#decoder?.state !== 'configured') return;
    // No story goes with this time stamp, so the picture is thrown away.
    this.#decoder.decode(new EncodedVideoChunk({ type: 'key', timestamp: -1000, data }));
  }

  #make(): void {
    if (this.#codec === undefined) return;
    this.#stories.clear();
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close();
    const decoder = new VideoDecoder({
      output: (frame) => this.#output(frame),
      error: (error) => {
        if (decoder === this.#decoder) this.#failed(error);
      },
    });
    this.#decoder = decoder;
    try {
      decoder.configure({
        codec: this.#codec,
        optimizeForLatency: true,
        hardwareAcceleration: this.#software ? 'prefer-software' : 'no-preference',
      });
    } catch (error) {
      this.sink.unusable(`This browser cannot decode ${this.#codec}: ${String(error)}`);
    }
  }

  #output(frame: VideoFrame): void {
    const story = this.#stories.get(frame.timestamp);
    this.#stories.delete(frame.timestamp);
    if (!story) {
      frame.close();
      return;
    }
    this.#errors = 0;
    this.sink.decoded({ frame, ...story, decoded: performance.now() });
  }

  #failed(error: unknown): void {
    this.#errors++;
    if (this.#errors > 20) {
      this.sink.unusable(`The video decoder of this browser keeps failing: ${String(error)}`);
      return;
    }
    if (this.#errors >= SOFTWARE_AFTER) this.#software = true;
    this.#make();
    this.sink.failed(error);
  }

  decode(arrived: Arrived): void {
    const decoder = this.#decoder;
    if (decoder?.state !== 'configured') {
      arrived.release();
      return;
    }
    const timestamp = this.#count++ * 1000;
    this.#stories.set(timestamp, { header: arrived.header, arrived: arrived.arrived });
    if (this.#stories.size > IN_FLIGHT) this.#stories.delete(timestamp - IN_FLIGHT * 1000);
    try {
      decoder.decode(
        new EncodedVideoChunk({
          type: arrived.header.idr ? 'key' : 'delta',
          timestamp,
          data: arrived.payload,
        }),
      );
    } catch (error) {
      this.#failed(error);
    } finally {
      // The chunk has its own copy.
      arrived.release();
    }
  }

  close(): void {
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#decoder = undefined;
  }
}
