// What a browser shows of a stream that lost frames: from the repair on, bit for bit what the encoder has.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./browsers.mjs";
import { root } from "./stack.mjs";

const backEnds = ["x264", "vaapi"];

let folder, server;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "stratus-repair-"));
  const words = "test --release --quiet -p stratus-encode --test damaged -- --ignored";
  execFileSync("cargo", words.split(" "), {
    cwd: root,
    env: { ...process.env, STRATUS_DAMAGED: folder },
    stdio: ["ignore", "ignore", "inherit"],
  });
  // WebCodecs is there for pages of localhost, not for those of nowhere.
  server = createServer((request, response) => {
    const name = basename(request.url);
    if (!name) return response.end("<!doctype html><title>repair</title>");
    if (!existsSync(join(folder, name))) return response.writeHead(404).end();
    response.end(readFileSync(join(folder, name)));
  });
  await new Promise((listening) => server.listen(0, "localhost", listening));
});

after(() => {
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * In the page: decodes what arrived of a stream and what was sent, and says of each picture that arrived in how many bytes it
 * differs from the same one of the whole stream, and its luma from FFmpeg's where the browser shows planes.
 */
async function decode(name) {
  const bytes = async (end) => new Uint8Array(await (await fetch(`/${name}.${end}`)).arrayBuffer());
  const about = await (await fetch(`/${name}.json`)).json();
  const { codec, width, height } = about;
  const differing = (one, other) => one.reduce((count, byte, at) => count + (byte !== other[at]), 0);

  const pictures = async (end) => {
    const [stream, units, copies] = [await bytes(end), about[end], []];
    let failure;
    const decoder = new VideoDecoder({
      output: (frame) => {
        const data = new Uint8Array(frame.allocationSize());
        const { format, timestamp: id } = frame;
        const copied = frame.copyTo(data).then(([first]) => {
          frame.close();
          return { id, format, data, first };
        });
        copies.push(copied);
      },
      error: (error) => (failure = error),
    });
    decoder.configure({ codec, optimizeForLatency: true, hardwareAcceleration: "prefer-software" });
    let at = 0;
    for (const { id, bytes: length, key } of units) {
      const data = stream.subarray(at, (at += length));
      decoder.decode(new EncodedVideoChunk({ type: key ? "key" : "delta", timestamp: id, data }));
    }
    await decoder.flush();
    decoder.close();
    if (failure) throw failure;
    return Promise.all(copies);
  };

  const [arrived, sent, luma] = [await pictures("arrived"), await pictures("sent"), await bytes("luma")];
  return {
    wanted: about.arrived.map(({ id }) => id),
    shown: arrived.map(({ id, format, data, first }, n) => {
      const answer = { id, format, fromWhole: differing(data, sent[id].data), fromFfmpeg: undefined };
      if (!/^(I420|NV12)/.test(format)) return answer;
      const row = (y) => data.subarray(first.offset + y * first.stride).subarray(0, width);
      const known = (y) => luma.subarray((n * height + y) * width);
      answer.fromFfmpeg = 0;
      for (let y = 0; y < height; y++) answer.fromFfmpeg += differing(row(y), known(y));
      return answer;
    }),
  };
}

for (const kind of ["chrome", "firefox"]) {
  describe(`after a repair ${kind} shows what the encoder has`, () => {
    let browser, page;
    before(async () => {
      browser = await launch(kind);
      page = await open(browser);
      await page.goto(`http://localhost:${server.address().port}/`);
    });
    after(() => browser?.close());

    for (const name of backEnds) {
      test(`of ${name}'s stream`, async () => {
        const { wanted, shown } = await page.evaluate(decode, name);
        assert.deepEqual(
          shown.map(({ id }) => id),
          wanted,
        );
        assert.deepEqual(
          shown.filter(({ fromWhole, fromFfmpeg }) => fromWhole > 0 || fromFfmpeg > 0),
          [],
        );
        // Chromium shows planes, Firefox colours.
        const planes = shown.every(({ fromFfmpeg }) => fromFfmpeg === 0);
        assert.ok(planes || kind === "firefox", shown[0].format);
      });
    }
  });
}
