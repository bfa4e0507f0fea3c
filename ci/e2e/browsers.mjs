// Real browsers, and what the tests do in them.

import { existsSync } from "node:fs";
import puppeteer from "puppeteer-core";
import { sleep, until } from "./stack.mjs";

const installed = {
  chrome: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
  firefox: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
};

/** Starts a browser with a fresh profile: `chrome` or `firefox`; `words` are for the former. */
export function launch(browser, words = []) {
  const named = process.env[browser === "chrome" ? "STRATUS_CHROMIUM" : "STRATUS_FIREFOX"];
  const executablePath = named ?? installed[browser].find((path) => existsSync(path));
  if (!executablePath) throw new Error(`no ${browser} here: run ci/setup test`);
  return puppeteer.launch({
    browser,
    executablePath,
    headless: true,
    protocolTimeout: 120_000,
    args:
      browser === "chrome"
        ? [
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            ...words,
          ]
        : [],
  });
}

/** Ends a browser as a power cut would: all of its processes at once. */
export async function kill(browser) {
  const child = browser.process();
  const gone = new Promise((done) => child.once("exit", done));
  process.kill(-child.pid, "SIGKILL");
  await gone;
}

/** A page of the player's size; errors in it are kept in `page.problems`. */
export async function open(browser, { width = 1280, height = 720 } = {}) {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  page.setDefaultTimeout(60_000);
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(error.message));
  return page;
}

/** Plugs a pad in that the test moves: the browser's own cannot be simulated. Call it before the page loads. */
export async function plugPad(page) {
  await page.evaluateOnNewDocument(() => {
    const pad = {
      id: "Test pad (STANDARD GAMEPAD)",
      index: 0,
      connected: true,
      mapping: "standard",
      timestamp: 0,
      axes: [0, 0, 0, 0],
      buttons: Array.from({ length: 17 }, () => ({ pressed: false, touched: false, value: 0 })),
    };
    navigator.getGamepads = () => [pad, null, null, null];
    window.holdPadButton = (button, held) => {
      pad.timestamp = performance.now();
      pad.buttons[button] = { pressed: held, touched: held, value: held ? 1 : 0 };
    };
  });
}

/** From the library's card to the first picture. */
export async function play(page, id) {
  await page.locator(`.card[href^="/game/${id}"]`).click();
  await page.locator(".button.play").click();
  await playing(page);
}

/** Waits for the first picture; ends early with the page's own words where it shows an error. */
export async function playing(page) {
  const phase = await until(
    () =>
      page.evaluate(() => {
        const name = document.querySelector(".player")?.dataset.phase;
        return ["playing", "ended", "error"].includes(name) ? name : undefined;
      }),
    "the game's first picture",
    60_000,
  );
  if (phase !== "playing") {
    throw new Error(`${phase}: ${await page.evaluate(() => document.body.innerText)}`);
  }
  await until(() => picture(page).then((seen) => seen), "a decoded picture", 30_000);
}

/** The newest decoded frame, small; null before the first. */
export const picture = (page) => page.evaluate(() => window.stratus.picture().catch(() => null));

export const stats = (page) => page.evaluate(() => window.stratus.stats());

export const sessionOf = (page) => page.evaluate(() => window.stratus.session());

/** Presses a key for longer than a tic of the game. */
export async function press(page, key) {
  await page.keyboard.down(key);
  await sleep(80);
  await page.keyboard.up(key);
  await sleep(120);
}

export async function chord(page, ...keys) {
  for (const key of keys) await page.keyboard.down(key);
  for (const key of keys.reverse()) await page.keyboard.up(key);
}

/** A part of the picture, in 64ths of its width and 36ths of its height. */
export const whole = { left: 0, top: 0, right: 64, bottom: 36 };

function levels({ width, rgba }, { left, top, right, bottom }) {
  const found = [];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = (y * width + x) * 4;
      found.push(rgba[at], rgba[at + 1], rgba[at + 2]);
    }
  }
  return found;
}

/** How much two pictures differ in a region: the mean over its channels, 0 to 255. */
export function difference(before, after, region = whole) {
  const a = levels(before, region);
  const b = levels(after, region);
  return a.reduce((sum, level, i) => sum + Math.abs(level - b[i]), 0) / a.length;
}

/** How much a picture differs from one flat colour: the standard deviation of its levels. */
export function contrast(seen, region = whole) {
  const all = levels(seen, region);
  const mean = all.reduce((sum, level) => sum + level, 0) / all.length;
  return Math.sqrt(all.reduce((sum, level) => sum + (level - mean) ** 2, 0) / all.length);
}

/** Waits for a picture that differs from `before` by more than `least`. */
export function changed(page, before, least, region, what, patience = 20_000) {
  return until(
    async () => {
      const now = await picture(page);
      return now && difference(before, now, region) > least && now;
    },
    what,
    patience,
  );
}

/** Waits until the region has stood still for a second; gives the picture. */
export async function still(page, region, what, patience = 30_000) {
  let first = await picture(page);
  let since = Date.now();
  return until(
    async () => {
      const now = await picture(page);
      if (difference(first, now, region) > 1.5) {
        first = now;
        since = Date.now();
      }
      return Date.now() - since > 1000 && now;
    },
    what,
    patience,
  );
}

/** The most that the region differs from `before` over `ms`. */
export async function unrest(page, before, region, ms) {
  const end = Date.now() + ms;
  let most = 0;
  while (Date.now() < end) {
    most = Math.max(most, difference(before, await picture(page), region));
    await sleep(50);
  }
  return most;
}
