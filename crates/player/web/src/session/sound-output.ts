import workletUrl from '../audio/worklet.ts?worker&url';
import { RING_BYTES } from '../audio/ring';
import type { WorkletStats } from '../audio/worklet';
import { SAMPLE_RATE } from '../protocol/sound-format';

/** The page's end of the sound: context, volume, and the audio thread. */
export class SoundOutput {
  readonly #context: AudioContext;
  readonly #gain: GainNode;
  stats: WorkletStats = { bufferMs: 0, underruns: 0, skips: 0, rate: 1 };
  #underrunsBase = 0;

  #wanted = false;

  /** Silent until `resume`. Making it takes long (80 ms were measured), so it is made ahead. */
  constructor(
    volume: number,
    attach: (ring: SharedArrayBuffer | undefined, port: MessagePort) => void,
  ) {
    this.#context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'interactive' });
    this.#gain = this.#context.createGain();
    this.#gain.gain.value = volume;
    this.#gain.connect(this.#context.destination);
    void this.#start(attach).catch(() => undefined);
  }

  async #start(attach: (ring: SharedArrayBuffer | undefined, port: MessagePort) => void) {
    const ring = crossOriginIsolated ? new SharedArrayBuffer(RING_BYTES) : undefined;
    const channel = new MessageChannel();
    // Packets that come before the audio thread is up wait in the ring or the port.
    attach(ring, channel.port1);
    await this.#context.audioWorklet.addModule(workletUrl);
    const node = new AudioWorkletNode(this.#context, 'stratus-sound', {
      numberOfInputs: 0,
      outputChannelCount: [2],
      processorOptions: { ring },
    });
    node.port.onmessage = ({ data }: MessageEvent<WorkletStats>) => {
      this.stats = data;
    };
    node.port.postMessage(channel.port2, [channel.port2]);
    node.connect(this.#gain);
    if (this.#wanted) this.resume();
  }

  /** Lets it sound. Browsers do so only after a click or a key. */
  resume(): void {
    this.#wanted = true;
    if (this.#context.state === 'suspended') void this.#context.resume().catch(() => undefined);
  }

  set volume(value: number) {
    this.#gain.gain.setTargetAtTime(value, this.#context.currentTime, 0.02);
  }

  get underruns(): number {
    return this.stats.underruns - this.#underrunsBase;
  }

  reset(): void {
    this.#underrunsBase = this.stats.underruns;
  }

  close(): void {
    void this.#context.close().catch(() => undefined);
  }
}
