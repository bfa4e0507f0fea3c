const USUAL = 64 << 10;
const KEEP = 24;

/** Memory that frames use again, so that playing makes no garbage. */
export class BufferPool {
  #free: ArrayBuffer[] = [];

  /** At least `bytes` bytes. */
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
    return new ArrayBuffer(size);
  }

  give(buffer: ArrayBuffer): void {
    if (buffer.byteLength >= USUAL && this.#free.length < KEEP) this.#free.push(buffer);
  }
}
