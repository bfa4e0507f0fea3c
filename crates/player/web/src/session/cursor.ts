import type { Cursor } from '../protocol/control';

/** The game's pointer image as a CSS value. */
export function cursorStyle(cursor: Cursor): string {
  const { width, height } = cursor;
  if (width === 0 || height === 0) return 'none';
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return 'default';
  context.putImageData(new ImageData(new Uint8ClampedArray(cursor.rgba), width, height), 0, 0);
  // Browsers refuse larger pointers than 128 pixels, and hot spots outside.
  if (width > 128 || height > 128) return 'default';
  const x = Math.min(Math.max(cursor.hot_x, 0), width - 1);
  const y = Math.min(Math.max(cursor.hot_y, 0), height - 1);
  return `url(${canvas.toDataURL()}) ${x} ${y}, default`;
}
