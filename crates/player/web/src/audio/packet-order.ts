import type { AudioDatagram } from '../protocol/audio';

export interface Packet {
  seq: number;
  data: Uint8Array;
}

/** Sound that came so much out of order is a new start. */
const RESTART = 100;

/** Picks from each datagram the packets that are new: the newest, and the one before if it was lost. */
export class PacketOrder {
  #last: number | undefined;
  /** Packets that came in no datagram. */
  lost = 0;
  /** Packets that the second copy saved. */
  saved = 0;

  accept(datagram: AudioDatagram): Packet[] {
    const ahead = this.#last === undefined ? 1 : (datagram.seq - this.#last) | 0;
    if (ahead <= 0 && ahead > -RESTART) return [];
    const newest = { seq: datagram.seq, data: datagram.newest };
    this.#last = datagram.seq;
    if (ahead === 1 || Math.abs(ahead) > RESTART) return [newest];
    if (datagram.previous.length === 0) {
      this.lost += ahead - 1;
      return [newest];
    }
    this.lost += ahead - 2;
    this.saved++;
    return [{ seq: (datagram.seq - 1) >>> 0, data: datagram.previous }, newest];
  }

  reset(): void {
    this.#last = undefined;
  }
}
