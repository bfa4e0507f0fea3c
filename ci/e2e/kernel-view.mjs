// What the kernel says about processes: families, and how much a process holds.

import { readFileSync, readdirSync, readlinkSync } from "node:fs";

/** Reads a file of /proc; empty for a process that is gone. */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function parents() {
  const found = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (stat && state !== "Z") found.set(Number(name), Number(parent));
  }
  return found;
}

/** Every living process below `pid`. */
export function descendants(pid) {
  const all = parents();
  const below = (of) => [...all].filter(([, parent]) => parent === of).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** A process's command line, words parted by spaces. */
export const commandLine = (pid) => read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();

/** The user that a process runs as. */
export const userOf = (pid) => read(`/proc/${pid}/status`).match(/^Uid:\s+(\d+)/m)?.[1];

/** Ids of those processes that still live. */
export const living = (pids) => pids.filter((pid) => parents().has(pid));

/** The game's own process below a node, if one runs. */
export const gameOf = (node) => descendants(node).find((pid) => commandLine(pid).includes("/app/usr/bin/"));

/** What a process holds. */
export function figures(pid) {
  const status = read(`/proc/${pid}/status`);
  const number = (key) => Number(status.match(new RegExp(`^${key}:\\s+(\\d+)`, "m"))?.[1] ?? 0);
  const files = readdirSync(`/proc/${pid}/fd`);
  return {
    residentKiB: number("VmRSS"),
    threads: number("Threads"),
    files: files.length,
    mounts: read(`/proc/${pid}/mounts`).split("\n").length - 1,
    children: descendants(pid).length,
  };
}

/** Images that loop devices are bound to. */
export function loopImages() {
  return readdirSync("/sys/block")
    .map((name) => read(`/sys/block/${name}/loop/backing_file`).trim())
    .filter(Boolean);
}

/** Where a descriptor of a process leads, for a message about a leak. */
export function openFiles(pid) {
  return readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).replace(/\d+/g, "N");
    } catch {
      return "closed";
    }
  });
}
