import type { Guest, Session } from '../api';

/** The call that says who plays along. */
export interface Looks {
  session(id: string, waitMs: number, signal?: AbortSignal): Promise<Session>;
}

const WAIT_MS = 20_000;
const PAUSE_MS = 1000;

/** Tells the host who plays along, at once and at every change, until `signal` or the session's end. */
export async function followGuests(
  looks: Looks,
  id: string,
  tell: (guests: Guest[]) => void,
  signal: AbortSignal,
  pauseMs = PAUSE_MS,
): Promise<void> {
  for (let waitMs = 0; ; waitMs = WAIT_MS) {
    // A server that cannot be reached is asked again, and what is shown stays.
    const seen = await looks.session(id, waitMs, signal).catch(() => undefined);
    if (signal.aborted) return;
    if (seen) tell(seen.guests ?? []);
    if (seen?.state === 'ended') return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
