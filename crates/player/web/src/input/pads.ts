import { MAX_PADS, type Edge, type PadState } from '../protocol/input';
import type { Rumble } from '../protocol/control';
import type { Held } from './held';

const BUTTONS = 17;
const POLL_MS = 4;

// Drivers have said NaN and values beyond the range: such an axis is at rest, or at its end.
const within = (value: number | undefined, lowest: number): number =>
  value === undefined || Number.isNaN(value) ? 0 : Math.min(Math.max(value, lowest), 1);
const axis = (value: number | undefined): number => Math.round(within(value, -1) * 32_767);
const trigger = (button: GamepadButton | undefined): number =>
  Math.round(within(button?.value, 0) * 65_535);

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
    for (const pad of this.#states.keys()) {
      rumble({ pad, strong: 0, weak: 0, duration_ms: 0 });
    }
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

/** Browsers refuse longer effects. */
const LONGEST_MS = 5000;
const magnitude = (value: number): number => within(value / 65_535, 0);

/** Shakes a pad, or stops it. A pad that is gone or has no motors is left alone. */
export function rumble({ pad, strong, weak, duration_ms }: Rumble): void {
  const actuator = [...navigator.getGamepads()].find((p) => p?.index === pad)?.vibrationActuator;
  if (!actuator) return;
  const effect = {
    duration: Math.min(Math.max(duration_ms, 0), LONGEST_MS) || 0,
    strongMagnitude: magnitude(strong),
    weakMagnitude: magnitude(weak),
  };
  const still = effect.duration === 0 || effect.strongMagnitude + effect.weakMagnitude === 0;
  try {
    const done = still ? actuator.reset() : actuator.playEffect('dual-rumble', effect);
    done.catch(() => undefined);
  } catch {
    // A browser whose actuator knows no such effect.
  }
}
