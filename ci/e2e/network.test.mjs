// A network that fails for a moment, between a real browser and a node.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { launch, open, playing, stats } from "./browsers.mjs";
import { relay } from "./relay.mjs";
import { root, signIn, sleep, start, until } from "./stack.mjs";

/** The port at which a node's players knock. */
async function playersPort(rest) {
  const asked = await rest.call("POST", "/sessions", { game: "probe-game", video: { width: 640, height: 360, fps: 30 } });
  const { id } = asked.body;
  const offer = await until(
    async () => (await rest.call("POST", `/sessions/${id}/join`)).body?.offer,
    `an offer for session ${JSON.stringify(asked)}`,
  );
  await rest.call("DELETE", `/sessions/${id}`);
  return Number(new URL(offer.url).port);
}

test("a network that carries next to nothing for a moment costs the player a repair: no IDR, nothing broken on the screen", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stratus-network-"));
  // Games run as another user, who has to get through.
  chmodSync(folder, 0o755);
  const games = join(folder, "games");
  execFileSync(join(root, "target/release/stratus"), ["pack", join(root, "games/probe-game"), "--out", games]);
  const stack = await start({ state: join(folder, "state"), games });
  let network, browser;
  try {
    const rest = await signIn(stack);
    const port = await playersPort(rest);
    network = await relay(port);
    browser = await launch("chrome", [`--host-resolver-rules=MAP localhost:${port} 127.0.0.1:${network.port}`]);
    const [name, value] = rest.cookie.split("=");
    await browser.setCookie({ name, value, domain: "localhost", path: "/", httpOnly: true, sameSite: "Strict" });
    const page = await open(browser);
    await page.goto(`${stack.origin}/game/probe-game?size=1280x720&fps=30&kbps=100000`);
    await (await page.waitForSelector(".button.play:not([disabled])")).click();
    await playing(page);
    const counts = () => stats(page);
    const decoded = async (more) => {
      const { framesDecoded } = await counts();
      await until(async () => (await counts()).framesDecoded >= framesDecoded + more, `${more} more pictures`);
    };
    await page.evaluate(() => window.stratus.probe(true));
    await decoded(30);
    for (let n = 0; n < 3; n++) {
      const before = await counts();
      network.every = 15;
      // A picture of its rate takes seconds now: the node gives it up after one.
      await sleep(2000);
      network.every = 0;
      await decoded(60);
      const after = await counts();
      assert.ok(after.lost > before.lost, "nothing was lost: the network carried it all");
      assert.equal(after.idrRequests, before.idrRequests, "the page asked for what the node had promised");
    }
    const { probe, decoderErrors, reconnects } = await counts();
    assert.ok(probe.frames > 150, `${probe.frames} pictures were read`);
    assert.deepEqual([probe.invalid, decoderErrors, reconnects], [0, 0, 0]);
    assert.deepEqual(page.problems, []);
  } catch (error) {
    error.message += `\n${stack.log()}`;
    throw error;
  } finally {
    await browser?.close();
    network?.close();
    await stack.stop({ keep: true });
    rmSync(folder, { recursive: true, force: true });
  }
});
