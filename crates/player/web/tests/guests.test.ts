import { describe, expect, it } from 'vitest';
import type { Guest, Session, SessionState } from '../src/api';
import { followGuests } from '../src/session/guests';

const session = (state: SessionState, guests?: Guest[]): Session => ({
  ...state,
  id: 'abc',
  game: 'tux',
  node: 'a',
  created_unix_ms: 0,
  ended_unix_ms: null,
  seat: 0,
  ...(guests && { guests }),
});

describe('who plays along', () => {
  it('is told at once and at every change, until the session is over', async () => {
    const bob = { seat: 1, name: 'Bob' };
    const ended = session({ state: 'ended', reason: 'player_left', message: '' });
    const running: SessionState = { state: 'running' };
    const answers = [session(running, [bob]), undefined, session(running), ended];
    const waits: number[] = [];
    const looks = {
      session: (_: string, waitMs: number) => {
        waits.push(waitMs);
        const answer = answers.shift();
        return answer ? Promise.resolve(answer) : Promise.reject(new Error('unreachable'));
      },
    };
    const told: Guest[][] = [];
    const open = new AbortController().signal;
    await followGuests(looks, 'abc', (guests) => told.push(guests), open, 0);
    // What could not be asked changes nothing.
    expect(told).toEqual([[bob], [], []]);
    expect(waits[0]).toBe(0);
    expect(Math.min(...waits.slice(1))).toBeGreaterThan(0);
  });

  it('is not told any more once the panel is closed', async () => {
    const panel = new AbortController();
    const told: Guest[][] = [];
    const looks = {
      session: () => {
        panel.abort();
        return Promise.resolve(session({ state: 'running' }, []));
      },
    };
    await followGuests(looks, 'abc', (guests) => told.push(guests), panel.signal, 0);
    expect(told).toEqual([]);
  });
});
