import { Held } from '../input/held';
import { Keyboard, type Shortcuts } from '../input/keyboard';
import { Pads, rumble } from '../input/pads';
import { Pointer } from '../input/pointer';
import { unixNow } from '../measure/clock-offset';
import type { NodeMessage } from '../protocol/control';
import { cursorStyle } from './cursor';
import type { PlaySession } from './play-session';

/** Joins the player's hands to the session while the picture is on screen. */
export class Controls {
  readonly #held: Held;
  readonly #keyboard: Keyboard;
  readonly #pointer: Pointer;
  readonly #pads: Pads;
  readonly #stops: (() => void)[] = [];

  constructor(
    private readonly session: PlaySession,
    private readonly stage: HTMLElement,
    shortcuts: Shortcuts,
    /** A menu is open, or nothing is played: input is the page's. */
    paused: () => boolean,
  ) {
    const { engine } = session;
    // A guest has pads; keyboard, mouse and touch are the host's.
    const hands = (): boolean => paused() || session.guest;
    this.#held = new Held((edge, at) =>
      engine.send({ t: 'edge', edge, atUnixMs: at ?? unixNow() }),
    );
    this.#keyboard = new Keyboard(this.#held, shortcuts, hands);
    this.#pointer = new Pointer(
      stage,
      this.#held,
      {
        motion: (dx, dy) => engine.send({ t: 'motion', dx, dy }),
        wheel: (dx, dy) => engine.send({ t: 'wheel', dx, dy }),
        pointer: (position) => engine.send({ t: 'pointer', position }),
      },
      hands,
    );
    this.#pads = new Pads(this.#held, (pads) => engine.send({ t: 'pads', pads }), paused);
  }

  start(): void {
    this.#keyboard.start();
    this.#pointer.start();
    this.#pads.start();
    const letGo = (): void => this.#held.releaseAll();
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') letGo();
    };
    // Sound may be started only by a hand.
    const wakeSound = (): void => this.session.engine.sound?.resume();
    addEventListener('blur', letGo);
    document.addEventListener('visibilitychange', hidden);
    this.stage.addEventListener('pointerdown', wakeSound);
    addEventListener('keydown', wakeSound);
    this.session.onNode = (message) => this.#node(message);
    this.session.onResumed = () => {
      this.#held.forget();
      this.#pads.resend();
    };
    this.#stops.push(
      () => removeEventListener('blur', letGo),
      () => document.removeEventListener('visibilitychange', hidden),
      () => this.stage.removeEventListener('pointerdown', wakeSound),
      () => removeEventListener('keydown', wakeSound),
      this.session.welcome.follow((welcome) => {
        if (welcome) this.#pointer.resize(welcome.width, welcome.height);
      }),
    );
    const welcome = this.session.welcome.value;
    if (welcome) this.#pointer.resize(welcome.width, welcome.height);
  }

  #node(message: NodeMessage): void {
    switch (message.type) {
      case 'cursor':
        if (!this.session.guest) this.stage.style.cursor = cursorStyle(message);
        return;
      case 'pointer_lock':
        if (!this.session.guest) this.#pointer.want(message.locked);
        return;
      case 'rumble':
        rumble(message);
        return;
      default:
        return;
    }
  }

  /** Lets go of everything, for the menu. */
  release(): void {
    this.#held.releaseAll();
    this.#pointer.unlock();
  }

  stop(): void {
    this.#held.releaseAll();
    this.#keyboard.stop();
    this.#pointer.stop();
    this.#pads.stop();
    for (const stop of this.#stops) stop();
    this.session.onNode = () => undefined;
    this.session.onResumed = () => undefined;
  }
}
