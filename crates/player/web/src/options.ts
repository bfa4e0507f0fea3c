// What the address and the player's own settings ask for.
import type { Video } from './api';

/** URL parameters that stay while moving from page to page. */
const STICKY = ['stats', 'render', 'size', 'fps', 'kbps', 'single'] as const;

export function stickyQuery(search = location.search): string {
  const from = new URLSearchParams(search);
  const kept = new URLSearchParams();
  for (const name of STICKY) {
    const value = from.get(name);
    if (value !== null) kept.set(name, value);
  }
  const text = kept.toString();
  return text ? `?${text}` : '';
}

export const QUALITIES = [
  { id: '720p30', label: '720p · 30 fps', width: 1280, height: 720, fps: 30 },
  { id: '720p60', label: '720p · 60 fps', width: 1280, height: 720, fps: 60 },
  { id: '1080p30', label: '1080p · 30 fps', width: 1920, height: 1080, fps: 30 },
  { id: '1080p60', label: '1080p · 60 fps', width: 1920, height: 1080, fps: 60 },
  { id: '1080p120', label: '1080p · 120 fps', width: 1920, height: 1080, fps: 120 },
  { id: '1440p60', label: '1440p · 60 fps', width: 2560, height: 1440, fps: 60 },
] as const;
const QUALITY_KEY = 'stratus.quality';
const VOLUME_KEY = 'stratus.volume';

export function quality(): string {
  const kept = localStorage.getItem(QUALITY_KEY);
  return QUALITIES.some((q) => q.id === kept) ? (kept ?? '720p60') : '720p60';
}

export function setQuality(id: string): void {
  localStorage.setItem(QUALITY_KEY, id);
}

export function volume(): number {
  const kept = Number(localStorage.getItem(VOLUME_KEY) ?? '1');
  return Number.isFinite(kept) ? Math.min(Math.max(kept, 0), 1) : 1;
}

export function setVolume(value: number): void {
  localStorage.setItem(VOLUME_KEY, String(value));
}

const even = (n: number): number => n - (n % 2);
const clamp = (n: number, low: number, high: number): number => Math.min(Math.max(n, low), high);

/** The stream that is asked for: the settings, and over them `?size=WxH`, `?fps=N`, `?kbps=N`. */
export function wantedVideo(search = location.search, chosen = quality()): Video {
  const base = QUALITIES.find((q) => q.id === chosen) ?? QUALITIES[1];
  const from = new URLSearchParams(search);
  const size = /^(\d+)x(\d+)$/.exec(from.get('size') ?? '');
  const fps = Number(from.get('fps') ?? '');
  const kbps = Number(from.get('kbps') ?? '');
  return {
    width: even(clamp(Number(size?.[1] ?? base.width), 320, 3840)),
    height: even(clamp(Number(size?.[2] ?? base.height), 240, 2160)),
    fps: fps > 0 ? clamp(Math.round(fps), 10, 240) : base.fps,
    bitrate_kbps: kbps > 0 ? clamp(Math.round(kbps), 500, 100_000) : 0,
  };
}

/** XKB names of the layouts that browsers' languages stand for. */
const LAYOUTS: Readonly<Record<string, string>> = {
  de: 'de',
  'de-ch': 'ch',
  'de-at': 'at',
  fr: 'fr',
  'fr-be': 'be',
  'fr-ca': 'ca',
  'fr-ch': 'ch',
  'en-gb': 'gb',
  es: 'es',
  'es-419': 'latam',
  'es-ar': 'latam',
  'es-mx': 'latam',
  it: 'it',
  pt: 'pt',
  'pt-br': 'br',
  nl: 'us',
  sv: 'se',
  nb: 'no',
  no: 'no',
  da: 'dk',
  fi: 'fi',
  pl: 'pl',
  cs: 'cz',
  sk: 'sk',
  hu: 'hu',
  tr: 'tr',
  ru: 'ru',
  uk: 'ua',
  el: 'gr',
  ja: 'jp',
};

/** What single keys type in layouts that no other key tells apart from `us`, for browsers in another language. */
const TELLING: readonly (readonly [layout: string, keys: Readonly<Record<string, string>>])[] = [
  ['se', { Semicolon: 'ö', Quote: 'ä', BracketLeft: 'å' }],
  ['no', { Semicolon: 'ø', Quote: 'æ' }],
  ['dk', { Semicolon: 'æ', Quote: 'ø' }],
  ['es', { Semicolon: 'ñ' }],
  ['it', { Semicolon: 'ò' }],
  ['pt', { Semicolon: 'ç', Quote: 'º' }],
  ['br', { Semicolon: 'ç', BracketRight: '[' }],
  ['gb', { Semicolon: ';', Backslash: '#' }],
  ['us(dvorak)', { KeyS: 'o', KeyD: 'e' }],
];
/** Layouts that type the same on those keys: the language says which. */
const SAME: Readonly<Record<string, string>> = { fi: 'se', latam: 'es' };

/** The keyboard's XKB layout, as well as a page can know it: `keys` is the browser's own layout map. */
export function layoutFor(language: string, keys?: ReadonlyMap<string, string>): string {
  const lower = language.toLowerCase();
  const named = LAYOUTS[lower] ?? LAYOUTS[lower.split('-')[0] ?? ''] ?? 'us';
  // The layout map beats the language where the two contradict each other.
  if (keys?.get('KeyQ') === 'a') return named === 'be' ? 'be' : 'fr';
  const [y, german] = [keys?.get('KeyY'), ['de', 'at', 'ch', 'cz', 'sk', 'hu']];
  if (y === 'z') return german.includes(named) ? named : 'de';
  const told = TELLING.find(([, typed]) =>
    Object.entries(typed).every(([code, text]) => keys?.get(code) === text),
  )?.[0];
  if (told) return SAME[named] === told ? named : told;
  if (y === 'y' && [...german, 'fr', 'be'].includes(named)) return 'us';
  return named;
}

let layout: string | undefined;

/** Asks the browser ahead of time, because the Play click should not wait. */
export async function learnLayout(): Promise<void> {
  const keyboard = (
    navigator as { keyboard?: { getLayoutMap?: () => Promise<Map<string, string>> } }
  ).keyboard;
  const map = await keyboard?.getLayoutMap?.().catch(() => undefined);
  layout = layoutFor(navigator.language, map);
}

export function keyboardLayout(): string {
  return layout ?? layoutFor(navigator.language);
}
