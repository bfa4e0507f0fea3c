import { api, ApiError, type Offer, type Session } from '../api';
import { unixNow } from '../measure/clock-offset';
import { keyboardLayout, wantedVideo } from '../options';
import type { EndReason, NodeMessage, Welcome } from '../protocol/control';
import { Store } from '../store';
import type { FromWorker, PlayStats } from '../worker/messages';
import { comeBack, enterOrSee, joinOrSee } from './door';
import { endWords, guestEndWords, seatGoneWords, type EndWords } from './end-words';
import { Engine, takeEngine } from './engine';

export type Phase =
  | { name: 'preparing'; note: string }
  | { name: 'queued'; position: number }
  | { name: 'connecting'; note: string }
  | { name: 'playing' }
  | { name: 'reconnecting' }
  /** `mayReturn`: the session goes on without this guest. */
  | { name: 'ended'; words: EndWords; mayReturn?: boolean }
  | { name: 'error'; title: string; text: string };

const WAIT_MS = 20_000;
const SHORT_WAIT_MS = 250;
const LEFT: EndWords = {
  title: 'See you soon',
  text: 'Your seat is free again. The others play on.',
  bad: false,
};

/** One session as the page sees it, from the click to the end. */
export class PlaySession {
  readonly phase = new Store<Phase>({ name: 'preparing', note: 'Starting the game' });
  readonly overlay = new Store<PlayStats | undefined>(undefined);
  readonly welcome = new Store<Welcome | undefined>(undefined);
  /** 0 is the host's, 1–3 are guests'; unknown until the coordinator or the node says. */
  readonly seat = new Store<number | undefined>(undefined);
  readonly engine: Engine;
  id: string | undefined;
  game: string | undefined;
  /** The invitation that led here. */
  invite: string | undefined;
  #over = false;
  #joined = false;
  #welcomed = false;
  #quit = false;
  readonly #abort = new AbortController();
  onNode: (message: NodeMessage) => void = () => undefined;
  onResumed: () => void = () => undefined;

  private constructor(clickedAtUnixMs: number) {
    this.engine = takeEngine();
    this.engine.listener = (message) => this.#take(message);
    this.engine.send({ t: 'clicked', atUnixMs: clickedAtUnixMs });
  }

  /** Call it inside the Play click; `placed` gets the session's id as soon as it is known. */
  static start(game: string, placed: (session: PlaySession) => void): PlaySession {
    const session = new PlaySession(unixNow());
    session.game = game;
    session.seat.set(0);
    const started = api.start(game, wantedVideo(), keyboardLayout());
    session.#startSound();
    void session.#follow(started, placed);
    return session;
  }

  /** Joins a session that runs: one's own, one in which one has a seat, or one to which `invite` leads. */
  static join(id: string, invite?: string): PlaySession {
    const session = new PlaySession(unixNow());
    session.id = id;
    session.invite = invite;
    session.#joined = true;
    const joined = invite === undefined ? comeBack(api, id) : enterOrSee(api, id, invite);
    session.#startSound();
    void session.#follow(joined, () => undefined);
    return session;
  }

  /** Behind the request, which shall leave first. */
  #startSound(): void {
    setTimeout(() => {
      if (!this.#over) this.engine.startSound();
    });
  }

  get over(): boolean {
    return this.#over;
  }

  /** Plays along in someone else's session. */
  get guest(): boolean {
    return (this.seat.value ?? 0) > 0;
  }

