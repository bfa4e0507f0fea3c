import { exactQuantile } from './histogram';

const KEEP = 240;

/** What the node's phase lock needs to know of the display, since the last report. */
export interface SlotReport {
  slots: number;
  fresh: number;
  periodMs: number;
  slackMs: number;
  slackLowMs: number;
}

/** Counts display slots (animation frames), and how long new frames waited for theirs. */
export class Slots {
  #slots = 0;
  #fresh = 0;
  #waits: number[] = [];
  #deltas: number[] = [];
  #last: number | undefined;
  /** Since `resetTotals`. */
  total = 0;
  totalFresh = 0;

  /**
   * A slot at `frameTime` (the animation frame's own time stamp, which has no wake-up jitter).
   * `waited` is how long its frame was decoded before the slot ran; undefined: nothing new.
   */
  slot(frameTime: number, waited: number | undefined): void {
    if (this.#last !== undefined && frameTime > this.#last) {
      this.#deltas.push(frameTime - this.#last);
      if (this.#deltas.length > KEEP) this.#deltas.shift();
    }
    this.#last = frameTime;
    this.#slots++;
    this.total++;
    if (waited === undefined) return;
    this.#fresh++;
    this.totalFresh++;
    this.#waits.push(waited);
    if (this.#waits.length > KEEP) this.#waits.shift();
  }

  /**
   * The display's period, ms; 0 before it is known. Time stamps are coarse (0.1 ms), so the mean of
   * those deltas that are near the median is taken: finer than the median, and no missed slot spoils it.
   */
  period(): number {
    if (this.#deltas.length < 8) return 0;
    const median = exactQuantile(this.#deltas, 0.5);
    let sum = 0;
    let n = 0;
    for (const delta of this.#deltas) {
      if (Math.abs(delta - median) > median * 0.2) continue;
      sum += delta;
      n++;
    }
    return n > 0 ? sum / n : 0;
  }

  /** The counts since the last call, which start anew. */
  report(): SlotReport {
    const report = {
      slots: this.#slots,
      fresh: this.#fresh,
      periodMs: this.period(),
      slackMs: exactQuantile(this.#waits, 0.5),
      slackLowMs: exactQuantile(this.#waits, 0.1),
    };
    this.#slots = 0;
    this.#fresh = 0;
    this.#waits = [];
    return report;
  }

  resetTotals(): void {
    this.total = 0;
    this.totalFresh = 0;
  }
}
