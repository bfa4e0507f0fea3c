// Bad input and faults against the whole stack: what the player reads, and what is left behind.
//
// One stack for the file; the order is from small mishaps to the end of everything.

import assert from "node:assert/strict";
import { spawn, execFile } from "node:child_process";
import { createSocket } from "node:dgram";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { kill, launch as launchBrowser, open } from "./browsers.mjs";
import { commandLine, descendants, figures, gameOf, living, loopImages, openFiles, userOf } from "./kernel-view.mjs";
import { noiseOnNodeLink, noiseOnTcp, noiseOnUdp } from "./noise.mjs";
import { client, mountsBelow, processesWith, root, signIn, sleep, start, until } from "./stack.mjs";

const stratus = join(root, "target/release/stratus");
const run = promisify(execFile);
const VIDEO = { width: 1280, height: 720, fps: 60, bitrate_kbps: 4000 };
const GRACE_S = 3;
const WINDOW_S = 6;
/** The probe's ways to misbehave, each as a game of the library. */
const GAMES = {
  exits: ["--exit-after", "2"],
  crashes: ["--crash-after", "2"],
  windowless: ["--no-window"],
  small: ["--ignore-size", "800x600"],
};

let folder;
let stack;
let rest;
let browser;
let node;

/** The text of a game.toml like the probe's, under another name and with other arguments. */
function manifest(id, args) {
  const probe = readFileSync(join(root, "games/probe-game/game.toml"), "utf8");
  return probe
    .replace('id = "probe-game"', `id = "${id}"`)
    .replace('entry = "AppRun"', `entry = "AppRun"\nargs = ${JSON.stringify(args)}`)
    .replace("../../target", join(root, "target"));
}

function gameFolder(id, text) {
  const game = join(folder, "sources", id);
  mkdirSync(game, { recursive: true });
  cpSync(join(root, "games/probe-game/cover.svg"), join(game, "cover.svg"));
  writeFileSync(join(game, "game.toml"), text);
  return game;
}

/** A browser that is signed in already. */
async function launch() {
  const made = await launchBrowser("chrome");
  const [name, value] = rest.cookie.split("=");
  await made.setCookie({ name, value, domain: "localhost", path: "/", httpOnly: true, sameSite: "Strict" });
  return made;
}

/** Clicks Play on a game's page; the page plays when this returns. */
async function play(game, { on = browser, playing = true, query = "" } = {}) {
  const page = await open(on);
  await page.goto(`${stack.origin}/game/${game}?kbps=4000${query}`);
  await (await page.waitForSelector(".button.play:not([disabled])")).click();
  if (playing) await phase(page, "playing");
  return page;
}

async function phase(page, name, patience = 20_000) {
  const now = () => page.evaluate(() => globalThis.stratus.phase());
  await until(async () => (await now()) === name, `the page is ${name}`, patience).catch(async (error) => {
    throw new Error(`${error.message}; it is ${await now()}: ${await page.evaluate(() => document.body.innerText)}`);
  });
}

/** What the page says once its session has ended. */
async function lastWords(page, patience) {
  await phase(page, "ended", patience);
  return page.$eval(".message", (message) => message.innerText);
}

const stats = (page) => page.evaluate(() => globalThis.stratus.stats());

/** The picture still moves: so many more frames were decoded. */
async function playsOn(page, frames = 20) {
  assert.equal(await page.evaluate(() => globalThis.stratus.phase()), "playing");
  const from = (await stats(page)).framesDecoded;
  await until(async () => (await stats(page)).framesDecoded >= from + frames, `${frames} more frames`);
}

const sessions = async () => (await rest.call("GET", "/sessions")).body;
const begin = (game) => rest.call("POST", "/sessions", { game, video: VIDEO });

/** The node takes the next player: nothing runs, as the coordinator and the kernel see it. */
async function nodeIsFree(patience) {
  const free = async () => {
    const [only] = (await rest.call("GET", "/nodes")).body;
    return only?.online && only.sessions.length === 0 && gameOf(node) === undefined;
  };
  await until(free, "the node is free", patience);
  await until(() => sessionFolders().length === 0, "the session's folder is gone");
}

