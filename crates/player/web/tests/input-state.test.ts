import { describe, expect, it } from 'vitest';
import { decodePlayerMessage } from '../src/protocol/control';
import { decodeInputDatagram, type Edge } from '../src/protocol/input';
import { InputState } from '../src/worker/input-state';

const key = (code: number, pressed: boolean): Edge => ({ kind: 'key', pad: 0, code, pressed });

describe('input', () => {
  it('a tap within one sample keeps both edges', () => {
    const input = new InputState();
    input.edge(key(57, true));
    input.edge(key(57, false));
    const { edges } = decodeInputDatagram(input.datagram());
    expect(edges).toEqual({ first: 0, edges: [key(57, true), key(57, false)] });
  });

  it('edges are numbered the same on both carriers', () => {
    const input = new InputState();
    const said = Array.from({ length: 40 }, (_, i) =>
      decodePlayerMessage(input.edge(key(i, i % 2 === 0)).subarray(4)),
    );
    expect(said.map((m) => m.type === 'edges' && m.first)).toEqual(said.map((_, i) => i));
    const { edges } = decodeInputDatagram(input.datagram());
    expect(edges.first + edges.edges.length).toBe(40);
    expect(edges.edges[0]?.code).toBe(edges.first);
  });

  it('motion and wheel are running totals, so a lost datagram loses nothing', () => {
    const input = new InputState();
    input.motion(3, -1);
    input.datagram();
    input.motion(2, -1);
    input.wheel(0, 120);
    const datagram = decodeInputDatagram(input.datagram());
    expect(datagram.motion).toEqual([5, -2]);
    expect(datagram.wheel).toEqual([0, 120]);
    expect(datagram.seq).toBe(1);
  });

  it('totals wrap as 32-bit integers', () => {
    const input = new InputState();
    input.motion(2 ** 31 - 1, 0);
    input.motion(1, 0);
    expect(decodeInputDatagram(input.datagram()).motion[0]).toBe(-(2 ** 31));
  });

  it('says when there is nothing new to send', () => {
    const input = new InputState();
    expect(input.changed).toBe(false);
    input.pointer({ x: 1, y: 2 });
    expect(input.changed).toBe(true);
    input.datagram();
    expect(input.changed).toBe(false);
  });

  it('a new connection counts from 0 and keeps pointer and pads', () => {
    const input = new InputState();
    input.edge(key(1, true));
    input.motion(5, 5);
    input.pointer({ x: 9, y: 9 });
    input.datagram();
    input.reset();
    const datagram = decodeInputDatagram(input.datagram());
    expect(datagram).toMatchObject({ seq: 0, motion: [0, 0], pointer: { x: 9, y: 9 } });
    expect(datagram.edges).toEqual({ first: 0, edges: [] });
  });
});
