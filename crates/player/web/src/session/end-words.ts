import type { EndReason } from '../protocol/control';

export interface EndWords {
  title: string;
  text: string;
  /** Worth the red colour. */
  bad: boolean;
}

const WORDS: Readonly<Record<EndReason, EndWords>> = {
  player_left: { title: 'See you soon', text: 'You ended the session.', bad: false },
  game_exited: { title: 'Game over', text: 'The game ended by itself.', bad: false },
  game_crashed: {
    title: 'The game crashed',
    text: 'It was not your connection: the game itself stopped.',
    bad: true,
  },
  no_window: {
    title: 'The game did not start',
    text: 'It opened no window in time.',
    bad: true,
  },
  stopped: { title: 'Session stopped', text: 'The session was stopped from outside.', bad: false },
  replaced: {
    title: 'Playing elsewhere',
    text: 'You went on with this session in another window or on another device.',
    bad: false,
  },
  grace_expired: {
    title: 'Away for too long',
    text: 'The connection was gone for so long that the game was ended.',
    bad: true,
  },
  node_shutdown: {
    title: 'The machine is shutting down',
    text: 'The machine that ran your game is being restarted.',
    bad: true,
  },
  node_lost: {
    title: 'The machine is gone',
    text: 'The machine that ran your game does not answer any more.',
    bad: true,
  },
  protocol_error: {
    title: 'Page and machine misunderstood each other',
    text: 'Reload the page: it may be older than the server.',
    bad: true,
  },
  start_failed: { title: 'The game could not be started', text: 'Please try again.', bad: true },
  internal: { title: 'Something broke', text: 'The machine had an internal error.', bad: true },
};

/**
 * Where a guest reads something else than the host. These are the page's own words: what the node and the coordinator
 * say about such an end is meant for the host.
 */
const GUEST_WORDS: Readonly<Partial<Record<EndReason, EndWords>>> = {
  player_left: { title: 'Thanks for playing', text: 'The host ended the game.', bad: false },
  grace_expired: {
    title: 'Thanks for playing',
    text: 'The host was away for so long that the game was ended.',
    bad: false,
  },
};

/** For a guest in someone else's session; `message` is the server's sentence, where it has one. */
export function guestEndWords(reason: EndReason, message = ''): EndWords {
  return GUEST_WORDS[reason] ?? withMessage(WORDS[reason], message);
}

/** For a guest whose seat is free again while the game goes on. */
export function seatGoneWords(message: string): EndWords {
  return withMessage(SEAT_GONE, message);
}

/** For the host; `message` is the server's sentence, where it has one. */
export function endWords(reason: EndReason, message = ''): EndWords {
  return withMessage(WORDS[reason], message);
}

const SEAT_GONE: EndWords = {
  title: 'Your seat is free again',
  text: 'You have no seat in this game any more. The others play on.',
  bad: false,
};

const withMessage = (words: EndWords, message: string): EndWords =>
  message === '' ? words : { ...words, text: message };
