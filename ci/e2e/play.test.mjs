// The spine, played: a real game in real browsers, from the printed address to a free node.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import {
  changed,
  chord,
  contrast,
  difference,
  kill,
  launch,
  open,
  picture,
  play,
  playing,
  plugPad,
  press,
  sessionOf,
  stats,
  still,
  unrest,
  whole,
} from "./browsers.mjs";
import { alive, client, descendants, mountsBelow, root, sleep, start, until } from "./stack.mjs";

const game = "freedoom";
const command = "freedoom2.wad";

// Where Freedoom draws what, at 16:9.
const view = { left: 0, top: 0, right: 64, bottom: 29 };
const menu = { left: 20, top: 8, right: 46, bottom: 28 };
const weapon = { left: 28, top: 21, right: 35, bottom: 30 };
const ammo = { left: 8, top: 31, right: 15, bottom: 34 };

const rightTrigger = 7;

/** Runs `body` with a coordinator and a node of its own; nothing of them is left. */
async function withStack(options, body) {
  const stack = await start(options);
  const family = descendants(stack.child.pid);
  try {
    await body(stack);
    family.push(...descendants(stack.child.pid));
  } catch (error) {
    error.message += `\n${stack.log()}`;
    await stack.stop();
    throw error;
  }
  const status = await stack.stop();
  assert.deepEqual(status, { code: 0, signal: null }, "Ctrl-C ends it in order");
  await until(() => !family.some(alive), "no process of it is left");
  assert.deepEqual(mountsBelow(stack.state), [], "no mount of it is left");
}

/** Runs `body` with a browser of its own. */
async function withBrowser(kind, body) {
  const browser = await launch(kind);
  try {
    await body(browser);
  } finally {
    if (browser.connected) await browser.close();
  }
}

/** A REST client that is signed in as the browser is. */
async function restOf(stack, browser) {
  const cookie = (await browser.cookies()).find(({ name }) => name === "stratus_session");
  assert.ok(cookie, "the sign-in left a cookie");
  return client(stack, `${cookie.name}=${cookie.value}`);
}

const gameProcesses = (stack) =>
  descendants(stack.pids.node).filter(({ cmdline }) => cmdline.includes(command));

/** The page is gone: the session ended by the player, the node free, nothing left of the game. */
async function freed(stack, rest, session, processes) {
  const ended = await until(async () => {
    const { body } = await rest.call("GET", `/sessions/${session}`);
    return body.state === "ended" && body;
  }, "the session ended");
  assert.equal(ended.reason, "player_left");
  await until(async () => {
    const { body } = await rest.call("GET", "/nodes");
    return body[0].online && body[0].sessions.length === 0;
  }, "the node is free");
  await until(() => !processes.some(alive), "no process of the game is left");
  assert.deepEqual(gameProcesses(stack), []);
  assert.deepEqual(mountsBelow(stack.state), [], "no mount is left");
  assert.deepEqual(mountsBelow(stack.state, stack.pids.node), [], "no mount is left in the node");
  await until(() => children(join(stack.state, "node/sessions")).length === 0, "no session folder");
  // The kit that waits for the next session may stay.
  await until(() => children(join(stack.state, "node/run")).length <= 1, "no run folder is left");
}

const children = (folder) => (existsSync(folder) ? readdirSync(folder) : []);

/** Through the game's own menu into its first level; gives the picture, which then stands still. */
async function newGame(page) {
  const before = await picture(page);
  await press(page, "Escape");
  await press(page, "Enter");
  await press(page, "Enter");
  await changed(page, before, 15, ammo, "the level's status bar");
  return still(page, whole, "the first level, standing still");
}

test("Chromium: sign in, search, play by keyboard and pad, hear it, leave", async () => {
  await withStack({}, (stack) =>
    withBrowser("chrome", async (browser) => {
      const page = await open(browser);
      await plugPad(page);

      // The printed address signs in and shows the library with its artwork.
      await page.goto(stack.url);
      await page.waitForSelector(".card");
      assert.equal(new URL(page.url()).search, "", "the code does not stay in the address");
      await until(
        () => page.$eval(".card img", (image) => image.complete && image.naturalWidth > 100),
        "the card's artwork",
      );

      // The search finds it, and only where it is meant.
      await page.type("#search", "zzz nothing like it");
      await until(async () => (await page.$$(".card")).length === 0, "nothing matches");
      await page.$eval("#search", (box) => box.select());
      await page.type("#search", "free");
      await until(async () => (await page.$$(".card")).length === 1, "one card matches");
      assert.match(await page.$eval(".card", (card) => card.innerText), /Freedoom/);

      await play(page, game);
      const session = await sessionOf(page);
      const rest = await restOf(stack, browser);
      const processes = gameProcesses(stack);
      assert.ok(processes.length > 0, "the game runs");

      // The title comes, and after a while the game's demo by itself.
      const title = await until(async () => {
        const now = await picture(page);
        return contrast(now) > 15 && now;
      }, "the title");
      assert.deepEqual([title.frameWidth, title.frameHeight], [1280, 720]);
      await changed(page, title, 8, whole, "the picture moves", 60_000);

      // A key opens the menu, and closes it.
      const level = await newGame(page);
      const calm = await unrest(page, level, menu, 1000);
      assert.ok(calm < 2, `nothing moves without a key: ${calm}`);
      await press(page, "Escape");
      await changed(page, level, 6, menu, "the menu opens");
      await press(page, "Escape");
      await until(
        async () => difference(level, await picture(page), menu) < 2,
        "the menu is closed again",
      );

      // The pad's right trigger is the profile's left mouse button: it fires.
      const ready = await still(page, whole, "the level, standing still");
      const quiet = {
        weapon: await unrest(page, ready, weapon, 1000),
        ammo: await unrest(page, ready, ammo, 500),
      };
      assert.ok(quiet.weapon < 2 && quiet.ammo < 0.5, `nothing fires yet: ${JSON.stringify(quiet)}`);
      await page.evaluate((button) => window.holdPadButton(button, true), rightTrigger);
      await changed(page, ready, 10, weapon, "the weapon flashes");
      await changed(page, ready, 1.5, ammo, "a round is spent");
      await page.evaluate((button) => window.holdPadButton(button, false), rightTrigger);
      await until(
        async () => difference(ready, await picture(page), weapon) < 5,
        "the weapon rests when the trigger does",
      );

      // Sound is heard.
      await page.evaluate(() => window.stratus.audioEnergy());
      const loudest = await until(async () => {
        const energy = await page.evaluate(() => window.stratus.audioEnergy());
        return energy > 0.001 && energy;
      }, "sound above silence");
      assert.ok(loudest < 1, `${loudest}`);

      // The keyboard walks.
      const standing = await picture(page);
      await page.keyboard.down("w");
      await changed(page, standing, 8, view, "the player walks");
      await page.keyboard.up("w");

      // The overlay says how many frames arrive.
      await chord(page, "Control", "Alt", "s");
      await page.waitForSelector(".statistics[data-fps]");
      let best = 0;
      for (const end = Date.now() + 20_000; best < 50 && Date.now() < end; await sleep(250)) {
        best = Math.max(best, await page.$eval(".statistics", ({ dataset }) => +dataset.fps));
      }
      assert.ok(best >= 50, `at best ${best} frames in a second`);
      await chord(page, "Control", "Alt", "s");
      await until(async () => (await page.$(".statistics")) === null, "the overlay closes");

      if (process.env.STRATUS_E2E_SCREENSHOT) await photograph(page);
      assert.equal((await stats(page)).decoderErrors, 0);
      assert.deepEqual(page.problems, []);

      await page.close();
      await freed(stack, rest, session, processes);
    }),
  );
});

