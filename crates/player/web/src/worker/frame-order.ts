import type { FrameHeader } from '../protocol/video';

/** A whole frame. */
export interface Arrived {
  header: FrameHeader;
  payload: Uint8Array;
  /** When its last byte was read, ms on the worker's clock. */
  arrived: number;
  /** Gives the payload's memory back. */
  release: () => void;
}

/** What the owner does. */
export interface OrderSink {
  decode(frame: Arrived): void;
  requestIdr(): void;
}

/** How far apart two wrapping frame ids are. */
export function idDistance(from: number, to: number): number {
  return (to - from) | 0;
}

const MAX_HELD = 32;

/**
 * How long what a node promises may take, ms. The node gives that up itself after a second, and promises anew: who asks
 * sooner cuts it off on a network that is slow.
 */
const PROMISED_MS = 2000;

/** Why a frame will not come. */
export type Abort =
  /** The node gave it up and sends an IDR or a repair frame by itself: a question would only bring a second one. */
  | 'promised'
  /** Nobody knows. */
  | 'unknown';

/**
 * Frames arrive on streams of their own, so a small one can overtake a large one. This puts them in
 * order, and says when a gap is a loss: then nothing but the missing frame or an IDR may be decoded, because a decoder takes a
 * frame with a missing reference without a word and shows garbage. It is asked for, unless the node gave the frame
 * up and promised one: a question that comes after that would bring a second one, and cut the first one off. A repair frame names the first frame that
 * it does without, but needs those before that, which it may have overtaken: it ends a gap as soon as they were
 * decoded. No clock inside: the owner says the time and calls `tick` at `deadline`.
 */
export class FrameOrder {
  #next: number | undefined;
  #held = new Map<number, Arrived>();
  #coming = new Set<number>();
  /** These will not come. */
  #reset = new Map<number, Abort>();
  #gapSince: number | undefined;
  #broken = true;
  /** The decoder has everything before the next frame: a repair frame that needs no more is as good as an IDR. */
  #intact = false;
  #askedAt = 0;
  /** Since when an IDR or a repair frame is awaited that nobody asked for. */
  #promisedAt: number | undefined;
  #started = false;
  /** Frames that never came. */
  lost = 0;
  /** Frames that came, but too late to be of use. */
  late = 0;

  constructor(private readonly sink: OrderSink) {}

