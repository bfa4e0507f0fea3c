import { unixNow } from '../measure/clock-offset';
import type { PointerPosition } from '../protocol/input';
import { KEY_CODES, MOUSE_CODES } from '../protocol/keys';
import type { Held } from './held';
import { fitted, notches, position, Whole, type Box } from './pointer-map';

export interface PointerOut {
  motion(dx: number, dy: number): void;
  wheel(dx: number, dy: number): void;
  pointer(position: PointerPosition | null): void;
}

const TAP_MS = 220;
const TAP_PX = 12;
const ESCAPE = KEY_CODES.Escape ?? 1;

/** Mouse and touch on the picture: absolute, or relative while the game holds the pointer. */
export class Pointer {
  #wanted = false;
  #releasing = false;
  #size = { width: 16, height: 9 };
  readonly #x = new Whole();
  readonly #y = new Whole();
  readonly #wheelX = new Whole();
  readonly #wheelY = new Whole();
  #touch: { id: number; x: number; y: number; at: number; moved: boolean } | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly held: Held,
    private readonly out: PointerOut,
    private readonly paused: () => boolean,
  ) {}

  // The raw event comes as the mouse moves; the other waits for an animation frame.
  readonly #moveEvent = 'onpointerrawupdate' in window ? 'pointerrawupdate' : 'pointermove';

  start(): void {
    const e = this.element;
    e.addEventListener(this.#moveEvent, this.#move as EventListener);
    e.addEventListener('pointerdown', this.#down);
    // A button that is let go outside the picture is let go all the same.
    addEventListener('pointerup', this.#up);
    addEventListener('pointercancel', this.#up);
    e.addEventListener('mousedown', this.#button);
    addEventListener('mouseup', this.#button);
    e.addEventListener('wheel', this.#wheel, { passive: false });
    e.addEventListener('contextmenu', this.#prevent);
    e.addEventListener('auxclick', this.#prevent);
    document.addEventListener('pointerlockchange', this.#lockChanged);
  }

  stop(): void {
    const e = this.element;
    e.removeEventListener(this.#moveEvent, this.#move as EventListener);
    e.removeEventListener('pointerdown', this.#down);
    removeEventListener('pointerup', this.#up);
    removeEventListener('pointercancel', this.#up);
    e.removeEventListener('mousedown', this.#button);
    removeEventListener('mouseup', this.#button);
    e.removeEventListener('wheel', this.#wheel);
    e.removeEventListener('contextmenu', this.#prevent);
    e.removeEventListener('auxclick', this.#prevent);
    document.removeEventListener('pointerlockchange', this.#lockChanged);
    this.unlock();
  }

  /** The picture's size, for the bars beside it. */
  resize(width: number, height: number): void {
    this.#size = { width, height };
  }

  get locked(): boolean {
    return document.pointerLockElement === this.element;
  }

  /** The game locks the pointer or lets go of it. */
  want(locked: boolean): void {
    this.#wanted = locked;
    if (locked) void this.lock();
    else this.unlock();
  }

  async lock(): Promise<void> {
    if (this.locked || !document.hasFocus()) return;
    try {
      await this.element.requestPointerLock({ unadjustedMovement: true });
    } catch (error) {
      // No raw motion here, or no click yet; in the latter case the next click asks again.
      if (error instanceof DOMException && error.name === 'NotSupportedError') {
        await Promise.resolve(this.element.requestPointerLock()).catch(() => undefined);
      }
    }
  }

  unlock(): void {
    if (!this.locked) return;
    this.#releasing = true;
    document.exitPointerLock();
  }

  #picture(): Box {
    return fitted(this.element.getBoundingClientRect(), this.#size.width, this.#size.height);
  }

  #relative(dx: number, dy: number): void {
    const x = this.#x.take(dx);
    const y = this.#y.take(dy);
    if (x !== 0 || y !== 0) this.out.motion(x, y);
  }

  readonly #move = (event: PointerEvent): void => {
    if (this.paused()) return;
    if (event.pointerType === 'touch') {
      this.#dragged(event);
      return;
    }
    if (this.locked) this.#relative(event.movementX, event.movementY);
    else this.out.pointer(position(this.#picture(), event.clientX, event.clientY));
  };

  readonly #down = (event: PointerEvent): void => {
    if (this.paused()) return;
    if (event.pointerType !== 'touch') return;
    event.preventDefault();
    if (this.#touch) {
      // A second finger is the right button.
      this.#mouse(2, true);
      return;
    }
    const { pointerId: id, clientX: x, clientY: y } = event;
    this.#touch = { id, x, y, at: event.timeStamp, moved: false };
    if (!this.#wanted) {
      this.out.pointer(position(this.#picture(), x, y));
      this.#mouse(0, true);
    }
  };

  #dragged(event: PointerEvent): void {
    const touch = this.#touch;
    if (touch?.id !== event.pointerId) return;
    const dx = event.clientX - touch.x;
    const dy = event.clientY - touch.y;
    if (this.#wanted) {
      if (!touch.moved && Math.hypot(dx, dy) < TAP_PX) return;
      this.#relative(dx, dy);
      touch.x = event.clientX;
      touch.y = event.clientY;
    } else {
      this.out.pointer(position(this.#picture(), event.clientX, event.clientY));
    }
    touch.moved = true;
  }

  readonly #up = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return;
    const touch = this.#touch;
    if (!touch) return;
    if (touch.id !== event.pointerId) {
      this.#mouse(2, false);
      return;
    }
    this.#touch = undefined;
    if (this.#wanted && !touch.moved && event.timeStamp - touch.at < TAP_MS) this.#mouse(0, true);
    this.#mouse(0, false);
  };

  #mouse(button: number, pressed: boolean): void {
    const code = MOUSE_CODES[button];
    if (code === undefined) return;
    this.held.apply({ kind: 'mouse_button', pad: 0, code, pressed }, unixNow());
  }

  readonly #button = (event: MouseEvent): void => {
    const pressed = event.type === 'mousedown';
    if (pressed) {
      if (this.paused()) return;
      event.preventDefault();
      this.element.focus({ preventScroll: true });
      if (this.#wanted && !this.locked) void this.lock();
      if (!this.locked) this.out.pointer(position(this.#picture(), event.clientX, event.clientY));
    }
    this.#mouse(event.button, pressed);
  };

  readonly #wheel = (event: WheelEvent): void => {
    if (this.paused()) return;
    event.preventDefault();
    const dx = this.#wheelX.take(notches(event.deltaX, event.deltaMode));
    const dy = this.#wheelY.take(notches(event.deltaY, event.deltaMode));
    if (dx !== 0 || dy !== 0) this.out.wheel(dx, dy);
  };

  readonly #prevent = (event: Event): void => event.preventDefault();

  readonly #lockChanged = (): void => {
    if (this.locked) {
      this.out.pointer(null);
      return;
    }
    // The browser takes Escape for itself while the pointer is locked; the game shall have it too.
    if (!this.#releasing && document.hasFocus() && !this.paused()) {
      const escape = { kind: 'key', pad: 0, code: ESCAPE } as const;
      this.held.apply({ ...escape, pressed: true }, unixNow());
      this.held.apply({ ...escape, pressed: false });
    }
    this.#releasing = false;
  };
}
