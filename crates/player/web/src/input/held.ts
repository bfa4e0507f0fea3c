import type { Edge } from '../protocol/input';

/** What is pressed now, so that a release is never forgotten and nothing is pressed twice. */
export class Held {
  readonly #held = new Map<string, Edge>();

  constructor(private readonly send: (edge: Edge, atUnixMs?: number) => void) {}

  static #name(edge: Edge): string {
    return `${edge.kind} ${edge.pad} ${edge.code}`;
  }

  /** Sends the edge if it changes something. */
  apply(edge: Edge, atUnixMs?: number): void {
    const name = Held.#name(edge);
    if (edge.pressed === this.#held.has(name)) return;
    if (edge.pressed) this.#held.set(name, edge);
    else this.#held.delete(name);
    this.send(edge, atUnixMs);
  }

  /** The page lost the focus: nobody will tell it of the releases. */
  releaseAll(): void {
    for (const edge of [...this.#held.values()]) this.apply({ ...edge, pressed: false });
  }

  /** A new connection, where nothing is pressed yet. */
  forget(): void {
    this.#held.clear();
  }
}
