// Control messages: crates/protocol/src/session/control.rs. A u32 length, a type byte, the fields.
import { ByteReader, ByteWriter, WireError } from './bytes';
import { readEdges, writeEdges, type Edge } from './input';

export const VERSION = 3;
/** The host's and three guests'. */
export const SEATS = 4;
export const MAX_FROM_NODE = 300 << 10;

export interface Report {
  frame_id: number;
  decoded: number;
  lost: number;
  slots: number;
  fresh: number;
  period_us: number;
  slack_us: number;
  slack_low_us: number;
}

export type PlayerMessage =
  | { type: 'hello'; version: number; single_stream: boolean }
  | { type: 'request_idr'; last_frame: number }
  | { type: 'edges'; first: number; edges: Edge[] }
  | { type: 'ping'; sent_us: number }
  | ({ type: 'report' } & Report)
  | { type: 'set_bitrate'; kbps: number }
  | { type: 'bye' };

export const END_REASONS = [
  'player_left',
  'game_exited',
  'game_crashed',
  'no_window',
  'stopped',
  'replaced',
  'grace_expired',
  'node_shutdown',
  'node_lost',
  'protocol_error',
  'start_failed',
  'internal',
] as const;
/** Why a session ends; the wire's code is the index + 1. */
export type EndReason = (typeof END_REASONS)[number];

export interface Welcome {
  version: number;
  /** 0 is the host's, who has keyboard and mouse; guests (1–3) have pads only. */
  seat: number;
  width: number;
  height: number;
  fps: number;
  grace_ms: number;
  resume_token: string;
  codec: string;
}

export interface Cursor {
  width: number;
  height: number;
  hot_x: number;
  hot_y: number;
  rgba: Uint8Array;
}

export interface Rumble {
  pad: number;
  strong: number;
  weak: number;
  duration_ms: number;
}

export type NodeMessage =
  | ({ type: 'welcome' } & Welcome)
  | { type: 'pong'; sent_us: number; node_unix_us: number }
  | { type: 'goodbye'; reason: EndReason; message: string }
  | ({ type: 'cursor' } & Cursor)
  | { type: 'pointer_lock'; locked: boolean }
  | ({ type: 'rumble' } & Rumble)
  | { type: 'notice'; message: string };

function framed(w: ByteWriter, type: number, body: () => void): void {
  const at = w.length;
  w.u32(0);
  w.u8(type);
  body();
  w.patchU32(at, w.length - at - 4);
}

const saturate16 = (value: number): number => Math.min(Math.max(Math.round(value), 0), 0xffff);

/** Appends the message, length first. */
export function writePlayerMessage(w: ByteWriter, m: PlayerMessage): void {
  switch (m.type) {
    case 'hello':
      return framed(w, 0x01, () => {
        w.u8(m.version);
        w.u8(Number(m.single_stream));
      });
    case 'request_idr':
      return framed(w, 0x02, () => w.u32(m.last_frame));
    case 'edges':
      return framed(w, 0x03, () => writeEdges(w, m));
    case 'ping':
      return framed(w, 0x04, () => w.u64(m.sent_us));
    case 'report':
      return framed(w, 0x05, () => {
        w.u32(m.frame_id);
        for (const n of [m.decoded, m.lost, m.slots, m.fresh]) w.u16(saturate16(n));
        for (const us of [m.period_us, m.slack_us, m.slack_low_us]) w.u32(Math.round(us));
      });
    case 'bye':
      return framed(w, 0x06, () => undefined);
    case 'set_bitrate':
      return framed(w, 0x07, () => w.u32(m.kbps));
  }
}

/** Reads the body of a player's message (what follows the length). */
export function decodePlayerMessage(body: Uint8Array): PlayerMessage {
  const r = new ByteReader(body);
  const message = playerMessage(r);
  r.end();
  return message;
}

function playerMessage(r: ByteReader): PlayerMessage {
  const type = r.u8();
  switch (type) {
    case 0x01:
      return { type: 'hello', version: r.u8(), single_stream: r.flag('single_stream') };
    case 0x02:
      return { type: 'request_idr', last_frame: r.u32() };
    case 0x03:
      return { type: 'edges', ...readEdges(r) };
    case 0x04:
      return { type: 'ping', sent_us: r.u64() };
    case 0x05:
      return {
        type: 'report',
        frame_id: r.u32(),
        decoded: r.u16(),
        lost: r.u16(),
        slots: r.u16(),
        fresh: r.u16(),
        period_us: r.u32(),
        slack_us: r.u32(),
        slack_low_us: r.u32(),
      };
    case 0x06:
      return { type: 'bye' };
    case 0x07:
      return { type: 'set_bitrate', kbps: r.u32() };
    default:
      throw new WireError(`unknown message type ${type}`);
  }
}