const sessionFolders = () => readdirSync(join(stack.state, "node/sessions"));

async function endAll() {
  for (const session of await sessions()) {
    if (session.state !== "ended") await rest.call("DELETE", `/sessions/${session.id}`);
  }
  await nodeIsFree();
}

/** The compositor that shows a game: of the node's children, the one that runs as the same user. */
function displayOf(game) {
  const compositors = descendants(node).filter((pid) => /^(weston|sway|cage)\b/.test(commandLine(pid)));
  return compositors.find((pid) => userOf(pid) === userOf(game));
}

const nodeProcess = () => descendants(stack.child.pid).find((pid) => commandLine(pid).includes("stratus-node "));

describe("a game that misbehaves", () => {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "stratus-faults-"));
    // Games run as another user, who has to get through.
    chmodSync(folder, 0o755);
    const games = join(folder, "games");
    const sources = Object.entries(GAMES).map(([id, args]) => gameFolder(id, manifest(id, args)));
    sources.push(join(root, "games/probe-game"));
    await Promise.all(sources.map((source) => run(stratus, ["pack", source, "--out", games])));
    process.env.STRATUS_NODE_WINDOW_DEADLINE_S = `${WINDOW_S}`;
    const state = join(folder, "state");
    stack = await start({ state, games, args: ["--grace", `${GRACE_S}`] });
    node = stack.pids.node;
    rest = await signIn(stack);
    browser = await launch();
  });
  afterEach(endAll);

  it("that ends is said to have ended, and the node is free", async () => {
    const page = await play("exits");
    assert.match(await lastWords(page), /Game over\s+The game has ended\./);
    await nodeIsFree();
    await page.close();
  });

  it("that crashes is said to have crashed, and the node is free", async () => {
    const page = await play("crashes");
    assert.match(await lastWords(page), /The game crashed\s+The game stopped working \((signal 6|exit status 134)\)/);
    await nodeIsFree();
    const after = await play("probe-game");
    await playsOn(after);
    await Promise.all([page.close(), after.close()]);
  });

  it("that opens no window is given up with a word", async () => {
    const page = await play("windowless", { playing: false });
    const words = await lastWords(page, (WINDOW_S + 10) * 1000);
    assert.match(
      words,
      new RegExp(`The game did not start\\s+The game opened no window within ${WINDOW_S} seconds\\.`),
    );
    await nodeIsFree();
    await page.close();
  });

  it("that ignores the size is scaled, with bars", async () => {
    const page = await play("small");
    await playsOn(page);
    const { width, height, rgba, frameWidth, frameHeight } = await page.evaluate(() => globalThis.stratus.picture());
    assert.deepEqual([frameWidth, frameHeight], [1280, 720]);
    const at = (x, y) => Math.max(...rgba.slice((y * width + x) * 4, (y * width + x) * 4 + 3));
    // 800×600 fills 960×720 in the middle: an eighth of the width is black on either side.
    const bar = width / 8 - 1;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < bar; x++) {
        assert.ok(at(x, y) < 24 && at(width - 1 - x, y) < 24, `no bar at ${x},${y}: ${at(x, y)}`);
      }
    }
    // Below the strip the probe's floor has colour everywhere.
    let lit = 0;
    for (let y = 6; y < height; y++) for (let x = bar + 3; x < width - bar - 3; x++) lit += at(x, y) > 24 ? 1 : 0;
    assert.ok(lit > 0.95 * (height - 6) * (width - 2 * bar - 6), `only ${lit} points are lit`);
    await page.close();
  });

  it("that draws nothing any more still shows its picture to a player who joins late", async () => {
    const { body } = await begin("probe-game");
    const game = await until(() => gameOf(node), "the game's process");
    await sleep(1200);
    process.kill(game, "SIGSTOP");
    const page = await open(browser);
    await page.goto(`${stack.origin}/play/${body.id}`);
    await phase(page, "playing");
    const picture = await page.evaluate(() => globalThis.stratus.picture());
    assert.ok(picture.rgba.filter((_, i) => i % 4 === 2 && picture.rgba[i] > 60).length > 500, "the picture is dark");
    process.kill(game, "SIGCONT");
    await playsOn(page);
    await page.close();
  });
});

