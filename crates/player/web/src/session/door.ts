// The way into a session that runs: the host joins it, a guest enters it by the host's invitation.
import { ApiError, type Session } from '../api';

/** The calls that lead in. */
export interface Calls {
  join(id: string): Promise<Session>;
  enter(id: string, code: string | undefined): Promise<Session>;
  session(id: string, waitMs: number): Promise<Session>;
}

const is = (error: unknown, code: string): boolean =>
  error instanceof ApiError && error.code === code;

/** As the host; a session that does not run any more is looked at instead. */
export async function joinOrSee(calls: Calls, id: string): Promise<Session> {
  try {
    return await calls.join(id);
  } catch (error) {
    if (is(error, 'conflict')) return calls.session(id, 0);
    throw error;
  }
}

/** As a guest; a session that is over is looked at instead, and one's own is joined. */
export async function enterOrSee(
  calls: Calls,
  id: string,
  code: string | undefined,
): Promise<Session> {
  try {
    return await calls.enter(id, code);
  } catch (error) {
    if (!is(error, 'conflict')) throw error;
    const seen = await calls.session(id, 0).catch(() => undefined);
    if (seen?.seat === 0) return joinOrSee(calls, id);
    if (seen?.state === 'ended') return seen;
    // Such as: all seats are taken.
    throw error;
  }
}

/** By the address alone, which does not say whose session it is. */
export async function comeBack(calls: Calls, id: string): Promise<Session> {
  try {
    return await joinOrSee(calls, id);
  } catch (error) {
    if (!is(error, 'not_found')) throw error;
    return enterOrSee(calls, id, undefined).catch((other: unknown) => {
      throw is(other, 'not_found') ? error : other;
    });
  }
}

/** What the host sends to others. */
export function inviteLink(origin: string, id: string, code: string): string {
  return `${origin}/play/${encodeURIComponent(id)}?invite=${encodeURIComponent(code)}`;
}

/** The invitation in an address. It stays there, so that the page can be loaded again. */
export function inviteIn(search: string): string | undefined {
  return new URLSearchParams(search).get('invite')?.trim() || undefined;
}
