import { unixNow } from '../measure/clock-offset';
import { KEY_CODES } from '../protocol/keys';
import type { Held } from './held';

export interface Shortcuts {
  /** Ctrl+Alt+S */
  statistics(): void;
  /** Ctrl+Alt+M */
  menu(): void;
  /** Ctrl+Alt+F */
  fullscreen(): void;
}

/** Keys to the game, except three combinations that belong to the page. */
export class Keyboard {
  constructor(
    private readonly held: Held,
    private readonly shortcuts: Shortcuts,
    private readonly paused: () => boolean,
  ) {}

  start(): void {
    addEventListener('keydown', this.#down, { capture: true });
    addEventListener('keyup', this.#up, { capture: true });
  }

  stop(): void {
    removeEventListener('keydown', this.#down, { capture: true });
    removeEventListener('keyup', this.#up, { capture: true });
  }

  #shortcut(event: KeyboardEvent): boolean {
    if (!event.ctrlKey || !event.altKey) return false;
    const action = {
      KeyS: () => this.shortcuts.statistics(),
      KeyM: () => this.shortcuts.menu(),
      KeyF: () => this.shortcuts.fullscreen(),
    }[event.code];
    if (!action) return false;
    event.preventDefault();
    event.stopPropagation();
    // The game has seen Ctrl and Alt go down, and shall not keep them.
    this.held.releaseAll();
    if (!event.repeat) action();
    return true;
  }

  readonly #down = (event: KeyboardEvent): void => {
    const at = unixNow();
    if (this.#shortcut(event) || this.paused()) return;
    const code = KEY_CODES[event.code];
    if (code === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) this.held.apply({ kind: 'key', pad: 0, code, pressed: true }, at);
  };

  readonly #up = (event: KeyboardEvent): void => {
    const code = KEY_CODES[event.code];
    if (code === undefined) return;
    if (!this.paused()) event.preventDefault();
    this.held.apply({ kind: 'key', pad: 0, code, pressed: false });
  };
}