describe("a player", () => {
  afterEach(endAll);

  it("who vanishes frees the node after the grace time", async () => {
    const other = await launch();
    const page = await play("probe-game", { on: other });
    const id = await page.evaluate(() => globalThis.stratus.session());
    await kill(other);
    await sleep(500);
    assert.equal((await rest.call("GET", `/sessions/${id}`)).body.state, "running");
    await until(
      async () => (await rest.call("GET", `/sessions/${id}`)).body.state === "ended",
      "the session's end",
      30_000,
    );
    const { body } = await rest.call("GET", `/sessions/${id}`);
    assert.equal(body.reason, "grace_expired");
    assert.match(body.message, new RegExp(`nobody was connected for ${GRACE_S} seconds`));
    await nodeIsFree();
  });

  it("who hammers the keys loses none of two hundred presses", async () => {
    const page = await play("probe-game");
    await playsOn(page, 5);
    const before = (await until(() => presses(page), "a readable strip")) - 1;
    const keys = await page.createCDPSession();
    const sent = [];
    for (let n = 0; n < 200; n++) {
      const key = { key: "x", code: "KeyX", windowsVirtualKeyCode: 88 };
      sent.push(keys.send("Input.dispatchKeyEvent", { type: "keyDown", ...key }));
      sent.push(keys.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }));
    }
    await Promise.all(sent);
    const count = async () => (await presses(page)) - 1 - before;
    await until(async () => (await count()) >= 200, "200 presses").catch(async (error) => {
      throw new Error(`${error.message}: the game saw ${await count()}`);
    });
    await sleep(300);
    assert.equal(await count(), 200);
    await page.close();
  });

  it("who starts a second game is refused, and plays on", async () => {
    const page = await play("probe-game");
    const second = await begin("exits");
    assert.equal(second.status, 409);
    assert.equal(second.body.code, "conflict");
    await playsOn(page);
    await page.close();
  });
});

/** 1 + the presses that the picture on the page's screen shows (docs/probe-picture.md); 0 while it cannot be read. */
function presses(page) {
  return page.evaluate(() => {
    const shown = document.querySelector(".stage canvas");
    const copy = new OffscreenCanvas(640, 48).getContext("2d", { willReadFrequently: true });
    copy.drawImage(shown, 0, 0);
    const { data } = copy.getImageData(0, 0, 640, 48);
    const bit = (row, column) => (data[((row * 16 + 8) * 640 + column * 16 + 8) * 4 + 1] > 126 ? 1 : 0);
    const bits = (from, count) => Array.from({ length: count }, (_, i) => bit(2, from + i));
    const value = bits(0, 32).reduce((sum, one) => sum * 2 + one, 0);
    let crc = 0;
    for (const one of bits(0, 32)) crc = ((crc << 1) ^ ((crc >> 7) ^ one ? 0x07 : 0)) & 0xff;
    return crc === parseInt(bits(32, 8).join(""), 2) ? value + 1 : 0;
  });
}

