// Random bytes for every socket of a stack, as a stranger sends them.

import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { sleep } from "./stack.mjs";

/** Packets at the node's port for players. */
export async function noiseOnUdp(port) {
  const socket = createSocket("udp6");
  for (let n = 0; n < 3000; n++) {
    const packet = randomBytes(1 + Math.floor(Math.random() * 1400));
    // Half of it as QUIC version 1 with a long header, every fourth with a short one.
    if (n % 2 === 0 && packet.length > 5) packet.set([0xc0 | (packet[0] & 0x3f), 0, 0, 0, 1]);
    else if (n % 4 === 1) packet[0] = 0x40 | (packet[0] & 0x3f);
    await new Promise((done) => socket.send(packet, port, "::1", done));
    if (n % 100 === 0) await sleep(5);
  }
  socket.close();
}

/** Bytes, upgrades and signed-in posts at the coordinator's port. */
export async function noiseOnTcp({ port, origin }, cookie) {
  const post = (length) =>
    `POST /api/v1/sessions HTTP/1.1\r\nhost: localhost:${port}\r\ncookie: ${cookie}\r\n` +
    `origin: ${origin}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
  for (let n = 0; n < 150; n++) {
    const bytes = randomBytes(1 + Math.floor(Math.random() * 4000));
    const words = [bytes];
    if (n % 3 === 1) words.unshift("GET /node HTTP/1.1\r\n");
    if (n % 3 === 2) words.unshift(post(bytes.length));
    await talk(port, words);
  }
}

/** A WebSocket handshake at the node link, then noise: bare, and as well-formed frames. */
export async function noiseOnNodeLink({ port }) {
  const handshake =
    `GET /node HTTP/1.1\r\nhost: localhost:${port}\r\nupgrade: websocket\r\nconnection: upgrade\r\n` +
    `sec-websocket-version: 13\r\nsec-websocket-key: ${randomBytes(16).toString("base64")}\r\n\r\n`;
  for (let n = 0; n < 100; n++) {
    const bytes = randomBytes(100);
    const frame = Buffer.concat([Buffer.from([0x80 | (1 + (n % 2)), 0x80 | bytes.length, 0, 0, 0, 0]), bytes]);
    await talk(port, [handshake, n % 3 === 0 ? bytes : frame]);
  }
}

/** Sends and goes; the other side may hang up first. */
function talk(port, words) {
  return new Promise((done) => {
    const socket = connect(port, "localhost", () => {
      for (const word of words) socket.write(word);
      setTimeout(() => socket.destroy(), 10);
    });
    socket.on("error", () => undefined).on("close", done);
  });
}