  /** A fresh offer for the seat that is this player's. */
  #again(id: string): Promise<Session> {
    return this.guest ? enterOrSee(api, id, this.invite) : joinOrSee(api, id);
  }

  #words(reason: EndReason, message: string): EndWords {
    return this.guest ? guestEndWords(reason, message) : endWords(reason, message);
  }

  async #follow(first: Promise<Session>, placed: (session: PlaySession) => void): Promise<void> {
    try {
      let session = await first;
      this.id = session.id;
      this.game = session.game;
      if (this.#quit) {
        // The player cancelled before the coordinator had answered.
        if (session.seat === 0) api.stopOnLeave(session.id);
        return;
      }
      placed(this);
      for (;;) {
        if (this.#over) return;
        if (session.seat !== undefined) this.seat.set(session.seat);
        const asked = performance.now();
        const before = session;
        switch (session.state) {
          case 'ended':
            this.#ended(this.#words(session.reason, session.message));
            return;
          case 'running':
            if (session.offer) {
              this.#connect(session.offer);
              return;
            }
            session = await this.#again(session.id);
            break;
          case 'queued':
            this.phase.set({ name: 'queued', position: session.position });
            session = await api.session(session.id, WAIT_MS, this.#abort.signal);
            break;
          case 'starting':
            this.phase.set({ name: 'preparing', note: 'Starting the game' });
            session = await api.session(session.id, WAIT_MS, this.#abort.signal);
            break;
        }
        // A server that answers without waiting is not asked in a loop.
        if (session.state === before.state && performance.now() - asked < SHORT_WAIT_MS) {
          await new Promise((resolve) => setTimeout(resolve, SHORT_WAIT_MS));
        }
      }
    } catch (error) {
      if (this.#over) return;
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    const code = error instanceof ApiError ? error.code : undefined;
    const invited = this.invite !== undefined;
    let title = 'That did not work';
    if (code === 'unauthorized') title = 'You are signed out';
    else if (code === 'not_found')
      title = invited ? 'This invitation does not work' : 'There is no such session';
    else if (code === 'conflict' && invited) title = 'You cannot play along';
    this.#end({ name: 'error', title, text });
  }

  #connect(offer: Offer): void {
    if (this.phase.value.name !== 'reconnecting') {
      this.phase.set({ name: 'connecting', note: 'Connecting' });
    }
    this.engine.send({
      t: 'connect',
      url: offer.url,
      token: offer.token,
      hashes: offer.certificate_hashes,
    });
  }

  #take(message: FromWorker): void {
    if (this.#over) return;
    switch (message.t) {
      case 'welcome':
        this.#welcomed = true;
        this.#joined = false;
        this.seat.set(message.welcome.seat);
        this.welcome.set(message.welcome);
        if (message.resumed) {
          this.onResumed();
          this.phase.set({ name: 'playing' });
        } else {
          this.phase.set({ name: 'connecting', note: 'Waiting for the first picture' });
        }
        return;
      case 'first-frame':
        this.phase.set({ name: 'playing' });
        return;
      case 'goodbye':
        if (this.guest && message.reason === 'stopped') void this.#stopped(message.message);
        else this.#ended(this.#words(message.reason, message.message));
        return;
      case 'interrupted':
        if (this.phase.value.name === 'reconnecting') return;
        this.phase.set({ name: 'reconnecting' });
        void this.#watchWhileAway();
        return;
      case 'lost':
        void this.#lost(message.message);
        return;
      case 'fault':
        this.#end({ name: 'error', title: 'This browser gave up', text: message.message });
        return;
      case 'overlay':
        this.overlay.set(this.engine.complete(message.stats));
        return;
      case 'node':
        if (message.message.type === 'notice') {
          const { name } = this.phase.value;
          if (name === 'connecting' || name === 'preparing') {
            this.phase.set({ name: 'connecting', note: message.message.message });
          }
        }
        this.onNode(message.message);
        return;
      default:
        return;
    }
  }

  /** A guest is sent away: the session may be over, or only this seat. */
  async #stopped(message: string): Promise<void> {
    const { id } = this;
    const seen =
      id === undefined
        ? undefined
        : await api.session(id, 0, this.#abort.signal).catch(() => undefined);
    if (seen?.state === 'ended') this.#ended(this.#words(seen.reason, seen.message));
    else this.#end({ name: 'ended', words: seatGoneWords(message), mayReturn: true });
  }

  /** The machine may be gone for good: the coordinator knows before the grace time is over. */
  async #watchWhileAway(): Promise<void> {
    while (!this.#over && this.id !== undefined && this.phase.value.name === 'reconnecting') {
      const asked = performance.now();
      try {
        const session = await api.session(this.id, WAIT_MS, this.#abort.signal);
        if (session.state === 'ended') {
          this.#ended(this.#words(session.reason, session.message));
        }
      } catch {
        // The coordinator may be away as well; the node alone decides then.
      }
      const wait = SHORT_WAIT_MS * 4 - (performance.now() - asked);
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /** The resume token did not help: ask the coordinator once. */
  async #lost(words: string): Promise<void> {
    const id = this.id;
    if (id !== undefined && !this.#joined) {
      this.#joined = true;
      this.phase.set({ name: 'reconnecting' });
      await this.#follow(this.#again(id), () => undefined);
      return;
    }
    const text = this.#welcomed
      ? `The connection to the machine that runs your game is gone (${words}).`
      : `The machine that runs your game could not be reached (${words}). ` +
        'A firewall that blocks UDP is the usual reason.';
    this.#end({ name: 'error', title: 'Connection lost', text });
  }

  #ended(words: EndWords): void {
    this.#end({ name: 'ended', words });
  }

  #end(phase: Phase): void {
    if (this.#over) return;
    this.#over = true;
    this.#abort.abort();
    this.phase.set(phase);
    this.engine.close(200);
  }

  /** The player quits: the host's game ends, a guest's seat is free. */
  quit(): void {
    if (this.#over) return;
    this.#quit = true;
    this.engine.send({ t: 'bye' });
    if (this.guest) {
      this.#end({ name: 'ended', words: LEFT, mayReturn: true });
      return;
    }
    this.#stopOwn();
    this.#ended({ ...endWords('player_left') });
  }

  /** The page goes away. A guest may be back in a moment: the node keeps the seat for its grace time. */
  leavePage(): void {
    if (this.#over || this.guest) return;
    this.engine.send({ t: 'bye' });
    this.#stopOwn();
  }

  /** Ends the game for all: only its host may, and an administrator shall not by leaving a seat. */
  #stopOwn(): void {
    if (this.id !== undefined && this.seat.value === 0) api.stopOnLeave(this.id);
  }

  /** The player goes to another page of the library: the game waits for the grace time. */
  detach(): void {
    if (this.#over) return;
    this.#over = true;
    this.#abort.abort();
    this.engine.close();
  }
}

/** The session that this page plays. */
export const current = new Store<PlaySession | undefined>(undefined);