describe("bad input", () => {
  afterEach(endAll);

  it("as a game's id is refused", async () => {
    for (const game of ["../freedoom", "..%2ffreedoom", "/etc/passwd", "a/../b", "", "x".repeat(5000)]) {
      const { status, body } = await begin(game);
      assert.ok(status >= 400 && status < 500, `${game}: ${status}`);
      assert.ok(body.message, `${game}: no message`);
    }
    for (const id of ["../../etc", "..%2f..%2fetc", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%00"]) {
      assert.ok((await raw("GET", `/api/v1/games/${id}/artwork/cover.svg`)) >= 400, id);
      assert.ok((await raw("DELETE", `/api/v1/sessions/${id}`)) >= 400, id);
    }
  });

  it("on every socket leaves the session alone", async () => {
    const page = await play("probe-game");
    const id = await page.evaluate(() => globalThis.stratus.session());
    const { offer } = (await rest.call("POST", `/sessions/${id}/join`)).body;
    await Promise.all([
      noiseOnUdp(Number(new URL(offer.url).port)),
      noiseOnTcp(stack, rest.cookie),
      noiseOnNodeLink(stack),
    ]);
    await playsOn(page, 60);
    assert.equal((await stats(page)).reconnects, 0);
    assert.deepEqual(living([stack.pids.coordinator, node]), [stack.pids.coordinator, node]);
    assert.doesNotMatch(stack.log(), /panicked/);
    await page.close();
  });
});

/** The status that a path gets which no client library has tidied. */
function raw(method, path) {
  return new Promise((done, failed) => {
    const headers = { cookie: rest.cookie, origin: stack.origin };
    const asked = request({ host: "localhost", port: stack.port, method, path, headers }, (answer) => {
      answer.resume();
      done(answer.statusCode);
    });
    asked.on("error", failed).end();
  });
}

describe("what an operator reads", () => {
  it("names a busy TCP port", async () => {
    const words = ["up", "--port", `${stack.port}`, "--state", join(folder, "second")];
    const { code, stderr } = await run(stratus, words).catch((error) => error);
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`\\b${stack.port}\\b`));
    assert.match(stderr, /in use|taken/);
  });

  it("names a busy UDP port", async () => {
    const socket = createSocket("udp6");
    await new Promise((done) => socket.bind(0, "::", done));
    const { port } = socket.address();
    const words = [
      "--listen",
      `[::]:${port}`,
      "--state-dir",
      join(folder, "third"),
      "--coordinator",
      `ws://localhost:${stack.port}/node`,
    ];
    const { code, stderr } = await run(join(root, "target/release/stratus-node"), words).catch((error) => error);
    socket.close();
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`\\b${port}\\b`));
    assert.match(stderr, /in use|taken/);
  });

  it("names file and line of a wrong manifest", async () => {
    const text = manifest("broken", []).replace('display = "wayland"', 'display = "cinema"');
    const game = gameFolder("broken", text);
    const line = text.split("\n").findIndex((words) => words.includes("cinema")) + 1;
    const { code, stderr } = await run(stratus, ["pack", game, "--out", join(folder, "out")]).catch((error) => error);
    assert.equal(code, 1);
    assert.ok(stderr.includes(`${join(game, "game.toml")}:${line}`), stderr);
  });
});

describe("fifty sessions", () => {
  it("leave nothing in the node", async () => {
    for (let n = 0; n < 10; n++) await once(n);
    const before = await settled();
    for (let n = 0; n < 50; n++) await once(n);
    const after = await settled();
    console.log("# the node before and after 50 sessions:", JSON.stringify({ before: before.held, after: after.held }));
    const { residentKiB: memoryBefore, ...heldBefore } = before.held;
    const { residentKiB: memoryAfter, ...heldAfter } = after.held;
    assert.deepEqual(heldAfter, heldBefore, `open files: ${difference(before.open, after.open)}`);
    // The allocator keeps what it had at the busiest moment: a step or two of a few MiB, however many sessions follow.
    const allowed = Math.max(memoryBefore * 0.1, 6 * 1024);
    assert.ok(memoryAfter - memoryBefore <= allowed, `${memoryBefore} KiB grew to ${memoryAfter} KiB`);
    assert.deepEqual(mountsBelow(stack.state), []);
  });

  /** A session; most are ended when the game runs, some while it starts. */
  async function once(n) {
    const { status, body } = await begin("probe-game");
    assert.equal(status, 200, JSON.stringify(body));
    if (n % 5 !== 4) await until(() => gameOf(node), "the game's process");
    await rest.call("DELETE", `/sessions/${body.id}`);
    await nodeIsFree();
  }

  /** What the node holds when nothing changes any more: one warm kit, no session. */
  /** Figures that have not changed for three seconds: longer than the node keeps a kit waiting or an idle thread. */
  async function settled() {
    let last;
    let same = 0;
    await until(async () => {
      const now = JSON.stringify({ ...figures(node), residentKiB: 0 });
      same = now === last ? same + 1 : 0;
      last = now;
      await sleep(250);
      return same >= 12;
    }, "the node settles");
    return { held: figures(node), open: openFiles(node) };
  }

  function difference(before, after) {
    const left = [...after];
    for (const file of before) if (left.includes(file)) left.splice(left.indexOf(file), 1);
    return left.join(", ");
  }
});

