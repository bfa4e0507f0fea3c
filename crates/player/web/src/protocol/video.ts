// A video frame's header: crates/protocol/src/session/video.rs.
import { ByteReader, ByteWriter, WireError } from './bytes';

export const HEADER_LEN = 44;
export const MAX_PAYLOAD = 16 << 20;
const KIND = 0x56;

export interface FrameHeader {
  idr: boolean;
  repair: boolean;
  width: number;
  height: number;
  frame_id: number;
  payload_len: number;
  commit_unix_us: number;
  queued_us: number;
  convert_us: number;
  encode_us: number;
  send_us: number;
  dropped: number;
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
  const header = {
    idr: (flags & 1) !== 0,
    repair: (flags & 2) !== 0,
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
  };
  r.bytesOf(4);
  return header;
}

export function encodeFrameHeader(header: FrameHeader): Uint8Array {
  const w = new ByteWriter(HEADER_LEN);
  w.u8(KIND);
  w.u8(Number(header.idr) | (Number(header.repair) << 1));
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
  w.u32(0);
  return w.take();
}
