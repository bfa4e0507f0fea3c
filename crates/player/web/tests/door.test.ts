import { describe, expect, it } from 'vitest';
import { ApiError, type Session, type SessionState } from '../src/api';
import { comeBack, enterOrSee, inviteIn, inviteLink, type Calls } from '../src/session/door';
import { endWords, guestEndWords, seatGoneWords } from '../src/session/end-words';

const session = (state: SessionState, seat?: number): Session => ({
  ...state,
  id: 'abc',
  game: 'tux',
  node: 'a',
  created_unix_ms: 0,
  ended_unix_ms: null,
  ...(seat === undefined ? {} : { seat }),
});
const running = (seat?: number) => session({ state: 'running' }, seat);
const ended = session({ state: 'ended', reason: 'game_exited', message: 'Over.' }, 1);
const refusal = (status: number, code: string, words = code) => new ApiError(status, code, words);

/** A coordinator that answers so, and notes who asked for what. */
function coordinator(answers: Partial<Record<keyof Calls, Session | ApiError>>) {
  const asked: string[] = [];
  const answer = (call: keyof Calls, words: string): Promise<Session> => {
    asked.push(words);
    const said = answers[call] ?? refusal(404, 'not_found', call);
    return said instanceof ApiError ? Promise.reject(said) : Promise.resolve(said);
  };
  const calls: Calls = {
    join: () => answer('join', 'join'),
    enter: (_, code) => answer('enter', `enter ${code ?? 'without a code'}`),
    session: () => answer('session', 'look'),
  };
  return { calls, asked };
}

describe('the way into a session', () => {
  it('is the seat that the invitation leads to', async () => {
    const { calls, asked } = coordinator({ enter: running(1) });
    expect((await enterOrSee(calls, 'abc', 'K')).seat).toBe(1);
    expect(asked).toEqual(['enter K']);
  });

  it('is one’s own seat where the host follows their own invitation', async () => {
    const { calls, asked } = coordinator({
      enter: refusal(409, 'conflict'),
      session: running(0),
      join: running(0),
    });
    expect((await enterOrSee(calls, 'abc', 'K')).seat).toBe(0);
    expect(asked).toEqual(['enter K', 'look', 'join']);
  });

  it('ends with the node’s words where all seats are taken', async () => {
    const { calls } = coordinator({ enter: refusal(409, 'conflict', 'All seats are taken.') });
    await expect(enterOrSee(calls, 'abc', 'K')).rejects.toThrow('All seats are taken.');
    // Also for one who has a seat by the coordinator's books: nothing is asked in a loop.
    const { calls: seated } = coordinator({
      enter: refusal(409, 'conflict', 'All seats are taken.'),
      session: running(2),
    });
    await expect(enterOrSee(seated, 'abc', 'K')).rejects.toThrow('All seats are taken.');
  });

  it('shows a guest how the game ended meanwhile', async () => {
    const { calls } = coordinator({ enter: refusal(409, 'conflict'), session: ended });
    expect(await enterOrSee(calls, 'abc', undefined)).toBe(ended);
  });

  it('without an invitation is the host’s first, then that of a guest who has a seat', async () => {
    const host = coordinator({ join: running(0) });
    expect((await comeBack(host.calls, 'abc')).seat).toBe(0);
    expect(host.asked).toEqual(['join']);
    const guest = coordinator({ enter: running(2) });
    expect((await comeBack(guest.calls, 'abc')).seat).toBe(2);
    expect(guest.asked).toEqual(['join', 'enter without a code']);
    await expect(comeBack(coordinator({}).calls, 'abc')).rejects.toThrow('join');
    const busy = coordinator({ enter: refusal(503, 'unavailable', 'The node is silent.') });
    await expect(comeBack(busy.calls, 'abc')).rejects.toThrow('The node is silent.');
  });
});

describe('an invitation', () => {
  it('is read from the link that carries it', () => {
    const link = new URL(inviteLink('https://play.example', 'abc', '7K3M-9QXB-2WVD'));
    expect(link.pathname).toBe('/play/abc');
    expect(inviteIn(link.search)).toBe('7K3M-9QXB-2WVD');
    expect(inviteIn('?stats=1')).toBeUndefined();
    expect(inviteIn('?invite=')).toBeUndefined();
  });

  it('ends in words that are a guest’s', () => {
    // What the server says then is meant for the host.
    expect(guestEndWords('player_left', 'You ended the game.').text).toBe(
      'The host ended the game.',
    );
    expect(guestEndWords('grace_expired', 'nobody was connected for 15 seconds').text).toBe(
      'The host was away for so long that the game was ended.',
    );
    expect(guestEndWords('game_crashed')).toBe(endWords('game_crashed'));
    expect(guestEndWords('game_crashed', 'It stopped.').text).toBe('It stopped.');
    expect(endWords('player_left', 'You ended the game.').text).toBe('You ended the game.');
    expect(seatGoneWords('').text).toContain('no seat in this game any more');
  });
});
