import { describe, expect, it } from 'vitest';
import { ClockOffset } from '../src/measure/clock-offset';
import { exactQuantiles, Histogram } from '../src/measure/histogram';
import { Slots } from '../src/measure/slots';

describe('histogram', () => {
  it('gives quantiles within 1 %', () => {
    const h = new Histogram();
    for (let ms = 1; ms <= 1000; ms++) h.record(ms / 10);
    const q = h.quantiles();
    expect(q.n).toBe(1000);
    expect(Math.abs(q.p50 / 50 - 1)).toBeLessThan(0.01);
    expect(Math.abs(q.p95 / 95 - 1)).toBeLessThan(0.01);
    expect(Math.abs(q.p99 / 99 - 1)).toBeLessThan(0.01);
  });

  it('takes zero, negative, huge and missing values', () => {
    const h = new Histogram();
    for (const ms of [0, -5, 1e9, NaN]) h.record(ms);
    expect(h.quantiles().n).toBe(3);
    h.reset();
    expect(h.quantiles()).toEqual({ n: 0, p50: 0, p95: 0, p99: 0 });
  });

  it('exact quantiles are samples', () => {
    expect(exactQuantiles([3, 1, 2])).toEqual({ n: 3, p50: 2, p95: 3, p99: 3 });
  });
});

describe('clock offset', () => {
  it('believes the least disturbed ping', () => {
    const clock = new ClockOffset();
    const ahead = 5000;
    clock.pong(0, 40, 0 + 35 + ahead);
    clock.pong(100, 102, 101 + ahead);
    clock.pong(200, 290, 201 + ahead);
    expect(clock.offset).toBe(ahead);
    expect(clock.rtt).toBe(40);
  });

  it('follows a clock that drifts', () => {
    const clock = new ClockOffset();
    for (let i = 0; i < 40; i++) clock.pong(i * 100, i * 100 + 2, i * 100 + 1 + i);
    expect(clock.offset).toBeGreaterThanOrEqual(24);
  });

  it('knows nothing before the first pong', () => {
    expect(new ClockOffset().offset).toBeUndefined();
  });
});

describe('display slots', () => {
  it('the period is finer than the clock, and missed slots do not spoil it', () => {
    const slots = new Slots();
    for (let i = 0; i < 200; i++) {
      if (i % 17 === 0) continue;
      slots.slot(Math.round((i * 10_000) / 600) / 1, undefined);
    }
    expect(slots.period()).toBeGreaterThan(16.5);
    expect(slots.period()).toBeLessThan(16.9);
  });

  it('reports fresh slots and how long frames waited, then starts anew', () => {
    const slots = new Slots();
    for (let i = 0; i < 10; i++) slots.slot(i * 16, i % 2 === 0 ? i : undefined);
    expect(slots.report()).toMatchObject({ slots: 10, fresh: 5, slackMs: 4, slackLowMs: 0 });
    expect(slots.report()).toMatchObject({ slots: 0, fresh: 0, slackMs: 0 });
    expect(slots.total).toBe(10);
  });
});
