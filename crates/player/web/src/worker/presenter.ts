import { Slots } from '../measure/slots';
import type { Decoded } from './decoder';
import type { Picture, RenderMode } from './messages';

/** The newest decoded frame on the next animation frame. */
export class Presenter {
  readonly slots = new Slots();
  #canvas: OffscreenCanvas | undefined;
  #context: OffscreenCanvasRenderingContext2D | null = null;
  #newest: Decoded | undefined;
  #fresh = false;
  #thumbnail: OffscreenCanvas | undefined;

  constructor(
    /** Called for each frame that was shown, with how long it waited, ms. */
    private readonly shown: (waited: number) => void,
  ) {}

  attach(canvas: OffscreenCanvas | undefined, render: RenderMode): void {
    if (!canvas || render === 'none') return;
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d', { alpha: false, desynchronized: true });
  }

  /** A frame was decoded; it replaces one that no slot has shown. */
  offer(decoded: Decoded): void {
    this.#newest?.frame.close();
    this.#newest = decoded;
    this.#fresh = true;
  }

  /** An animation frame, with its own time stamp. */
  slot(frameTime: number): void {
    const newest = this.#newest;
    if (!this.#fresh || !newest) {
      this.slots.slot(frameTime, undefined);
      return;
    }
    this.#fresh = false;
    const waited = Math.max(0, performance.now() - newest.decoded);
    this.slots.slot(frameTime, waited);
    this.shown(waited);
    this.#draw(newest.frame);
  }

  #draw(frame: VideoFrame): void {
    const canvas = this.#canvas;
    const context = this.#context;
    if (!canvas || !context) return;
    if (canvas.width !== frame.displayWidth || canvas.height !== frame.displayHeight) {
      canvas.width = frame.displayWidth;
      canvas.height = frame.displayHeight;
    }
    context.drawImage(frame, 0, 0);
  }

  /** A small copy of the newest frame; undefined before the first. */
  picture(width: number, height: number): Picture | undefined {
    const frame = this.#newest?.frame;
    if (!frame) return undefined;
    this.#thumbnail ??= new OffscreenCanvas(width, height);
    const context = this.#thumbnail.getContext('2d', { willReadFrequently: true });
    if (!context) return undefined;
    context.imageSmoothingQuality = 'high';
    context.drawImage(frame, 0, 0, width, height);
    return {
      width,
      height,
      rgba: Array.from(context.getImageData(0, 0, width, height).data),
      frameWidth: frame.displayWidth,
      frameHeight: frame.displayHeight,
    };
  }

  close(): void {
    this.#newest?.frame.close();
    this.#newest = undefined;
  }
}
