// An audio datagram: crates/protocol/src/session/audio.rs.
import { ByteReader, ByteWriter, WireError } from './bytes';

const KIND = 0x41;

export interface AudioDatagram {
  seq: number;
  /** Sample position of the newest packet. */
  pts: number;
  newest: Uint8Array;
  /** Packet `seq - 1`, or empty. */
  previous: Uint8Array;
}

export function decodeAudioDatagram(bytes: Uint8Array): AudioDatagram {
  const r = new ByteReader(bytes);
  const kind = r.u8();
  if (kind !== KIND) throw new WireError(`unknown message type ${kind}`);
  const seq = r.u32();
  const pts = r.u32();
  const newest = r.bytesOf(r.u16());
  const previous = r.bytesOf(r.u16());
  r.end();
  return { seq, pts, newest, previous };
}

export function encodeAudioDatagram(datagram: AudioDatagram): Uint8Array {
  const w = new ByteWriter();
  w.u8(KIND);
  w.u32(datagram.seq);
  w.u32(datagram.pts);
  for (const packet of [datagram.newest, datagram.previous]) {
    w.u16(packet.length);
    w.put(packet);
  }
  return w.take();
}
