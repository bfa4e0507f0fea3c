// A pad (or the arrow keys) moves the focus over the page, for the couch.

export type Direction = 'up' | 'down' | 'left' | 'right';

interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The nearest of `others` in a direction; −1 if there is none. */
export function nearest(from: Rect, others: readonly Rect[], direction: Direction): number {
  const along = direction === 'left' || direction === 'right' ? 'x' : 'y';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  const centre = (r: Rect) => ({ x: (r.left + r.right) / 2, y: (r.top + r.bottom) / 2 });
  const here = centre(from);
  let best = -1;
  let bestScore = Infinity;
  others.forEach((other, i) => {
    const there = centre(other);
    const ahead = (there[along] - here[along]) * sign;
    if (ahead <= 1) return;
    // Distance beside the direction counts double, none where the two overlap.
    const [lowA, highA, lowB, highB] =
      along === 'x'
        ? [from.top, from.bottom, other.top, other.bottom]
        : [from.left, from.right, other.left, other.right];
    const beside = Math.max(0, lowB - highA, lowA - highB);
    const cross = along === 'x' ? 'y' : 'x';
    const score = ahead + 2 * beside + Math.abs(there[cross] - here[cross]) * 0.2;
    if (score < bestScore) {
      bestScore = score;
      best = i;
    }
  });
  return best;
}

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled)';

function candidates(): HTMLElement[] {
  const scope = document.querySelector<HTMLElement>('[data-focus-scope]') ?? document.body;
  return [...scope.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (e) => e.offsetParent !== null && e.tabIndex >= 0,
  );
}

export function moveFocus(direction: Direction): void {
  const all = candidates();
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !all.includes(active)) {
    (document.querySelector<HTMLElement>('[data-first-focus]') ?? all[0])?.focus();
    return;
  }
  const others = all.filter((e) => e !== active);
  const at = nearest(
    active.getBoundingClientRect(),
    others.map((e) => e.getBoundingClientRect()),
    direction,
  );
  const next = others[at];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
}

const REPEAT_FIRST_MS = 400;
const REPEAT_MS = 130;

/** Watches pads while `active()`; button A clicks, B goes back. */
export function startPadNavigation(active: () => boolean, back: () => void): void {
  let running = false;
  let direction: Direction | undefined;
  let repeatAt = 0;
  let pressed = new Set<number>();
  let armed = false;

  const read = (pad: Gamepad): Direction | undefined => {
    const [x = 0, y = 0] = pad.axes;
    if (pad.buttons[12]?.pressed || y < -0.6) return 'up';
    if (pad.buttons[13]?.pressed || y > 0.6) return 'down';
    if (pad.buttons[14]?.pressed || x < -0.6) return 'left';
    if (pad.buttons[15]?.pressed || x > 0.6) return 'right';
    return undefined;
  };

  const poll = (now: number): void => {
    const pads = navigator.getGamepads().filter((pad) => pad?.connected) as Gamepad[];
    if (pads.length === 0) {
      running = false;
      return;
    }
    requestAnimationFrame(poll);
    const down = new Set<number>();
    for (const pad of pads) for (const b of [0, 1]) if (pad.buttons[b]?.pressed) down.add(b);
    if (!active()) {
      // What is pressed in the game shall not click when the game ends.
      armed = false;
      pressed = down;
      return;
    }
    if (!armed) {
      armed = down.size === 0;
      pressed = down;
      return;
    }
    const wanted = pads.map(read).find((d) => d !== undefined);
    if (wanted !== direction) {
      direction = wanted;
      repeatAt = now + REPEAT_FIRST_MS;
      if (wanted) moveFocus(wanted);
    } else if (wanted && now >= repeatAt) {
      repeatAt = now + REPEAT_MS;
      moveFocus(wanted);
    }
    if (down.has(0) && !pressed.has(0) && document.activeElement instanceof HTMLElement) {
      document.activeElement.click();
    }
    if (down.has(1) && !pressed.has(1)) back();
    pressed = down;
  };

  const wake = (): void => {
    if (running) return;
    running = true;
    requestAnimationFrame(poll);
  };
  addEventListener('gamepadconnected', wake);
  wake();

  addEventListener('keydown', (event) => {
    if (!active() || event.altKey || event.ctrlKey || event.metaKey) return;
    const arrows: Readonly<Record<string, Direction>> = {
      ArrowUp: 'up',
      ArrowDown: 'down',
      ArrowLeft: 'left',
      ArrowRight: 'right',
    };
    const towards = arrows[event.key];
    if (!towards) return;
    const target = event.target;
    const sideways = towards === 'left' || towards === 'right';
    if (target instanceof HTMLSelectElement) return;
    if (target instanceof HTMLInputElement && sideways) return;
    event.preventDefault();
    moveFocus(towards);
  });
}
