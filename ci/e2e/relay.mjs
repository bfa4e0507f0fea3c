// A network between a browser and a node that can fail.
//
// `every` is how often a packet reaches the player, ms: the others wait. 0: all go at once.

import { createSocket } from "node:dgram";

/** Relays between whoever sends to its `port` of 127.0.0.1 and the node's port there. */
export async function relay(nodePort) {
  const [outside, inside] = [createSocket("udp4"), createSocket("udp4")];
  for (const socket of [outside, inside]) {
    // The other side may be gone for a moment.
    socket.on("error", () => undefined);
    await new Promise((bound) => socket.bind(0, "127.0.0.1", bound));
  }
  const network = { every: 0, port: outside.address().port };
  const waiting = [];
  let player;
  let timer;
  const forward = () => {
    clearTimeout(timer);
    timer = undefined;
    do {
      const packet = waiting.shift();
      if (packet === undefined) return;
      outside.send(packet, player, "127.0.0.1");
    } while (network.every === 0);
    timer = setTimeout(forward, network.every);
  };
  outside.on("message", (packet, from) => {
    player = from.port;
    inside.send(packet, nodePort, "127.0.0.1");
  });
  inside.on("message", (packet) => {
    if (player === undefined) return;
    waiting.push(packet);
    if (timer === undefined || network.every === 0) forward();
  });
  return Object.assign(network, {
    close() {
      clearTimeout(timer);
      outside.close();
      inside.close();
    },
  });
}
