const FIRST_MS = 50;
const LONGEST_MS = 2000;

/** When to try again after a lost connection, until the node's patience ends. No clock inside. */
export class Backoff {
  #since: number | undefined;
  #wait = FIRST_MS;

  /** The connection broke, or a try failed, at `now`; ms to wait, or undefined when it is too late. */
  next(now: number, graceMs: number): number | undefined {
    this.#since ??= now;
    if (now + this.#wait - this.#since > graceMs) return undefined;
    const wait = this.#wait;
    this.#wait = Math.min(this.#wait * 2, LONGEST_MS);
    return wait;
  }

  connected(): void {
    this.#since = undefined;
    this.#wait = FIRST_MS;
  }
}
