import { describe, expect, it } from 'vitest';
import { Held } from '../src/input/held';
import { padEdges, padState } from '../src/input/pads';
import { fitted, notches, position, Whole } from '../src/input/pointer-map';
import { layoutFor, stickyQuery, wantedVideo } from '../src/options';
import { needsSingleStream } from '../src/capability';
import { Backoff } from '../src/worker/backoff';
import type { Edge } from '../src/protocol/input';

const pad = (pressed: number[], axes: number[] = [], values: Record<number, number> = {}) =>
  ({
    index: 1,
    axes,
    buttons: Array.from({ length: 17 }, (_, i) => ({
      pressed: pressed.includes(i),
      touched: false,
      value: values[i] ?? 0,
    })),
  }) as unknown as Gamepad;

describe('held controls', () => {
  it('leaving the page lets go of everything once', () => {
    const sent: Edge[] = [];
    const held = new Held((edge) => sent.push(edge));
    const w = { kind: 'key', pad: 0, code: 17 } as const;
    held.apply({ ...w, pressed: true });
    held.apply({ ...w, pressed: true });
    held.apply({ kind: 'mouse_button', pad: 0, code: 272, pressed: true });
    held.releaseAll();
    held.apply({ ...w, pressed: false });
    expect(sent.map((e) => [e.code, e.pressed])).toEqual([
      [17, true],
      [272, true],
      [17, false],
      [272, false],
    ]);
  });
});

describe('pads', () => {
  it('buttons become edges, sticks and triggers keep their whole range', () => {
    const before = padState(pad([0], [0, 0, 0, 0]));
    const after = padState(pad([3, 16], [-1, 1, 0.5, 0], { 6: 1, 7: 0.5 }));
    expect(after.axes).toEqual([-32_767, 32_767, 16_384, 0]);
    expect(after.triggers).toEqual([65_535, 32_768]);
    expect(padEdges(before, after).map((e) => [e.pad, e.code, e.pressed])).toEqual([
      [1, 0, false],
      [1, 3, true],
      [1, 16, true],
    ]);
  });
});

describe('the pointer', () => {
  it('finds the picture between the bars', () => {
    const picture = fitted({ left: 0, top: 0, width: 1000, height: 1000 }, 1280, 720);
    expect(picture).toEqual({ left: 0, top: 218.75, width: 1000, height: 562.5 });
    expect(position(picture, 500, 500)).toEqual({ x: 32_768, y: 32_768 });
    expect(position(picture, -5, 5000)).toEqual({ x: 0, y: 65_535 });
  });

  it('slow motion and smooth wheels are not lost in rounding', () => {
    const whole = new Whole();
    let sum = 0;
    for (let i = 0; i < 12; i++) sum += whole.take(0.25);
    expect(sum).toBe(3);
    expect(notches(100, 0)).toBe(120);
    expect(notches(-3, 1)).toBe(-120);
  });
});

describe('settings', () => {
  it('the address overrides the chosen quality, within what the coordinator takes', () => {
    expect(wantedVideo('', '1080p60')).toEqual({
      width: 1920,
      height: 1080,
      fps: 60,
      bitrate_kbps: 0,
    });
    expect(wantedVideo('?size=641x99999&fps=500&kbps=1', '720p60')).toEqual({
      width: 640,
      height: 2160,
      fps: 240,
      bitrate_kbps: 500,
    });
  });

  it('bench parameters stay from page to page, the sign-in code does not', () => {
    expect(stickyQuery('?code=secret&stats=1&render=none')).toBe('?stats=1&render=none');
    expect(stickyQuery('?code=secret')).toBe('');
  });

  it('guesses the keyboard from the layout first, then from the language', () => {
    expect(layoutFor('de-DE', undefined)).toBe('de');
    expect(layoutFor('en-US', 'z')).toBe('de');
    expect(layoutFor('de-DE', 'y', 'q')).toBe('us');
    expect(layoutFor('fr-CA', undefined)).toBe('ca');
    expect(layoutFor('xx', undefined)).toBe('us');
  });

  it('knows the browsers that cannot take a stream a frame', () => {
    const chrome =
      'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156 Safari/537.36';
    const safari = 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1 (KHTML) Version/26.5 Safari/605.1';
    expect(needsSingleStream(chrome)).toBe(false);
    expect(needsSingleStream(safari)).toBe(true);
    expect(needsSingleStream('Mozilla/5.0 Gecko/20100101 Firefox/152.0')).toBe(true);
    expect(needsSingleStream('Mozilla/5.0 Gecko/20100101 Firefox/153.0')).toBe(false);
  });
});

describe('after a lost connection', () => {
  it('tries again ever more slowly until the node stops waiting', () => {
    const backoff = new Backoff();
    const waits: number[] = [];
    let now = 0;
    for (;;) {
      const wait = backoff.next(now, 5000);
      if (wait === undefined) break;
      waits.push(wait);
      now += wait;
    }
    expect(waits.slice(0, 4)).toEqual([50, 100, 200, 400]);
    expect(now).toBeLessThanOrEqual(5000);
    backoff.connected();
    expect(backoff.next(now, 5000)).toBe(50);
  });
});
