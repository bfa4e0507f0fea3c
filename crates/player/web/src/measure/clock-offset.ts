const WINDOW = 16;

/** Now on the page's clock, ms since the Unix epoch with µs resolution; one clock for page and worker. */
export function unixNow(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * The node's clock against the page's, from pings. The sample with the shortest round trip of the last
 * 16 is believed: its two ways were disturbed least.
 */
export class ClockOffset {
  #samples: { rtt: number; offset: number }[] = [];

  /** All in ms; `node` was read somewhere between `sent` and `received`. */
  pong(sent: number, received: number, node: number): void {
    const rtt = received - sent;
    if (rtt < 0) return;
    this.#samples.push({ rtt, offset: node - (sent + received) / 2 });
    if (this.#samples.length > WINDOW) this.#samples.shift();
  }

  #best(): { rtt: number; offset: number } | undefined {
    let best = this.#samples[0];
    for (const sample of this.#samples) if (best && sample.rtt < best.rtt) best = sample;
    return best;
  }

  /** Node clock − page clock, ms; undefined before the first pong. */
  get offset(): number | undefined {
    return this.#best()?.offset;
  }

  /** Median of the last round trips, ms; 0 before the first. */
  get rtt(): number {
    const sorted = this.#samples.map((s) => s.rtt).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  }

  reset(): void {
    this.#samples = [];
  }
}
