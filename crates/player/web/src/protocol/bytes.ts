// Little-endian fields in and out of bytes; the contract is crates/protocol/src/session.

/** Bytes that are no message of the protocol. */
export class WireError extends Error {
  override name = 'WireError';
}

const text = new TextDecoder('utf-8', { fatal: true });
const utf8 = new TextEncoder();

export class ByteReader {
  readonly #view: DataView;
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #take(n: number): number {
    const at = this.#at;
    if (at + n > this.#view.byteLength) throw new WireError('message is truncated');
    this.#at = at + n;
    return at;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }
  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }
  i16(): number {
    return this.#view.getInt16(this.#take(2), true);
  }
  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }
  i32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }
  /** A u64 that fits a double (µs since 1970 do, until the year 2255). */
  u64(): number {
    const at = this.#take(8);
    return this.#view.getUint32(at, true) + this.#view.getUint32(at + 4, true) * 2 ** 32;
  }
  bytesOf(n: number): Uint8Array {
    const at = this.#take(n);
    return this.bytes.subarray(at, at + n);
  }
  text(): string {
    const bytes = this.bytesOf(this.u16());
    try {
      return text.decode(bytes);
    } catch {
      throw new WireError('text is not UTF-8');
    }
  }
  flag(name: string): boolean {
    const value = this.u8();
    if (value > 1) throw new WireError(`field '${name}' is out of range`);
    return value === 1;
  }
  end(): void {
    const left = this.#view.byteLength - this.#at;
    if (left > 0) throw new WireError(`${left} bytes follow the message's end`);
  }
}

/** Grows as needed; `take` hands out the bytes and starts anew in the same memory. */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #at = 0;

  constructor(capacity = 512) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#at;
  }

  /** Where the next `n` bytes go. Call it before reading `#view`, which it may replace. */
  #room(n: number): number {
    const at = this.#at;
    if (at + n > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, at + n));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    this.#at = at + n;
    return at;
  }

  u8(value: number): void {
    const at = this.#room(1);
    this.#view.setUint8(at, value);
  }
  u16(value: number): void {
    const at = this.#room(2);
    this.#view.setUint16(at, value, true);
  }
  i16(value: number): void {
    const at = this.#room(2);
    this.#view.setInt16(at, value, true);
  }
  u32(value: number): void {
    const at = this.#room(4);
    this.#view.setUint32(at, value, true);
  }
  i32(value: number): void {
    const at = this.#room(4);
    this.#view.setInt32(at, value, true);
  }
  u64(value: number): void {
    const at = this.#room(8);
    this.#view.setUint32(at, value % 2 ** 32, true);
    this.#view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
  }
  put(bytes: ArrayLike<number>): void {
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
  }
  text(value: string): void {
    const bytes = utf8.encode(value).subarray(0, 0xffff);
    this.u16(bytes.length);
    this.put(bytes);
  }
  /** Writes a u32 that was left out earlier. */
  patchU32(at: number, value: number): void {
    this.#view.setUint32(at, value, true);
  }
  /** A copy of what was written; the writer is empty again. */
  take(): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes.slice(0, this.#at);
    this.#at = 0;
    return bytes;
  }
}
