import { HEADER_LEN, MAX_PAYLOAD, TRAILER_LEN } from '../protocol/video';

/** Nothing of a frame is larger: its header, payload and trailer. */
export const LARGEST = HEADER_LEN + MAX_PAYLOAD + TRAILER_LEN;
/** Takes a frame of 60 Mbit/s at 60 Hz, so that reading one whose length is not known needs no larger memory. */
const USUAL = 128 << 10;
const KEEP = 24;

/** Memory that frames use again, so that playing makes no garbage. */
export class BufferPool {
  #free: ArrayBuffer[] = [];

  /** At least `bytes` bytes, of which there may be `LARGEST`. */
  take(bytes = USUAL): ArrayBuffer {
    for (let i = this.#free.length - 1; i >= 0; i--) {
      const buffer = this.#free[i];
      if (buffer && buffer.byteLength >= bytes) {
        this.#free.splice(i, 1);
        return buffer;
      }
    }
    let size = USUAL;
    while (size < bytes) size *= 2;
    return new ArrayBuffer(Math.min(size, LARGEST));
  }

  give(buffer: ArrayBuffer): void {
    if (buffer.byteLength >= USUAL && this.#free.length < KEEP) this.#free.push(buffer);
  }
}