  /** The header of a frame was read; its payload is on the way. */
  begin(id: number): void {
    this.#coming.add(id);
    if (this.#coming.size > 256) this.#coming.clear();
  }

  /** A frame's stream was reset. */
  abort(id: number, why: Abort, now: number): void {
    this.#coming.delete(id);
    if (this.#next === undefined || idDistance(this.#next, id) < 0) return;
    if (this.#broken) {
      // Perhaps what was promised: then another one is, or a question is due.
      if (this.#promisedAt !== undefined) this.#miss(why, now);
    } else if (id === this.#next) this.#miss(why, now);
    else if (this.#reset.size < 256) this.#reset.set(id, why);
  }

  /** A whole frame. `patience` is how long a gap may last, ms. */
  push(frame: Arrived, now: number, patience: number): void {
    const { frame_id: id, idr } = frame.header;
    this.#coming.delete(id);
    const ahead = this.#next === undefined ? 0 : idDistance(this.#next, id);
    if (this.#started && ahead < 0) {
      this.late++;
      frame.release();
      return;
    }
    if ((idr || this.#mends(frame)) && (this.#broken || ahead > 0)) {
      this.#resume(frame, ahead);
      this.#flush(now);
      return;
    }
    if (this.#broken) {
      if (ahead === 0 && this.#intact) {
        // What was given up has come after all.
        this.#resume(frame, 0);
        this.#flush(now);
        return;
      }
      // It may have overtaken what ends the gap.
      this.#hold(frame);
      if (this.#next === undefined) {
        // A connection starts with an IDR that nobody asks for.
        this.#promisedAt ??= now;
        return;
      }
      if (this.#promisedAt === undefined) {
        if (now - this.#askedAt > patience + 250) this.#ask(now);
      } else if (frame.header.repair) {
        // The promised one, and it needs what never came.
        this.#ask(now);
      }
      return;
    }
    if (ahead === 0) {
      this.#emit(frame);
      this.#flush(now);
      return;
    }
    this.#gapSince ??= now;
    if (this.#hold(frame)) this.tick(now, patience);
    else this.#fail(now);
  }

  /** When `tick` is due, if a gap is open or a promise stands. */
  deadline(patience: number): number | undefined {
    if (this.#promisedAt !== undefined) {
      return this.#promisedAt + PROMISED_MS;
    }
    if (this.#gapSince === undefined || this.#next === undefined) return undefined;
    // A frame on its way gets thrice the time.
    return this.#gapSince + (this.#coming.has(this.#next) ? 3 * patience : patience);
  }

  /** Gives up on a gap that lasted too long, and asks for what was promised and did not come. */
  tick(now: number, patience: number): void {
    const due = this.deadline(patience);
    if (due !== undefined && now >= due) this.#fail(now);
  }

  /** The decoder lost its state: only an IDR helps. */
  decoderFailed(now: number): void {
    this.#intact = false;
    this.#fail(now);
  }

  /** A new connection: it starts with an IDR, with any id. */
  reset(): void {
    for (const frame of this.#held.values()) frame.release();
    this.#held.clear();
    this.#reset.clear();
    this.#gapSince = undefined;
    this.#coming.clear();
    this.#next = undefined;
    this.#started = false;
    this.#broken = true;
    this.#intact = false;
    this.#askedAt = 0;
    this.#promisedAt = undefined;
  }

  /** What a repair frame needs was decoded. */
  #mends({ header }: Arrived): boolean {
    if (!header.repair || !this.#intact || this.#next === undefined) return false;
    return idDistance(header.mends_from, this.#next) >= 0;
  }

  /** Keeps a frame for later; false if that is one too many: then the oldest one is dropped. */
  #hold(frame: Arrived): boolean {
    this.#held.get(frame.header.frame_id)?.release();
    this.#held.set(frame.header.frame_id, frame);
    if (this.#held.size <= MAX_HELD) return true;
    const oldest = [...this.#held.keys()].reduce((a, b) => (idDistance(a, b) < 0 ? b : a));
    this.#held.get(oldest)?.release();
    this.#held.delete(oldest);
    return false;
  }

  #emit(frame: Arrived): void {
    this.#next = (frame.header.frame_id + 1) >>> 0;
    this.#started = true;
    this.sink.decode(frame);
  }

  #resume(frame: Arrived, ahead: number): void {
    if (this.#started) this.lost += Math.max(0, ahead - this.#heldBefore(frame.header.frame_id));
    for (const [id, held] of this.#held) {
      if (idDistance(frame.header.frame_id, id) < 0) {
        held.release();
        this.#held.delete(id);
      }
    }
    for (const id of this.#reset.keys()) {
      if (idDistance(frame.header.frame_id, id) < 0) this.#reset.delete(id);
    }
    this.#broken = false;
    this.#promisedAt = undefined;
    this.#intact = true;
    this.#gapSince = undefined;
    this.#emit(frame);
  }

  #heldBefore(id: number): number {
    let n = 0;
    for (const held of this.#held.keys()) if (idDistance(id, held) < 0) n++;
    return n;
  }

  #flush(now: number): void {
    while (this.#next !== undefined) {
      const frame = this.#held.get(this.#next);
      if (frame) {
        this.#held.delete(this.#next);
        this.#emit(frame);
      } else if (!this.#repair()) {
        break;
      }
    }
    this.#gapSince = this.#held.size > 0 ? now : undefined;
    const why = this.#next === undefined ? undefined : this.#reset.get(this.#next);
    if (why !== undefined) this.#miss(why, now);
  }

  /** Goes on with the oldest repair frame that is held and mends, if there is one: a newer one may refer to it. */
  #repair(): boolean {
    const oldest = [...this.#held.values()]
      .filter((f) => this.#mends(f))
      .sort((a, b) => idDistance(b.header.frame_id, a.header.frame_id))[0];
    if (!oldest || this.#next === undefined) return false;
    this.#held.delete(oldest.header.frame_id);
    this.#resume(oldest, idDistance(this.#next, oldest.header.frame_id));
    return true;
  }

  /** The next frame will not come. */
  #miss(why: Abort, now: number): void {
    // A decoder that lost its state takes no repair frame, which is what may be promised.
    if (why === 'unknown' || !this.#intact) {
      this.#fail(now);
      return;
    }
    this.#break();
    this.#promisedAt = now;
  }

  #fail(now: number): void {
    this.#break();
    this.#ask(now);
  }

  /** Nothing is decoded until something ends the gap. What is held may come after that. */
  #break(): void {
    this.#broken = true;
    this.#reset.clear();
    this.#gapSince = undefined;
  }

  #ask(now: number): void {
    this.#askedAt = now;
    this.#promisedAt = undefined;
    this.sink.requestIdr();
  }
}
