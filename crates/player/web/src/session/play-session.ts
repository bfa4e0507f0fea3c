import { api, ApiError, type Offer, type Session } from '../api';
import { unixNow } from '../measure/clock-offset';
import { keyboardLayout, wantedVideo } from '../options';
import type { NodeMessage, Welcome } from '../protocol/control';
import { Store } from '../store';
import type { FromWorker, PlayStats } from '../worker/messages';
import { endWords, type EndWords } from './end-words';
import { Engine, takeEngine } from './engine';

export type Phase =
  | { name: 'preparing'; note: string }
  | { name: 'queued'; position: number }
  | { name: 'connecting'; note: string }
  | { name: 'playing' }
  | { name: 'reconnecting' }
  | { name: 'ended'; words: EndWords }
  | { name: 'error'; title: string; text: string };

const WAIT_MS = 20_000;
const SHORT_WAIT_MS = 250;

/** Joins a session; one that does not run any more is looked at instead. */
async function joinOrSee(id: string): Promise<Session> {
  try {
    return await api.join(id);
  } catch (error) {
    if (error instanceof ApiError && error.code === 'conflict') return api.session(id, 0);
    throw error;
  }
}

/** One session as the page sees it, from the click to the end. */
export class PlaySession {
  readonly phase = new Store<Phase>({ name: 'preparing', note: 'Starting the game' });
  readonly overlay = new Store<PlayStats | undefined>(undefined);
  readonly welcome = new Store<Welcome | undefined>(undefined);
  readonly engine: Engine;
  id: string | undefined;
  game: string | undefined;
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
    const started = api.start(game, wantedVideo(), keyboardLayout());
    session.#startSound();
    void session.#follow(started, placed);
    return session;
  }

  /** Joins a session that runs. */
  static join(id: string): PlaySession {
    const session = new PlaySession(unixNow());
    session.id = id;
    session.#joined = true;
    const joined = joinOrSee(id);
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

  async #follow(first: Promise<Session>, placed: (session: PlaySession) => void): Promise<void> {
    try {
      let session = await first;
      this.id = session.id;
      this.game = session.game;
      if (this.#quit) {
        // The player cancelled before the coordinator had answered.
        api.stopOnLeave(session.id);
        return;
      }
      placed(this);
      for (;;) {
        if (this.#over) return;
        const asked = performance.now();
        const before = session;
        switch (session.state) {
          case 'ended':
            this.#ended({ ...endWords(session.reason), text: session.message });
            return;
          case 'running':
            if (session.offer) {
              this.#connect(session.offer);
              return;
            }
            session = await joinOrSee(session.id);
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
    const title =
      error instanceof ApiError && error.code === 'not_found'
        ? 'There is no such session'
        : error instanceof ApiError && error.code === 'unauthorized'
          ? 'You are signed out'
          : 'That did not work';
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
      case 'goodbye': {
        const words = endWords(message.reason);
        this.#ended({ ...words, text: message.message || words.text });
        return;
      }
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

  /** The machine may be gone for good: the coordinator knows before the grace time is over. */
  async #watchWhileAway(): Promise<void> {
    while (!this.#over && this.id !== undefined && this.phase.value.name === 'reconnecting') {
      const asked = performance.now();
      try {
        const session = await api.session(this.id, WAIT_MS, this.#abort.signal);
        if (session.state === 'ended') {
          this.#ended({ ...endWords(session.reason), text: session.message });
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
      await this.#follow(joinOrSee(id), () => undefined);
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

  /** The player quits: the game ends. */
  quit(): void {
    if (this.#over) return;
    this.#quit = true;
    this.engine.send({ t: 'bye' });
    if (this.id !== undefined) api.stopOnLeave(this.id);
    this.#ended({ ...endWords('player_left') });
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
