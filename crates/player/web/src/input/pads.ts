import { MAX_PADS, type Edge, type PadState } from '../protocol/input';
import type { Rumble } from '../protocol/control';
import type { Held } from './held';

const BUTTONS = 17;
const POLL_MS = 4;

const axis = (value: number | undefined): number =>
  Math.round(Math.min(Math.max(value ?? 0, -1), 1) * 32_767);
const trigger = (button: GamepadButton | undefined): number =>
  Math.round(Math.min(Math.max(button?.value ?? 0, 0), 1) * 65_535);

/** A pad as the wire has it. */
export function padState(pad: Gamepad): PadState {
  let buttons = 0;
  for (let i = 0; i < BUTTONS; i++) if (pad.buttons[i]?.pressed) buttons |= 1 << i;
  return {
    index: pad.index,
    buttons,
    axes: [axis(pad.axes[0]), axis(pad.axes[1]), axis(pad.axes[2]), axis(pad.axes[3])],
    triggers: [trigger(pad.buttons[6]), trigger(pad.buttons[7])],
  };
}

const EMPTY: Omit<PadState, 'index'> = { buttons: 0, axes: [0, 0, 0, 0], triggers: [0, 0] };

/** The presses and releases between two states of a pad. */
export function padEdges(before: PadState | undefined, after: PadState): Edge[] {
  const edges: Edge[] = [];
  const changed = (before?.buttons ?? 0) ^ after.buttons;
  for (let code = 0; code < BUTTONS; code++) {
    if (changed & (1 << code)) {
      const pressed = (after.buttons & (1 << code)) !== 0;
      edges.push({ kind: 'pad_button', pad: after.index, code, pressed });
    }
  }
  return edges;
}

function same(a: PadState | undefined, b: PadState): boolean {
  return (
    a?.buttons === b.buttons &&
    a.axes.every((v, i) => v === b.axes[i]) &&
    a.triggers.every((v, i) => v === b.triggers[i])
  );
}

/** Polls the pads (the browser has no events for them) while one is connected. */
export class Pads {
  readonly #states = new Map<number, PadState>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  constructor(
    private readonly held: Held,
    private readonly send: (pads: PadState[]) => void,
    /** The menu is open: the pad moves the focus there and not the game. */
    private readonly paused: () => boolean,
  ) {}

  start(): void {
    this.#running = true;
    addEventListener('gamepadconnected', this.#wake);
    this.#poll();
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    removeEventListener('gamepadconnected', this.#wake);
  }

  /** Says the state anew, for a new connection. */
  resend(): void {
    for (const state of this.#states.values()) {
      for (const edge of padEdges(undefined, state)) this.held.apply(edge);
    }
    this.send([...this.#states.values()]);
  }

  readonly #wake = (): void => {
    if (this.#timer === undefined) this.#poll();
  };

  readonly #poll = (): void => {
    this.#timer = undefined;
    if (!this.#running) return;
    let connected = false;
    let changed = false;
    const here = new Set<number>();
    for (const pad of navigator.getGamepads()) {
      if (!pad?.connected || pad.index >= MAX_PADS) continue;
      connected = true;
      here.add(pad.index);
      const after = this.paused() ? { ...EMPTY, index: pad.index } : padState(pad);
      const before = this.#states.get(pad.index);
      if (same(before, after)) continue;
      for (const edge of padEdges(before, after)) this.held.apply(edge);
      this.#states.set(pad.index, after);
      changed = true;
    }
    for (const [index, state] of [...this.#states]) {
      if (here.has(index)) continue;
      for (const edge of padEdges(state, { ...EMPTY, index })) this.held.apply(edge);
      this.#states.delete(index);
      changed = true;
    }
    if (changed) this.send([...this.#states.values()]);
    if (connected) this.#timer = setTimeout(this.#poll, POLL_MS);
  };
}

/** Shakes a pad. */
export function rumble({ pad, strong, weak, duration_ms }: Rumble): void {
  const actuator = navigator.getGamepads()[pad]?.vibrationActuator;
  if (!actuator) return;
  const effect =
    duration_ms === 0
      ? actuator.reset()
      : actuator.playEffect('dual-rumble', {
          duration: duration_ms,
          strongMagnitude: strong / 65_535,
          weakMagnitude: weak / 65_535,
        });
  effect.catch(() => undefined);
}
