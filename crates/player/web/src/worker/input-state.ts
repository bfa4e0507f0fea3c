import { ByteWriter } from '../protocol/bytes';
import { writePlayerMessage } from '../protocol/control';
import {
  writeInputDatagram,
  type Edge,
  type InputDatagram,
  type PadState,
  type PointerPosition,
} from '../protocol/input';

/** Edges repeated in each datagram. */
const REPEATED = 16;
/** At most one state datagram in this time, ms; an edge goes at once. */
export const SAMPLE_MS = 4;

/** What the player did on this connection, and the bytes that say so. No clock, no I/O. */
export class InputState {
  #next = 0;
  #edges: Edge[] = [];
  #changed = false;
  readonly #writer = new ByteWriter(1024);
  readonly #datagram: InputDatagram = {
    seq: 0,
    motion: [0, 0],
    wheel: [0, 0],
    pointer: null,
    pads: [],
    edges: { first: 0, edges: [] },
  };

  /** A new connection: edges and totals start from 0; what is held stays to be said again by the page. */
  reset(): void {
    this.#next = 0;
    this.#edges = [];
    this.#datagram.seq = 0;
    this.#datagram.motion = [0, 0];
    this.#datagram.wheel = [0, 0];
    this.#changed = true;
  }

  /** A press or release; the bytes for the control stream. */
  edge(edge: Edge): Uint8Array<ArrayBuffer> {
    writePlayerMessage(this.#writer, { type: 'edges', first: this.#next, edges: [edge] });
    this.#next = (this.#next + 1) >>> 0;
    this.#edges.push(edge);
    if (this.#edges.length > REPEATED) this.#edges.shift();
    this.#changed = true;
    return this.#writer.take();
  }

  motion(dx: number, dy: number): void {
    const sum = this.#datagram.motion;
    sum[0] = (sum[0] + dx) | 0;
    sum[1] = (sum[1] + dy) | 0;
    this.#changed = true;
  }

  wheel(dx: number, dy: number): void {
    const sum = this.#datagram.wheel;
    sum[0] = (sum[0] + dx) | 0;
    sum[1] = (sum[1] + dy) | 0;
    this.#changed = true;
  }

  pointer(position: PointerPosition | null): void {
    this.#datagram.pointer = position;
    this.#changed = true;
  }

  pads(pads: PadState[]): void {
    this.#datagram.pads = pads;
    this.#changed = true;
  }

  /** Something is not yet in a datagram. */
  get changed(): boolean {
    return this.#changed;
  }

  /** The next datagram's bytes. */
  datagram(): Uint8Array<ArrayBuffer> {
    const datagram = this.#datagram;
    datagram.edges.first = (this.#next - this.#edges.length) >>> 0;
    datagram.edges.edges = this.#edges;
    writeInputDatagram(this.#writer, datagram);
    datagram.seq = (datagram.seq + 1) >>> 0;
    this.#changed = false;
    return this.#writer.take();
  }
}
