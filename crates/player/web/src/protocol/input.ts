// What the player does: crates/protocol/src/session/input.rs.
import { ByteReader, ByteWriter, WireError } from './bytes';

export const MAX_EDGES = 64;
export const MAX_PADS = 4;
const KIND = 0x49;

export type EdgeKind = 'key' | 'mouse_button' | 'pad_button';
const KINDS: readonly EdgeKind[] = ['key', 'mouse_button', 'pad_button'];

/** A press or a release. */
export interface Edge {
  kind: EdgeKind;
  /** Which pad (0–3); 0 for keyboard and mouse. */
  pad: number;
  /** evdev code, or the button's index in the W3C standard mapping. */
  code: number;
  pressed: boolean;
}

/** A run of edges with successive numbers. */
export interface Edges {
  first: number;
  edges: Edge[];
}

/** A pad's whole state (W3C standard mapping). */
export interface PadState {
  index: number;
  /** Bit n is button n. */
  buttons: number;
  /** Left x, left y, right x, right y; −32767…32767. */
  axes: [number, number, number, number];
  /** Left, right; 0…65535. */
  triggers: [number, number];
}

/** Where the pointer is in the picture, 0…65535 each way. */
export interface PointerPosition {
  x: number;
  y: number;
}

export interface InputDatagram {
  seq: number;
  motion: [number, number];
  wheel: [number, number];
  pointer: PointerPosition | null;
  pads: PadState[];
  edges: Edges;
}

export function writeEdges(w: ByteWriter, run: Edges): void {
  const n = Math.min(run.edges.length, MAX_EDGES);
  w.u32(run.first);
  w.u8(n);
  for (let i = 0; i < n; i++) {
    const edge = run.edges[i];
    if (!edge) break;
    w.u8(KINDS.indexOf(edge.kind) | (edge.pressed ? 0x80 : 0));
    w.u8(edge.pad);
    w.u16(edge.code);
  }
}

export function readEdges(r: ByteReader): Edges {
  const first = r.u32();
  const n = r.u8();
  if (n > MAX_EDGES) throw new WireError(`length ${n} is above the limit of ${MAX_EDGES}`);
  const edges: Edge[] = [];
  for (let i = 0; i < n; i++) {
    const head = r.u8();
    const kind = KINDS[head & 0x7f];
    if (!kind) throw new WireError("field 'edge kind' is out of range");
    const pad = r.u8();
    if (pad >= MAX_PADS) throw new WireError("field 'pad index' is out of range");
    edges.push({ kind, pad, code: r.u16(), pressed: (head & 0x80) !== 0 });
  }
  return { first, edges };
}

export function writeInputDatagram(w: ByteWriter, datagram: InputDatagram): void {
  w.u8(KIND);
  w.u32(datagram.seq);
  w.i32(datagram.motion[0]);
  w.i32(datagram.motion[1]);
  w.i32(datagram.wheel[0]);
  w.i32(datagram.wheel[1]);
  w.u8(datagram.pointer ? 1 : 0);
  w.u16(datagram.pointer?.x ?? 0);
  w.u16(datagram.pointer?.y ?? 0);
  const n = Math.min(datagram.pads.length, MAX_PADS);
  w.u8(n);
  for (let i = 0; i < n; i++) {
    const pad = datagram.pads[i];
    if (!pad) break;
    w.u8(pad.index);
    w.u32(pad.buttons);
    for (const axis of pad.axes) w.i16(axis);
    for (const trigger of pad.triggers) w.u16(trigger);
  }
  writeEdges(w, datagram.edges);
}

export function decodeInputDatagram(bytes: Uint8Array): InputDatagram {
  const r = new ByteReader(bytes);
  const kind = r.u8();
  if (kind !== KIND) throw new WireError(`unknown message type ${kind}`);
  const seq = r.u32();
  const motion: [number, number] = [r.i32(), r.i32()];
  const wheel: [number, number] = [r.i32(), r.i32()];
  const absolute = r.flag('pointer');
  const position = { x: r.u16(), y: r.u16() };
  const pads: PadState[] = [];
  for (let n = r.u8(); n > 0; n--) {
    pads.push({
      index: r.u8(),
      buttons: r.u32(),
      axes: [r.i16(), r.i16(), r.i16(), r.i16()],
      triggers: [r.u16(), r.u16()],
    });
  }
  const edges = readEdges(r);
  r.end();
  return { seq, motion, wheel, pointer: absolute ? position : null, pads, edges };
}
