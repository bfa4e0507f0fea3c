import { Histogram } from '../measure/histogram';
import type { Quantiles } from '../measure/histogram';
import type { FrameHeader } from '../protocol/video';
import { STAGES, type Stage } from './messages';

/** Events in the last second. */
class LastSecond {
  #events: { at: number; value: number }[] = [];

  add(at: number, value: number): void {
    this.#events.push({ at, value });
    this.#trim(at);
  }

  #trim(now: number): void {
    let old = 0;
    while (old < this.#events.length && (this.#events[old]?.at ?? now) < now - 1000) old++;
    if (old > 0) this.#events.splice(0, old);
  }

  count(now: number): number {
    this.#trim(now);
    return this.#events.length;
  }

  sum(now: number): number {
    this.#trim(now);
    return this.#events.reduce((sum, event) => sum + event.value, 0);
  }
}

/** Counts and latencies of the frames, since the first or the last reset. */
export class Statistics {
  readonly #stages = Object.fromEntries(STAGES.map((s) => [s, new Histogram()])) as Record<
    Stage,
    Histogram
  >;
  readonly #decodedRecently = new LastSecond();
  readonly #bytesRecently = new LastSecond();
  readonly #shownRecently = new LastSecond();
  #since: number | undefined;
  #bytes = 0;
  framesReceived = 0;
  framesDecoded = 0;
  dropped = 0;
  idrRequests = 0;
  decoderErrors = 0;

  /** A whole frame came; `networkMs` is undefined until the clocks are compared. */
  received(header: FrameHeader, now: number, networkMs: number | undefined): void {
    this.#since ??= now;
    this.framesReceived++;
    this.dropped += header.dropped;
    this.#bytes += header.payload_len;
    this.#bytesRecently.add(now, header.payload_len);
    this.#stages.queued.record(header.queued_us / 1000);
    this.#stages.convert.record(header.convert_us / 1000);
    this.#stages.encode.record(header.encode_us / 1000);
    this.#stages.send.record(header.send_us / 1000);
    if (networkMs !== undefined) this.#stages.network.record(networkMs);
  }

  decoded(arrived: number, now: number): void {
    this.framesDecoded++;
    this.#decodedRecently.add(now, 1);
    this.#stages.decode.record(now - arrived);
  }

  shown(waited: number, now: number): void {
    this.#shownRecently.add(now, 1);
    this.#stages.present.record(waited);
  }

  elapsedS(now: number): number {
    return this.#since === undefined ? 0 : Math.max(0, now - this.#since) / 1000;
  }

  bitrateKbps(now: number): number {
    const s = this.elapsedS(now);
    return s > 0 ? (this.#bytes * 8) / 1000 / s : 0;
  }

  recent(now: number) {
    return {
      fps: this.#decodedRecently.count(now),
      bitrateKbps: (this.#bytesRecently.sum(now) * 8) / 1000,
      freshSlotsPerSecond: this.#shownRecently.count(now),
    };
  }

  stages(): Record<Stage, Quantiles> {
    return Object.fromEntries(STAGES.map((s) => [s, this.#stages[s].quantiles()])) as Record<
      Stage,
      Quantiles
    >;
  }

  reset(now: number): void {
    for (const stage of STAGES) this.#stages[stage].reset();
    this.#since = now;
    this.#bytes = 0;
    this.framesReceived = 0;
    this.framesDecoded = 0;
    this.dropped = 0;
    this.idrRequests = 0;
    this.decoderErrors = 0;
  }
}