describe("kill -9", () => {
  it("of a session's compositor is not blamed on the game, and the next session plays", async () => {
    const page = await play("probe-game");
    const compositor = displayOf(gameOf(node));
    process.kill(compositor, "SIGKILL");
    assert.match(await lastWords(page), /Something broke\s+Streaming broke: the compositor behind the game is gone/);
    await nodeIsFree();
    const again = await play("probe-game");
    await playsOn(again);
    await Promise.all([page.close(), again.close()]);
    await endAll();
  });

  it("of the node: the player is told, nothing of it is left, and it comes back", async () => {
    const page = await play("probe-game");
    const family = descendants(node);
    const [folderOfTheDead] = sessionFolders();
    assert.ok(family.length >= 4 && folderOfTheDead, "a game, a compositor and a sound server run");
    process.kill(node, "SIGKILL");
    await until(() => living(family).length === 0, "its processes are gone");
    assert.match(await lastWords(page, 30_000), /The machine is gone/);
    node = await until(nodeProcess, "stratus up starts it again");
    await nodeIsFree();
    assert.deepEqual(mountsBelow(stack.state), []);
    assert.deepEqual(
      loopImages().filter((image) => image.startsWith(folder)),
      [],
    );
    const [session] = (await sessions()).filter(({ id }) => id === folderOfTheDead);
    assert.deepEqual([session.state, session.reason], ["ended", "node_lost"]);
    const again = await play("probe-game");
    await playsOn(again);
    await Promise.all([page.close(), again.close()]);
    await endAll();
  });

  it("of the coordinator: the game plays on, nobody is signed out, nothing is forgotten", async () => {
    const before = { games: (await rest.call("GET", "/games")).body, sessions: await sessions() };
    const page = await play("probe-game");
    const id = await page.evaluate(() => globalThis.stratus.session());
    process.kill(stack.pids.coordinator, "SIGKILL");
    await playsOn(page);
    const answers = () =>
      client(stack, rest.cookie)
        .call("GET", "/me")
        .then(
          ({ status }) => status === 200,
          () => false,
        );
    await until(answers, "the coordinator is back and knows the player");
    const [node] = await until(async () => {
      const nodes = (await rest.call("GET", "/nodes")).body;
      return nodes[0]?.online && nodes;
    }, "the node's link is back");
    assert.deepEqual(node.sessions, [id]);
    const known = await sessions();
    assert.deepEqual(
      known.filter((session) => session.id !== id),
      before.sessions,
    );
    assert.equal(known.find((session) => session.id === id).state, "running");
    assert.deepEqual((await rest.call("GET", "/games")).body, before.games);
    await playsOn(page);
    assert.equal((await stats(page)).reconnects, 0);
    assert.equal((await rest.call("DELETE", `/sessions/${id}`)).status, 200);
    await phase(page, "ended");
    await nodeIsFree();
    assert.match(stack.log(), /the coordinator is back; to sign in: http/);
    await page.close();
  });
});

describe("Ctrl-C", () => {
  it("while a game plays tells the player and leaves nothing", async () => {
    const page = await play("probe-game");
    const family = descendants(stack.child.pid);
    const begun = Date.now();
    stack.child.kill("SIGINT");
    const [status, words] = await Promise.all([stack.exited, lastWords(page)]);
    assert.deepEqual(status, { code: 0, signal: null });
    assert.ok(Date.now() - begun < 6000, "it took more than 6 seconds");
    assert.match(words, /The machine is shutting down\s+The machine that runs your game is shutting down\./);
    assert.deepEqual(living(family).map(commandLine), []);
    assert.deepEqual(processesWith(stack.state), []);
    assert.deepEqual(mountsBelow(stack.state), []);
    assert.deepEqual(
      loopImages().filter((image) => image.startsWith(folder)),
      [],
    );
    assert.deepEqual(sessionFolders(), []);
    assert.doesNotMatch(stack.log(), /panicked/);
  });
});

after(async () => {
  await browser?.close();
  stack?.child.kill("SIGINT");
  await stack?.exited;
  rmSync(folder, { recursive: true, force: true });
});
