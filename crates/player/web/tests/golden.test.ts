import { describe, expect, it } from 'vitest';
import golden from '../../../protocol/golden/session.json';
import { decodeAudioDatagram, encodeAudioDatagram } from '../src/protocol/audio';
import { ByteWriter } from '../src/protocol/bytes';
import {
  decodeNodeMessage,
  decodePlayerMessage,
  MessageSplitter,
  VERSION,
  writeNodeMessage,
  writePlayerMessage,
  type NodeMessage,
  type PlayerMessage,
} from '../src/protocol/control';
import { decodeInputDatagram, writeInputDatagram, type InputDatagram } from '../src/protocol/input';
import { KEY_CODES, MOUSE_CODES } from '../src/protocol/keys';
import {
  closedHeader,
  decodeFrameHeader,
  decodeFrameTrailer,
  encodeFrameHeader,
  encodeFrameTrailer,
} from '../src/protocol/video';

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (data: Uint8Array): string =>
  Array.from(data, (b) => b.toString(16).padStart(2, '0')).join('');
/** Byte arrays as plain ones, as they are in the JSON. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, v: unknown) => (v instanceof Uint8Array ? Array.from(v) : v)),
  );

describe('the golden vectors', () => {
  it('are of this version', () => {
    const hello = golden.player.find((v) => v.message.type === 'hello');
    expect(hello?.message.version).toBe(VERSION);
  });

  it.each(golden.player)('player message $message.type', ({ hex: wire, message }) => {
    expect(plain(decodePlayerMessage(bytes(wire).subarray(4)))).toEqual(message);
    const w = new ByteWriter(4);
    writePlayerMessage(w, message as PlayerMessage);
    expect(hex(w.take())).toBe(wire);
  });

  it.each(golden.node)('node message $message.type', ({ hex: wire, message }) => {
    expect(plain(decodeNodeMessage(bytes(wire).subarray(4)))).toEqual(message);
    const w = new ByteWriter(4);
    writeNodeMessage(w, message as unknown as NodeMessage);
    expect(hex(w.take())).toBe(wire);
  });

  it.each(golden.input)('input datagram $datagram.seq', ({ hex: wire, datagram }) => {
    expect(plain(decodeInputDatagram(bytes(wire)))).toEqual(datagram);
    const w = new ByteWriter(4);
    writeInputDatagram(w, datagram as InputDatagram);
    expect(hex(w.take())).toBe(wire);
  });

  it.each(golden.audio)('audio datagram $datagram.seq', ({ hex: wire, datagram }) => {
    expect(plain(decodeAudioDatagram(bytes(wire)))).toEqual(datagram);
    const again = encodeAudioDatagram({
      ...datagram,
      newest: Uint8Array.from(datagram.newest),
      previous: Uint8Array.from(datagram.previous),
    });
    expect(hex(again)).toBe(wire);
  });

  it.each(golden.video)('frame header, open: $header.open', ({ hex: wire, header }) => {
    expect(decodeFrameHeader(bytes(wire))).toEqual(header);
    expect(hex(encodeFrameHeader(header))).toBe(wire);
  });

  it.each(golden.video_trailer)('an open frame’s trailer', ({ hex: wire, trailer }) => {
    expect(decodeFrameTrailer(bytes(wire))).toEqual(trailer);
    expect(hex(encodeFrameTrailer(trailer))).toBe(wire);
    expect(() => decodeFrameTrailer(bytes(wire).subarray(0, 15))).toThrow();
  });

  it.each(golden.video.filter((v) => v.header.open))(
    'an open header and its trailer are the header of the whole frame',
    ({ header }) => {
      const [{ trailer }] = golden.video_trailer as [(typeof golden.video_trailer)[number]];
      expect(closedHeader(header, trailer, 4321)).toEqual({
        ...header,
        open: false,
        payload_len: 4321,
        convert_us: trailer.convert_us,
        encode_us: trailer.encode_us,
        send_us: trailer.send_us,
        dropped: trailer.dropped,
      });
    },
  );

  it('the key table is the node’s', () => {
    const keys = golden.keys.filter((key) => !key.dom.startsWith('Mouse'));
    expect(KEY_CODES).toEqual(Object.fromEntries(keys.map((key) => [key.dom, key.code])));
    for (const key of golden.keys.filter((k) => k.dom.startsWith('Mouse'))) {
      expect(MOUSE_CODES[Number(key.dom.slice(5))]).toBe(key.code);
    }
  });
});

describe('messages on a stream', () => {
  const wire = golden.node.map((v) => bytes(v.hex));
  const all = new Uint8Array(wire.reduce((n, b) => n + b.length, 0));
  let at = 0;
  for (const part of wire) {
    all.set(part, at);
    at += part.length;
  }

  it.each([1, 3, 7, 1000])('are whole again when %i bytes come at a time', (step) => {
    const splitter = new MessageSplitter();
    const types: string[] = [];
    for (let i = 0; i < all.length; i += step) {
      for (const body of splitter.push(all.subarray(i, i + step))) {
        types.push(decodeNodeMessage(body.slice()).type);
      }
    }
    expect(types).toEqual(golden.node.map((v) => v.message.type));
  });

  it('an absurd length is refused, not awaited', () => {
    expect(() => new MessageSplitter().push(Uint8Array.of(255, 255, 255, 255))).toThrow();
  });

  it('every truncated message is refused', () => {
    for (const body of wire) {
      for (let n = 4; n < body.length; n++) {
        expect(() => decodeNodeMessage(body.subarray(4, n))).toThrow();
      }
    }
  });
});
