// A video frame's header, and an open frame's trailer: crates/protocol/src/session/video.rs.
import { ByteReader, ByteWriter, WireError } from './bytes';

export const HEADER_LEN = 44;
/** Bytes after the payload of an open frame. */
export const TRAILER_LEN = 16;
export const MAX_PAYLOAD = 16 << 20;
/** WebTransport code of a frame's stream that was reset for a newer key or repair frame, or because its encoder failed. */
export const RESET_SUPERSEDED = 1;
/** WebTransport code of a frame's stream that was reset because it was late. */
export const RESET_LATE = 2;
const KIND = 0x56;

/** What a header says of any frame, open or not. */
export interface FrameStart {
  idr: boolean;
  repair: boolean;
  /** The frame left before its end was coded: what `FrameHeader` adds is 0 in its header, and a trailer follows. */
  open: boolean;
  width: number;
  height: number;
  frame_id: number;
  commit_unix_us: number;
  queued_us: number;
  /** Of a repair frame: it needs what came before the frame with this number, and nothing from that on. */
  mends_from: number;
}

/** What follows the payload of an open frame. */
export interface FrameTrailer {
  convert_us: number;
  encode_us: number;
  send_us: number;
  dropped: number;
}

export interface FrameHeader extends FrameStart, FrameTrailer {
  payload_len: number;
}

/** Reads a header; `bytes` may go on after it. */
export function decodeFrameHeader(bytes: Uint8Array): FrameHeader {
  const r = new ByteReader(bytes);
  const kind = r.u8();
  if (kind !== KIND) throw new WireError(`unknown message type ${kind}`);
  const flags = r.u8();
  const width = r.u16();
  const height = r.u16();
  const dropped = r.u16();
  const frame_id = r.u32();
  const payload_len = r.u32();
  if (payload_len > MAX_PAYLOAD) {
    throw new WireError(`length ${payload_len} is above the limit of ${MAX_PAYLOAD}`);
  }
  return {
    idr: (flags & 1) !== 0,
    repair: (flags & 2) !== 0,
    open: (flags & 4) !== 0,
    width,
    height,
    frame_id,
    payload_len,
    commit_unix_us: r.u64(),
    queued_us: r.u32(),
    convert_us: r.u32(),
    encode_us: r.u32(),
    send_us: r.u32(),
    dropped,
    mends_from: r.u32(),
  };
}

export function encodeFrameHeader(header: FrameHeader): Uint8Array {
  const w = new ByteWriter(HEADER_LEN);
  w.u8(KIND);
  w.u8(Number(header.idr) | (Number(header.repair) << 1) | (Number(header.open) << 2));
  w.u16(header.width);
  w.u16(header.height);
  w.u16(header.dropped);
  w.u32(header.frame_id);
  w.u32(header.payload_len);
  w.u64(header.commit_unix_us);
  w.u32(header.queued_us);
  w.u32(header.convert_us);
  w.u32(header.encode_us);
  w.u32(header.send_us);
  w.u32(header.mends_from);
  return w.take();
}

export function decodeFrameTrailer(bytes: Uint8Array): FrameTrailer {
  const r = new ByteReader(bytes);
  const trailer = { convert_us: r.u32(), encode_us: r.u32(), send_us: r.u32(), dropped: r.u16() };
  r.bytesOf(2);
  return trailer;
}

export function encodeFrameTrailer(trailer: FrameTrailer): Uint8Array {
  const w = new ByteWriter(TRAILER_LEN);
  w.u32(trailer.convert_us);
  w.u32(trailer.encode_us);
  w.u32(trailer.send_us);
  w.u16(trailer.dropped);
  w.u16(0);
  return w.take();
}

/** The header of an open frame that has come whole: with what its trailer says and the bytes between the two. */
export function closedHeader(
  start: FrameStart,
  trailer: FrameTrailer,
  payload_len: number,
): FrameHeader {
  return { ...start, ...trailer, open: false, payload_len };
}
