import { api, ApiError, type Game, type User } from './api';
import { Store } from './store';

export type Account =
  | { state: 'unknown' }
  | { state: 'signed-out'; problem?: string }
  | { state: 'signed-in'; user: User }
  | { state: 'unreachable'; problem: string };

export const account = new Store<Account>({ state: 'unknown' });
export const games = new Store<Game[] | undefined>(undefined);

/** Signs in by the code in the address, which is removed from it at once. */
export async function signInFromAddress(): Promise<void> {
  const url = new URL(location.href);
  const code = url.searchParams.get('code');
  if (code !== null) {
    url.searchParams.delete('code');
    history.replaceState(null, '', url.pathname + url.search + url.hash);
    if (await signIn(code)) return;
    // The code was used before, perhaps by this very browser.
    const problem = account.value.state === 'signed-out' ? account.value.problem : undefined;
    await whoAmI(problem);
    return;
  }
  await whoAmI(undefined);
}

async function whoAmI(problem: string | undefined): Promise<void> {
  try {
    account.set({ state: 'signed-in', user: await api.me() });
  } catch (error) {
    if (error instanceof ApiError && error.status === 0) {
      account.set({ state: 'unreachable', problem: error.message });
    } else {
      account.set(problem ? { state: 'signed-out', problem } : { state: 'signed-out' });
    }
  }
}

export async function signIn(code: string): Promise<boolean> {
  try {
    account.set({ state: 'signed-in', user: await api.signIn(code.trim()) });
    return true;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    account.set({ state: 'signed-out', problem });
    return false;
  }
}

export async function signOut(): Promise<void> {
  await api.signOut().catch(() => undefined);
  games.set(undefined);
  account.set({ state: 'signed-out' });
}

/** Loads the library; pages show what was loaded before meanwhile. */
export async function loadGames(): Promise<void> {
  try {
    games.set(await api.games());
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      account.set({ state: 'signed-out', problem: 'Please sign in again.' });
      return;
    }
    throw error;
  }
}
