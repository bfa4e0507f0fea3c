import { afterEach, describe, expect, it, vi } from 'vitest';
import { Held } from '../src/input/held';
import { padEdges, padState, Pads, rumble } from '../src/input/pads';
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

describe('a pad whose driver lies', () => {
  it('has axes and triggers at rest or at their ends, and says nothing twice', () => {
    const state = padState(pad([0], [NaN, Infinity, -Infinity, -7], { 6: NaN, 7: 900, 3: -1 }));
    expect(state).toMatchObject({ axes: [0, 32767, -32767, -32767], triggers: [0, 65535] });
    expect(padState(pad([], [0.5])).axes).toEqual([16384, 0, 0, 0]);
    vi.useFakeTimers();
    vi.stubGlobal('addEventListener', () => undefined);
    vi.stubGlobal('removeEventListener', () => undefined);
    const lying = Object.assign(pad([], [NaN, NaN]), { connected: true });
    // One that the node has no place for.
    const fifth = Object.assign(pad([], [1, 1]), { index: 4, connected: true });
    vi.stubGlobal('navigator', { getGamepads: () => [null, lying, fifth] });
    const sent: unknown[] = [];
    const pads = new Pads(
      new Held(() => undefined),
      (states) => sent.push(states),
      () => false,
    );
    pads.start();
    vi.advanceTimersByTime(100);
    pads.stop();
    expect(sent).toEqual([[{ index: 1, buttons: 0, axes: [0, 0, 0, 0], triggers: [0, 0] }]]);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
});

describe('rumble', () => {
  const done = Promise.resolve('complete');
  const shaken = (vibrationActuator?: unknown) => {
    const played: unknown[] = [];
    const actuator = {
      playEffect: (kind: string, effect: unknown) => {
        played.push([kind, effect]);
        return done;
      },
      reset: () => {
        played.push('stop');
        return done;
      },
    };
    const other = { index: 0, vibrationActuator: { playEffect: () => played.push('other') } };
    const one = {
      index: 2,
      vibrationActuator: vibrationActuator === undefined ? actuator : vibrationActuator,
    };
    vi.stubGlobal('navigator', { getGamepads: () => [other, null, one] });
    return played;
  };
  afterEach(() => vi.unstubAllGlobals());

  it('plays at the pad that it is for', () => {
    const played = shaken();
    rumble({ pad: 2, strong: 65535, weak: 0, duration_ms: 250 });
    expect(played).toEqual([
      ['dual-rumble', { duration: 250, strongMagnitude: 1, weakMagnitude: 0 }],
    ]);
  });

  it('stops when it is told to, or has nothing to play', () => {
    const played = shaken();
    rumble({ pad: 2, strong: 0, weak: 0, duration_ms: 0 });
    rumble({ pad: 2, strong: 0, weak: 0, duration_ms: 2000 });
    rumble({ pad: 2, strong: 9, weak: 9, duration_ms: 0 });
    rumble({ pad: 2, strong: NaN, weak: NaN, duration_ms: NaN });
    expect(played).toEqual(['stop', 'stop', 'stop', 'stop']);
  });

  it('asks for nothing that a browser refuses', () => {
    const played = shaken();
    rumble({ pad: 2, strong: 1e9, weak: -5, duration_ms: 65535 });
    expect(played).toEqual([
      ['dual-rumble', { duration: 5000, strongMagnitude: 1, weakMagnitude: 0 }],
    ]);
  });

  it('leaves a pad that is gone, or has no motors, alone', () => {
    const played = shaken(null);
    for (const pad of [1, 2, 3, 200]) rumble({ pad, strong: 1, weak: 1, duration_ms: 9 });
    shaken({ playEffect: undefined });
    rumble({ pad: 2, strong: 1, weak: 1, duration_ms: 9 });
    expect(played).toEqual([]);
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
    const keys = (typed: Record<string, string>) => new Map(Object.entries(typed));
    expect(layoutFor('de-DE')).toBe('de');
    expect(layoutFor('en-US', keys({ KeyY: 'z' }))).toBe('de');
    expect(layoutFor('cs', keys({ KeyY: 'z' }))).toBe('cz');
    expect(layoutFor('de-DE', keys({ KeyY: 'y', KeyQ: 'q' }))).toBe('us');
    expect(layoutFor('en-US', keys({ KeyQ: 'a' }))).toBe('fr');
    expect(layoutFor('fr-CA')).toBe('ca');
    const swedish = keys({ KeyY: 'y', Semicolon: 'ö', Quote: 'ä', BracketLeft: 'å' });
    expect(layoutFor('en-US', swedish)).toBe('se');
    expect(layoutFor('fi', swedish)).toBe('fi');
    expect(layoutFor('en-US', keys({ Semicolon: ';', Backslash: '#' }))).toBe('gb');
    expect(layoutFor('es-MX', keys({ Semicolon: 'ñ' }))).toBe('latam');
    // Chromium tells the first layout that types Latin letters: it says nothing against Russian.
    expect(layoutFor('ru', keys({ KeyY: 'y', Semicolon: ';', Backslash: '\\' }))).toBe('ru');
    expect(layoutFor('xx')).toBe('us');
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
