// The coordinator's REST interface: crates/protocol/src/rest.rs.
import type { EndReason } from './protocol/control';

export interface User {
  id: string;
  name: string;
  admin: boolean;
}

export interface Game {
  id: string;
  title: string;
  developer: string;
  genres: string[];
  summary: string;
  description: string;
  cover: string | null;
  hero: string | null;
  pad: boolean;
  nodes: number;
}

export interface Video {
  width: number;
  height: number;
  fps: number;
  bitrate_kbps: number;
}

export interface Offer {
  url: string;
  token: string;
  certificate_hashes: string[];
}

export type SessionState =
  | { state: 'queued'; position: number }
  | { state: 'starting' }
  | { state: 'running'; offer?: Offer | null }
  | { state: 'ended'; reason: EndReason; message: string };

export type Session = SessionState & {
  id: string;
  game: string;
  node: string | null;
  created_unix_ms: number;
  ended_unix_ms: number | null;
  /** The seat of who asks: 0 is the host's, 1–3 are guests'. */
  seat?: number;
  /** Who plays along, by seat: only where the host asks for this one session. */
  guests?: Guest[];
};

export interface Guest {
  seat: number;
  name: string;
}

/** What lets others into a session as guests. */
export interface Invite {
  code: string;
}

/** An answer that is not 2xx, or none at all (`unreachable`). */
export class ApiError extends Error {
  override name = 'ApiError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal) {
  const request: RequestInit = { method, credentials: 'same-origin' };
  if (signal) request.signal = signal;
  if (body !== undefined) {
    request.headers = { 'content-type': 'application/json' };
    request.body = JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'unreachable', 'The server does not answer. Is it running?');
  }
  if (!response.ok) {
    const said = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
    throw new ApiError(
      response.status,
      said.code ?? 'internal',
      said.message ?? `The server answered ${response.status} to ${method} ${path}.`,
    );
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

const segment = encodeURIComponent;

export const api = {
  signIn: (code: string) => call<User>('POST', '/sign-in', { code }),
  signOut: () => call<undefined>('POST', '/sign-out'),
  me: () => call<User>('GET', '/me'),
  games: () => call<Game[]>('GET', '/games'),
  start: (game: string, video: Video, keyboard: string | null) =>
    call<Session>('POST', '/sessions', { game, video, keyboard }),
  sessions: () => call<Session[]>('GET', '/sessions'),
  session: (id: string, waitMs: number, signal?: AbortSignal) =>
    call<Session>('GET', `/sessions/${segment(id)}?wait_ms=${waitMs}`, undefined, signal),
  join: (id: string) => call<Session>('POST', `/sessions/${segment(id)}/join`),
  /** Takes a guest's seat; who has one comes back to it without the code. */
  enter: (id: string, code: string | undefined) =>
    call<Session>('POST', `/sessions/${segment(id)}/guests`, code === undefined ? {} : { code }),
  invite: (id: string) => call<Invite>('POST', `/sessions/${segment(id)}/invite`),
  uninvite: (id: string) => call<undefined>('DELETE', `/sessions/${segment(id)}/invite`),
  /** Frees a guest's seat. */
  removeGuest: (id: string, seat: number) =>
    call<undefined>('DELETE', `/sessions/${segment(id)}/guests/${seat}`),
  stop: (id: string) => call<Session>('DELETE', `/sessions/${segment(id)}`),
  /** Outlives the page. */
  stopOnLeave: (id: string): void => {
    void fetch(`/api/v1/sessions/${segment(id)}`, {
      method: 'DELETE',
      credentials: 'same-origin',
      keepalive: true,
    }).catch(() => undefined);
  },
};
