// Playing together: the host's link, a second person in another browser context, and who finds no seat.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { chord, launch, open, playing, press } from "./browsers.mjs";
import { root, signIn, start, until } from "./stack.mjs";

// 640 is the narrowest picture whose strip has blocks of 16 (docs/probe-picture.md).
const small = "size=640x360&fps=30";

/** A row of the strip on the page's screen; undefined while it cannot be read. */
function row(page, number) {
  return page.evaluate((number) => {
    const shown = document.querySelector(".stage canvas");
    const copy = new OffscreenCanvas(640, 48).getContext("2d", { willReadFrequently: true });
    copy.drawImage(shown, 0, 0);
    const { data } = copy.getImageData(0, 0, 640, 48);
    const at = (i) => data[((number * 16 + 8) * 640 + i * 16 + 8) * 4 + 1];
    const bits = Array.from({ length: 40 }, (_, i) => (at(i) > 126 ? 1 : 0));
    const value = bits.slice(0, 32).reduce((sum, one) => sum * 2 + one, 0);
    let crc = 0;
    for (const one of bits.slice(0, 32)) crc = ((crc << 1) ^ ((crc >> 7) ^ one ? 0x07 : 0)) & 0xff;
    return crc === parseInt(bits.slice(32).join(""), 2) ? value : undefined;
  }, number);
}

const frameNumber = (page) => until(() => row(page, 0), "a readable strip");
const presses = (page) => until(async () => ((await row(page, 2)) ?? -1) + 1, "a readable strip");

/** The game's own frame number goes up on this page's screen. */
async function moves(page, frames = 10) {
  const from = await frameNumber(page);
  await until(async () => (await frameNumber(page)) >= from + frames, `${frames} more pictures`);
}

/** A person whom the administrator lets in: the sign-in code. */
async function codeFor(admin, name) {
  const { status, body } = await admin.call("POST", "/codes", { name });
  assert.equal(status, 200);
  return body.code;
}

const words = (page, selector) => page.$eval(selector, (element) => element.innerText);

test("a guest follows the host's link, sees the same game, and leaves it to the host", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stratus-guests-"));
  // Games run as another user, who has to get through.
  chmodSync(folder, 0o755);
  const games = join(folder, "games");
  execFileSync(join(root, "target/release/stratus"), ["pack", join(root, "games/probe-game"), "--out", games]);
  const stack = await start({ state: join(folder, "state"), games });
  const browser = await launch("chrome");
  try {
    const admin = await signIn(stack);
    const [name, value] = admin.cookie.split("=");
    const home = await browser.createBrowserContext();
    await home.setCookie({ name, value, domain: "localhost", path: "/", httpOnly: true, sameSite: "Strict" });
    const host = await open(home);
    await host.goto(`${stack.origin}/game/probe-game?${small}`);
    await (await host.waitForSelector(".button.play:not([disabled])")).click();
    await playing(host);
    const session = await host.evaluate(() => window.stratus.session());

    // The host makes the link by keyboard, from the menu.
    await chord(host, "Control", "Alt", "m");
    await host.waitForSelector(".hud.shown [aria-expanded]");
    await host.$eval(".hud [aria-expanded]", (button) => button.focus());
    await host.keyboard.press("Enter");
    const field = await host.waitForSelector(".invite input");
    const link = await field.evaluate((input) => input.value);
    assert.equal(new URL(link).pathname, `/play/${session}`);
    assert.match(await words(host, ".invite"), /Up to three others can play along/);
    await chord(host, "Control", "Alt", "m");
    await until(async () => (await host.$(".invite")) === null, "the menu is closed");

    // The guest is not signed in yet: that comes first, and then the game.
    const away = await browser.createBrowserContext();
    const guest = await open(away);
    await guest.goto(link);
    await guest.waitForSelector(".sign-in .invited");
    await guest.type("#code", await codeFor(admin, "Bea"));
    await guest.keyboard.press("Enter");
    await playing(guest);
    assert.equal(await guest.evaluate(() => window.stratus.seat()), 1);
    assert.match(await words(guest, ".pad-hint"), /You are Player 2\./);
    await Promise.all([moves(host), moves(guest)]);

    // The keyboard is the host's: a guest's keys reach nobody, the host's show on both screens.
    const before = await presses(guest);
    await press(guest, "x");
    await moves(guest);
    assert.equal(await presses(guest), before, "a guest's key reached the game");
    await press(host, "x");
    await Promise.all([host, guest].map((page) => until(async () => (await presses(page)) > before, "the host's key")));

    // Loaded again, the page finds its seat again.
    await guest.reload();
    await playing(guest);
    assert.equal(await guest.evaluate(() => window.stratus.seat()), 1);
    await moves(guest);

    // Two more come, and the next one reads why there is no seat.
    const knock = async (person) =>
      person.call("POST", `/sessions/${session}/guests`, { code: new URL(link).searchParams.get("invite") });
    const people = [];
    for (const person of ["Cleo", "Dan", "Eve"]) people.push(await signIn(stack, await codeFor(admin, person)));
    const [cleo, dan, eve] = people;
    assert.deepEqual([(await knock(cleo)).body.seat, (await knock(dan)).body.seat], [2, 3]);
    const refused = await knock(eve);
    assert.deepEqual([refused.status, refused.body.code], [409, "conflict"]);
    assert.match(refused.body.message, /seat|four|full/i);

    // The guest leaves: only the seat is free, for the one who waited for it.
    await guest.mouse.move(200, 200);
    await guest.locator(".hud.shown .danger").click();
    assert.match(await words(guest, ".message"), /Your seat is free again\. The others play on\./);
    await moves(host);
    const seated = await until(async () => {
      const answer = await knock(eve);
      return answer.status === 200 && answer.body;
    }, "the seat of the guest who left");
    assert.equal(seated.seat, 1);
    assert.equal((await admin.call("GET", `/sessions/${session}`)).body.state, "running");

    // The host sees who sits where, and takes a seat back; so the first guest finds one again.
    await chord(host, "Control", "Alt", "m");
    await host.waitForSelector(".hud.shown [aria-expanded]");
    await host.$eval(".hud [aria-expanded]", (button) => button.click());
    const remove = await host.waitForSelector('.guests [aria-label="Remove Eve"]');
    assert.match(await words(host, ".guests"), /Player 2: Eve/);
    await remove.evaluate((button) => button.click());
    await until(async () => (await host.$('.guests [aria-label="Remove Eve"]')) === null, "Eve is off the list");
    assert.equal((await eve.call("POST", `/sessions/${session}/guests`, {})).status, 404);
    await guest.$eval(".message .primary", (button) => button.click());
    await playing(guest);

    // The host quits: the guest reads that in words for guests.
    assert.deepEqual([...host.problems, ...guest.problems], []);
    await host.$eval(".hud .danger", (button) => button.click());
    await until(() => guest.evaluate(() => window.stratus.phase() === "ended"), "the guest's page says the end");
    assert.match(await words(guest, ".message"), /The host ended the game\./);
    await until(() => host.evaluate(() => window.stratus.phase() === "ended"), "the host's page says the end");
  } catch (error) {
    error.message += `\n${stack.log()}`;
    throw error;
  } finally {
    await browser.close();
    await stack.stop({ keep: true });
    rmSync(folder, { recursive: true, force: true });
  }
});
