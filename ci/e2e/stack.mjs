// A coordinator and a node of this tree, in a state folder of their own.

import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = resolve(fileURLToPath(import.meta.url), "../../..");
const stratus = join(root, "target/release/stratus");

/** A TCP port that nobody listens on. */
export function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "::", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Waits until `condition` gives something truthy. */
export async function until(condition, what, patience = 20_000) {
  const deadline = Date.now() + patience;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited ${patience} ms in vain: ${what}`);
    await sleep(25);
  }
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Starts `stratus up` and waits for its ready line. */
export async function start({ args = [], games = join(root, ".cache/games"), state } = {}) {
  const port = await freePort();
  const folder = state ?? mkdtempSync(join(tmpdir(), "stratus-e2e-"));
  // Sessions run as users of their own, who have to get in.
  if (!state) chmodSync(folder, 0o711);
  const words = ["up", "--json", "--port", `${port}`, "--state", folder, "--games", games, ...args];
  const child = spawn(stratus, words, { stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  child.stderr.on("data", (data) => {
    log = (log + data).slice(-20_000);
    if (process.env.STRATUS_E2E_LOG) process.stderr.write(data);
  });
  const exited = new Promise((done) => child.on("exit", (code, signal) => done({ code, signal })));
  const line = await Promise.race([
    new Promise((done) => createInterface({ input: child.stdout }).once("line", done)),
    exited.then(({ code }) => {
      throw new Error(`stratus up ended with ${code}:\n${log}`);
    }),
  ]);
  const ready = JSON.parse(line);
  const origin = `http://localhost:${port}`;
  return {
    origin,
    port,
    state: folder,
    child,
    url: ready.ready,
    code: ready.code,
    pids: { coordinator: ready.coordinator_pid, node: ready.node_pid },
    log: () => log,
    exited,
    /** Ctrl-C, and what is left afterwards. */
    async stop({ keep = false } = {}) {
      child.kill("SIGINT");
      const status = await exited;
      if (!keep) rmSync(folder, { recursive: true, force: true });
      return status;
    },
  };
}

/** A signed-in client of the REST interface. */
export async function signIn(stack, code = stack.code) {
  const answer = await fetch(`${stack.origin}/api/v1/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: stack.origin },
    body: JSON.stringify({ code }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return client(stack, answer.headers.get("set-cookie").split(";")[0]);
}

/** A client with a cookie that was had before. */
export function client(stack, cookie) {
  return {
    cookie,
    async call(method, path, body) {
      const answer = await fetch(`${stack.origin}/api/v1${path}`, {
        method,
        headers: { "content-type": "application/json", origin: stack.origin, cookie },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text ? JSON.parse(text) : null };
    },
  };
}

/** Processes whose command line holds `text`. */
export function processesWith(text) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(text);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** A process and all that it started, its first one first: `{ pid, started, cmdline }`. */
export function descendants(pid) {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), ...state(name) }))
    .filter(({ parent }) => parent !== undefined);
  const family = all.filter((process) => process.pid === pid);
  for (const process of family) family.push(...all.filter(({ parent }) => parent === process.pid));
  return family;
}

/** Whether it is still the process that it was, a zombie included. */
export const alive = ({ pid, started }) => state(pid).started === started;

/** What the kernel says about a process; nothing of one that is gone. */
function state(pid) {
  try {
    const words = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop().split(" ");
    const cmdline = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return { parent: Number(words[1]), started: words[19], cmdline };
  } catch {
    return {};
  }
}

/** Mounts below a folder, in this process's view or another's. */
export function mountsBelow(folder, pid = "self") {
  return readFileSync(`/proc/${pid}/mounts`, "utf8")
    .split("\n")
    .map((line) => line.split(" ")[1] ?? "")
    .filter((at) => at.startsWith(folder));
}
