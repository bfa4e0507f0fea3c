import { PacketOrder } from '../audio/packet-order';
import { Concealment, SampleRing } from '../audio/ring';
import { decodeAudioDatagram } from '../protocol/audio';
import { CHANNELS, SAMPLE_RATE } from '../protocol/sound-format';

const PACKET_US = 10_000;
/** A longer gap is left to the ring, which fades out. */
const MAX_CONCEALED = 5;

/** Opus datagrams in, samples in the audio thread's ring out. */
export class Sound {
  #decoder: AudioDecoder | undefined;
  #ring: SampleRing | undefined;
  #port: MessagePort | undefined;
  readonly #order = new PacketOrder();
  readonly #concealment = new Concealment();
  #lastDecoded: number | undefined;
  #squares = 0;
  #samples = 0;
  #squaresAsked = 0;
  #samplesAsked = 0;
  packets = 0;
  concealed = 0;
  malformed = 0;

  get lost(): number {
    return this.#order.lost;
  }

  /** Where decoded sound goes: shared memory, or a port to the audio thread. */
  attach(ring: SharedArrayBuffer | undefined, port: MessagePort): void {
    if (ring) this.#ring = new SampleRing(ring);
    else this.#port = port;
  }

  /** Makes the decoder; harmless where the browser has none. */
  warm(): void {
    if (this.#decoder?.state === 'configured' || typeof AudioDecoder === 'undefined') return;
    const decoder = new AudioDecoder({
      output: (data) => this.#output(data),
      error: () => {
        if (decoder === this.#decoder) this.#decoder = undefined;
      },
    });
    decoder.configure({ codec: 'opus', sampleRate: SAMPLE_RATE, numberOfChannels: CHANNELS });
    this.#decoder = decoder;
  }

  datagram(bytes: Uint8Array): void {
    let packets;
    try {
      packets = this.#order.accept(decodeAudioDatagram(bytes));
    } catch {
      this.malformed++;
      return;
    }
    this.warm();
    for (const { seq, data } of packets) {
      this.packets++;
      try {
        this.#decoder?.decode(
          new EncodedAudioChunk({ type: 'key', timestamp: seq * PACKET_US, data: data.slice() }),
        );
      } catch {
        this.#decoder = undefined;
      }
    }
  }

  #output(data: AudioData): void {
    const n = data.numberOfFrames;
    const left = new Float32Array(n);
    const right = new Float32Array(n);
    data.copyTo(left, { planeIndex: 0, format: 'f32-planar' });
    data.copyTo(right, {
      planeIndex: data.numberOfChannels > 1 ? 1 : 0,
      format: 'f32-planar',
    });
    const seq = Math.round(data.timestamp / PACKET_US);
    data.close();
    if (this.#lastDecoded !== undefined) {
      const gap = seq - this.#lastDecoded - 1;
      if (gap > 0 && gap <= MAX_CONCEALED) {
        for (let i = 0; i < gap; i++) {
          const [l, r] = this.#concealment.next();
          this.#write(l.slice(), r.slice());
          this.concealed++;
        }
      }
    }
    this.#lastDecoded = seq;
    for (let i = 0; i < n; i++) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      this.#squares += (l * l + r * r) / 2;
    }
    this.#samples += n;
    this.#concealment.remember(left, right);
    this.#write(left, right);
  }

  #write(left: Float32Array<ArrayBuffer>, right: Float32Array<ArrayBuffer>): void {
    if (this.#ring) this.#ring.write(left, right);
    else this.#port?.postMessage([left, right], [left.buffer, right.buffer]);
  }

  /** Root mean square of everything since the last reset, 0…1. */
  rms(): number {
    return this.#samples === 0 ? 0 : Math.sqrt(this.#squares / this.#samples);
  }

  /** Root mean square since the last call. */
  energy(): number {
    const samples = this.#samples - this.#samplesAsked;
    const squares = this.#squares - this.#squaresAsked;
    this.#samplesAsked = this.#samples;
    this.#squaresAsked = this.#squares;
    return samples <= 0 ? 0 : Math.sqrt(Math.max(0, squares) / samples);
  }

  reset(): void {
    this.#squares = 0;
    this.#samples = 0;
    this.#squaresAsked = 0;
    this.#samplesAsked = 0;
    this.packets = 0;
    this.concealed = 0;
  }

  /** A new connection has its own numbers. */
  newConnection(): void {
    this.#order.reset();
    this.#lastDecoded = undefined;
  }

  close(): void {
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close();
  }
}
