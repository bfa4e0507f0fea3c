// The audio thread's end of the ring. Loaded with AudioWorklet.addModule.
import { DriftReader, framesToMs, RING_BYTES, SampleRing } from './ring';

declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new (options: never) => unknown): void;

export interface WorkletOptions {
  processorOptions: { ring?: SharedArrayBuffer };
}

/** What the worklet says four times a second. */
export interface WorkletStats {
  bufferMs: number;
  underruns: number;
  skips: number;
  rate: number;
}

const BLOCKS_A_REPORT = 94;

class StratusSound extends AudioWorkletProcessor {
  readonly #ring: SampleRing;
  readonly #reader: DriftReader;
  #blocks = 0;

  constructor(options: WorkletOptions) {
    super();
    this.#ring = new SampleRing(options.processorOptions.ring ?? new ArrayBuffer(RING_BYTES));
    this.#reader = new DriftReader(this.#ring);
    // Without shared memory the decoded packets come through a port from the worker.
    this.port.onmessage = ({ data }: MessageEvent<MessagePort>) => {
      data.onmessage = ({ data: pcm }: MessageEvent<[Float32Array, Float32Array]>) =>
        this.#ring.write(pcm[0], pcm[1]);
    };
  }

  process(_: unknown, outputs: Float32Array[][]): boolean {
    const [left, right] = outputs[0] ?? [];
    if (left && right) this.#reader.pull(left, right);
    if (++this.#blocks % BLOCKS_A_REPORT === 0) {
      const stats: WorkletStats = {
        bufferMs: framesToMs(this.#reader.average),
        underruns: this.#reader.underruns,
        skips: this.#reader.skips,
        rate: this.#reader.rate,
      };
      this.port.postMessage(stats);
    }
    return true;
  }
}

registerProcessor('stratus-sound', StratusSound);
