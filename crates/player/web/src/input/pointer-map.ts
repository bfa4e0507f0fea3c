import type { PointerPosition } from '../protocol/input';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where a picture of `width`×`height` lies in a box that shows it whole (`object-fit: contain`). */
export function fitted(box: Box, width: number, height: number): Box {
  if (width <= 0 || height <= 0 || box.width <= 0 || box.height <= 0) return box;
  const scale = Math.min(box.width / width, box.height / height);
  const w = width * scale;
  const h = height * scale;
  return {
    left: box.left + (box.width - w) / 2,
    top: box.top + (box.height - h) / 2,
    width: w,
    height: h,
  };
}

/** A point of the page as a point of the picture; outside it the nearest edge. */
export function position(picture: Box, x: number, y: number): PointerPosition {
  const part = (at: number, size: number): number =>
    Math.round(Math.min(Math.max(size > 0 ? at / size : 0, 0), 1) * 65_535);
  return { x: part(x - picture.left, picture.width), y: part(y - picture.top, picture.height) };
}

/** 120ths of a notch from what a wheel event says. */
export function notches(delta: number, mode: number): number {
  // Browsers give 100 px (mode 0), 3 lines (mode 1) or one page (mode 2) a notch.
  const unit = mode === 0 ? 1.2 : mode === 1 ? 40 : 120;
  return delta * unit;
}

/** Whole parts of a sum whose fractions must not get lost. */
export class Whole {
  #rest = 0;
  take(value: number): number {
    const sum = this.#rest + value;
    const whole = Math.trunc(sum);
    this.#rest = sum - whole;
    return whole;
  }
}
