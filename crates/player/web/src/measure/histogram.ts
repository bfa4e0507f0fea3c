/** A latency summary, ms. */
export interface Quantiles {
  n: number;
  p50: number;
  p95: number;
  p99: number;
}

const LOWEST_MS = 0.001;
const GROWTH = Math.log(1.01);
const BUCKETS = Math.ceil(Math.log(60_000 / LOWEST_MS) / GROWTH) + 1;

/** Durations from 1 µs to 60 s with 1 % resolution, in constant memory. */
export class Histogram {
  readonly #counts = new Uint32Array(BUCKETS);
  #n = 0;

  /** Adds a duration in ms; one out of bounds counts as the nearest bound. */
  record(ms: number): void {
    if (Number.isNaN(ms)) return;
    const at = Math.round(Math.log(Math.max(ms, LOWEST_MS) / LOWEST_MS) / GROWTH);
    const i = Math.min(at, BUCKETS - 1);
    this.#counts[i] = (this.#counts[i] ?? 0) + 1;
    this.#n++;
  }

  quantile(q: number): number {
    if (this.#n === 0) return 0;
    let left = Math.max(1, Math.ceil(q * this.#n));
    for (let i = 0; i < BUCKETS; i++) {
      left -= this.#counts[i] ?? 0;
      if (left <= 0) return LOWEST_MS * Math.exp(i * GROWTH);
    }
    return 60_000;
  }

  quantiles(): Quantiles {
    const round = (q: number): number => Math.round(this.quantile(q) * 1000) / 1000;
    return { n: this.#n, p50: round(0.5), p95: round(0.95), p99: round(0.99) };
  }

  reset(): void {
    this.#counts.fill(0);
    this.#n = 0;
  }
}

/** The value below which a share `q` of the samples lies; 0 without samples. */
export function exactQuantile(samples: readonly number[], q: number): number {
  if (samples.length === 0) return 0;
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
}

export function exactQuantiles(samples: readonly number[]): Quantiles {
  return {
    n: samples.length,
    p50: exactQuantile(samples, 0.5),
    p95: exactQuantile(samples, 0.95),
    p99: exactQuantile(samples, 0.99),
  };
}
