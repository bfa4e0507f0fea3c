// `window.stratus`: what tests and benches ask. Documented in docs/player.md.
import type { Picture, PlayStats } from '../worker/messages';
import { current } from './play-session';

export interface StratusHook {
  /** The phase's name, or `idle`. */
  phase(): string;
  session(): string | null;
  seat(): number | null;
  stats(): Promise<PlayStats>;
  resetStats(): Promise<void>;
  probe(on: boolean): Promise<boolean>;
  samples(): Promise<{ glassToGlassMs: number[]; clickToPhotonMs: number[] }>;
  picture(): Promise<Picture | null>;
  audioEnergy(): Promise<number>;
}

declare global {
  interface Window {
    stratus: StratusHook;
  }
}

function engine() {
  const session = current.value;
  if (!session || session.over) throw new Error('no session is playing in this page');
  return session.engine;
}

export function installHook(): void {
  window.stratus = {
    phase: () => current.value?.phase.value.name ?? 'idle',
    session: () => current.value?.id ?? null,
    seat: () => current.value?.seat.value ?? null,
    stats: async () => engine().stats(),
    resetStats: async () => engine().resetStats(),
    probe: async (on) => engine().ask('probe', on),
    samples: async () => engine().ask('samples'),
    picture: async () => engine().ask('picture'),
    audioEnergy: async () => engine().ask('energy'),
  };
}