/** The README's picture: a level in the player, with the player's bar. */
async function photograph(page) {
  await page.keyboard.down("w");
  await sleep(700);
  await page.keyboard.up("w");
  await still(page, whole, "the level, standing still");
  await chord(page, "Control", "Alt", "m");
  await page.waitForSelector(".hud.shown");
  await sleep(400);
  const input = await page.screenshot();
  // The game has 256 colours.
  const palette = "split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=dither=none";
  const file = join(root, "docs/freedoom.png");
  execFileSync("ffmpeg", ["-v", "error", "-y", "-i", "-", "-vf", palette, file], { input });
}

test("Firefox: sign in, play, leave; the state folder in a closed home", async () => {
  // As below root's home: the users that sessions run as cannot get in.
  const closed = mkdtempSync(join(tmpdir(), "stratus-e2e-closed-"));
  await withStack({ state: join(closed, "state") }, (stack) =>
    withBrowser("firefox", async (browser) => {
      const page = await open(browser, { width: 960, height: 540 });
      // Drawing takes Firefox long without a graphics card.
      await page.goto(`${stack.url}&size=640x360&fps=30`);
      await page.waitForSelector(".card");
      await play(page, game);
      const session = await sessionOf(page);
      const rest = await restOf(stack, browser);
      const processes = gameProcesses(stack);
      assert.ok(processes.length > 0, "the game runs");

      await until(async () => contrast(await picture(page)) > 15, "a picture that is not flat");
      const { framesDecoded, width, height } = await stats(page);
      assert.deepEqual([width, height], [640, 360]);
      await until(
        async () => (await stats(page)).framesDecoded > framesDecoded + 30,
        "more frames decode",
      );
      await press(page, "Escape");
      await press(page, "Enter");
      const before = await picture(page);
      await press(page, "Enter");
      await changed(page, before, 15, ammo, "the keys start a game");
      assert.deepEqual(page.problems, []);

      await page.close();
      await freed(stack, rest, session, processes);
    }),
  );
  rmSync(closed, { recursive: true });
});

test("the browser is killed in mid-play, and another one goes on where it was", async () => {
  await withStack({}, (stack) =>
    withBrowser("chrome", (first) =>
      withBrowser("chrome", async (second) => {
        const page = await open(first);
        await page.goto(stack.url);
        await page.waitForSelector(".card");
        await play(page, game);
        const session = await sessionOf(page);
        const rest = await restOf(stack, first);
        const processes = gameProcesses(stack);
        const level = await newGame(page);
        // A shot, so that this game is like no other.
        await page.keyboard.down("Control");
        const shot = await changed(page, level, 1.5, ammo, "a round is spent");
        await page.keyboard.up("Control");
        const left = await still(page, whole, "the level, standing still");
        assert.ok(shot && difference(level, left, ammo) > 1.5);
        const cookies = await first.cookies();

        await kill(first);

        await second.setCookie(...cookies);
        const again = await open(second);
        await again.goto(`${stack.origin}/sessions`);
        await again.locator("li.open .button.primary").click();
        await playing(again);
        assert.equal(await sessionOf(again), session, "the same session");
        assert.ok(processes.every(alive), "the same game");
        const back = await still(again, whole, "the level, as it was left");
        assert.ok(
          difference(left, back, ammo) < 1,
          `the same rounds are left: ${difference(left, back, ammo)}`,
        );
        await again.keyboard.down("w");
        await changed(again, back, 8, view, "the game goes on");
        await again.keyboard.up("w");
        const { body } = await rest.call("GET", `/sessions/${session}`);
        assert.equal(body.state, "running");

        await again.close();
        await freed(stack, rest, session, processes);
      }),
    ),
  );
});
