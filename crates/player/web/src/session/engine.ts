import { needsSingleStream } from '../capability';
import { volume } from '../options';
import type { FromWorker, PlayStats, Question, RenderMode, ToWorker } from '../worker/messages';
import { SoundOutput } from './sound-output';

/** The worker with its canvas. One serves one session; it is warmed up before it is needed. */
export class Engine {
  readonly canvas = document.createElement('canvas');
  readonly render: RenderMode;
  readonly #worker: Worker;
  readonly #asked = new Map<number, (value: unknown) => void>();
  #asks = 0;
  #relaying = false;
  #closed = false;
  #sound: SoundOutput | undefined;
  listener: (message: FromWorker) => void = () => undefined;

  constructor(search = location.search) {
    const parameters = new URLSearchParams(search);
    this.render = parameters.get('render') === 'none' ? 'none' : 'canvas';
    this.#worker = new Worker(new URL('../worker/main.ts', import.meta.url), {
      type: 'module',
      name: 'stratus-play',
    });
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#take(data);
    this.#worker.onerror = (event) =>
      this.listener({ t: 'fault', message: `The player's worker failed: ${event.message}` });
    const single = parameters.get('single');
    const canvas = this.render === 'none' ? undefined : this.canvas.transferControlToOffscreen();
    this.send(
      {
        t: 'warm',
        canvas,
        render: this.render,
        singleStream: single === null ? needsSingleStream(navigator.userAgent) : single === '1',
      },
      canvas ? [canvas] : [],
    );
  }

  send(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #take(message: FromWorker): void {
    if (message.t === 'answer') {
      this.#asked.get(message.id)?.(message.value);
      this.#asked.delete(message.id);
      return;
    }
    if (message.t === 'ready') {
      this.#relaying = message.relaySlots;
      if (this.#relaying) requestAnimationFrame(this.#relay);
      return;
    }
    this.listener(message);
  }

  // Where a worker has no animation frames, the page passes on its own.
  readonly #relay = (frameTime: number): void => {
    if (this.#closed) return;
    requestAnimationFrame(this.#relay);
    this.send({ t: 'slot', frameTime });
  };

  /** Makes what sound needs, silent. */
  prepareSound(): void {
    if (this.#sound || this.#closed || typeof AudioContext === 'undefined') return;
    this.#sound = new SoundOutput(volume(), (ring, port) =>
      this.send({ t: 'sound', ring, port }, [port]),
    );
  }

  /** Call it in the course of a click. */
  startSound(): void {
    this.prepareSound();
    this.#sound?.resume();
  }

  get sound(): SoundOutput | undefined {
    return this.#sound;
  }

  ask<T>(what: Question, on?: boolean): Promise<T> {
    const id = this.#asks++;
    return new Promise((resolve) => {
      this.#asked.set(id, resolve as (value: unknown) => void);
      this.send(on === undefined ? { t: 'ask', id, what } : { t: 'ask', id, what, on });
    });
  }

  /** Adds what only the page knows. */
  complete(stats: PlayStats): PlayStats {
    const sound = this.#sound;
    if (!sound) return stats;
    return {
      ...stats,
      audio: { ...stats.audio, bufferMs: sound.stats.bufferMs, underruns: sound.underruns },
    };
  }

  async stats(): Promise<PlayStats> {
    return this.complete(await this.ask<PlayStats>('stats'));
  }

  async resetStats(): Promise<void> {
    this.#sound?.reset();
    await this.ask('reset');
  }

  /** `linger`: time for a goodbye to leave, ms. */
  close(linger = 0): void {
    this.#closed = true;
    this.#sound?.close();
    setTimeout(() => this.#worker.terminate(), linger);
  }
}

const SOUND_AFTER_MS = 200;
let warm: Engine | undefined;

/** Loads the worker and makes the decoders ahead of the Play click. */
export function warmUp(): void {
  if (warm) return;
  warm = new Engine();
  const engine = warm;
  // Not now: the page is still being drawn.
  setTimeout(() => engine.prepareSound(), SOUND_AFTER_MS);
}

/** The warm engine, or a new one. */
export function takeEngine(): Engine {
  const engine = warm ?? new Engine();
  warm = undefined;
  return engine;
}
