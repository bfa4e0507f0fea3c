import { unixNow } from '../measure/clock-offset';
import { ProbeSamples, readStrip, STRIP_HEIGHT, STRIP_WIDTH } from './probe-strip';

const RECT = { x: 0, y: 0, width: STRIP_WIDTH, height: STRIP_HEIGHT };

/** Reads the probe game's strip out of decoded frames, while a bench asks for it. */
export class Probe {
  readonly samples = new ProbeSamples();
  on = false;
  #spare: Uint8Array<ArrayBuffer>[] = [];

  /** Called inside the decoder's output callback: now is when the frame was decoded. */
  frame(frame: VideoFrame): void {
    if (!this.on || frame.displayWidth < STRIP_WIDTH || frame.displayHeight < STRIP_HEIGHT) return;
    const at = unixNow();
    // A clone, because the presenter may close the frame before the copy is done.
    const copy = frame.clone();
    this.#read(copy).then(
      (strip) => this.samples.decoded(strip, at),
      () => this.samples.decoded(undefined, at),
    );
  }

  async #read(frame: VideoFrame) {
    try {
      const size = frame.allocationSize({ rect: RECT });
      let bytes = this.#spare.pop();
      if (!bytes || bytes.length < size) bytes = new Uint8Array(size);
      const planes = await frame.copyTo(bytes, { rect: RECT });
      const luma = planes[0];
      // I420 and NV12 start with the luma; Firefox gives four bytes a pixel, of which one is enough.
      const step = /^(RGB|BGR)/.test(frame.format ?? '') ? 4 : 1;
      const strip = luma ? readStrip(bytes.subarray(luma.offset), luma.stride, step) : undefined;
      if (this.#spare.length < 4) this.#spare.push(bytes);
      return strip;
    } finally {
      frame.close();
    }
  }
}