/** Appends a node's message, length first (the player's tests are its node). */
export function writeNodeMessage(w: ByteWriter, m: NodeMessage): void {
  switch (m.type) {
    case 'welcome':
      return framed(w, 0x81, () => {
        w.u8(m.version);
        w.u8(m.seat);
        w.u16(m.width);
        w.u16(m.height);
        w.u16(m.fps);
        w.u32(m.grace_ms);
        w.text(m.resume_token);
        w.text(m.codec);
      });
    case 'pong':
      return framed(w, 0x82, () => {
        w.u64(m.sent_us);
        w.u64(m.node_unix_us);
      });
    case 'goodbye':
      return framed(w, 0x83, () => {
        w.u8(END_REASONS.indexOf(m.reason) + 1);
        w.text(m.message);
      });
    case 'cursor':
      return framed(w, 0x84, () => {
        w.u16(m.width);
        w.u16(m.height);
        w.i16(m.hot_x);
        w.i16(m.hot_y);
        w.put(m.rgba);
      });
    case 'pointer_lock':
      return framed(w, 0x85, () => w.u8(Number(m.locked)));
    case 'rumble':
      return framed(w, 0x86, () => {
        w.u8(m.pad);
        for (const n of [m.strong, m.weak, m.duration_ms]) w.u16(n);
      });
    case 'notice':
      return framed(w, 0x87, () => w.text(m.message));
  }
}

/** Reads the body of a node's message (what follows the length). */
export function decodeNodeMessage(body: Uint8Array): NodeMessage {
  const r = new ByteReader(body);
  const message = nodeMessage(r);
  r.end();
  return message;
}

function seatOf(value: number): number {
  if (value >= SEATS) throw new WireError("field 'seat' is out of range");
  return value;
}

function nodeMessage(r: ByteReader): NodeMessage {
  const type = r.u8();
  switch (type) {
    case 0x81:
      return {
        type: 'welcome',
        version: r.u8(),
        seat: seatOf(r.u8()),
        width: r.u16(),
        height: r.u16(),
        fps: r.u16(),
        grace_ms: r.u32(),
        resume_token: r.text(),
        codec: r.text(),
      };
    case 0x82:
      return { type: 'pong', sent_us: r.u64(), node_unix_us: r.u64() };
    case 0x83: {
      const reason = END_REASONS[r.u8() - 1];
      if (!reason) throw new WireError("field 'reason' is out of range");
      return { type: 'goodbye', reason, message: r.text() };
    }
    case 0x84: {
      const width = r.u16();
      const height = r.u16();
      if (width > 256 || height > 256) throw new WireError("field 'cursor size' is out of range");
      const hot_x = r.i16();
      const hot_y = r.i16();
      return { type: 'cursor', width, height, hot_x, hot_y, rgba: r.bytesOf(width * height * 4) };
    }
    case 0x85:
      return { type: 'pointer_lock', locked: r.flag('locked') };
    case 0x86:
      return {
        type: 'rumble',
        pad: r.u8(),
        strong: r.u16(),
        weak: r.u16(),
        duration_ms: r.u16(),
      };
    case 0x87:
      return { type: 'notice', message: r.text() };
    default:
      throw new WireError(`unknown message type ${type}`);
  }
}

/** Parts a byte stream into message bodies. */
export class MessageSplitter {
  #held = new Uint8Array(0);

  /** The bodies that are complete with these bytes. */
  push(bytes: Uint8Array): Uint8Array[] {
    let data = bytes;
    if (this.#held.length > 0) {
      data = new Uint8Array(this.#held.length + bytes.length);
      data.set(this.#held);
      data.set(bytes, this.#held.length);
    }
    const bodies: Uint8Array[] = [];
    let at = 0;
    while (data.length - at >= 4) {
      const n = new DataView(data.buffer, data.byteOffset + at, 4).getUint32(0, true);
      if (n > MAX_FROM_NODE) throw new WireError(`length ${n} is above ${MAX_FROM_NODE}`);
      if (data.length - at - 4 < n) break;
      bodies.push(data.subarray(at + 4, at + 4 + n));
      at += 4 + n;
    }
    this.#held = data.slice(at);
    return bodies;
  }
}
