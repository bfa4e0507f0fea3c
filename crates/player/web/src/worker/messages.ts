// What page and worker say to each other.
import type { EndReason, NodeMessage, Welcome } from '../protocol/control';
import type { Edge, PadState, PointerPosition } from '../protocol/input';
import type { Quantiles } from '../measure/histogram';

export type RenderMode = 'canvas' | 'none';

export type ToWorker =
  | {
      t: 'warm';
      canvas: OffscreenCanvas | undefined;
      render: RenderMode;
      singleStream: boolean;
    }
  | { t: 'sound'; ring: SharedArrayBuffer | undefined; port: MessagePort }
  | { t: 'clicked'; atUnixMs: number }
  | { t: 'connect'; url: string; token: string; hashes: string[] }
  | { t: 'edge'; edge: Edge; atUnixMs: number }
  | { t: 'motion'; dx: number; dy: number }
  | { t: 'wheel'; dx: number; dy: number }
  | { t: 'pointer'; position: PointerPosition | null }
  | { t: 'pads'; pads: PadState[] }
  | { t: 'slot'; frameTime: number }
  | { t: 'watch'; on: boolean }
  | { t: 'bitrate'; kbps: number }
  | { t: 'ask'; id: number; what: Question; on?: boolean }
  | { t: 'bye' };

export type Question = 'stats' | 'reset' | 'probe' | 'picture' | 'energy' | 'samples';

export type FromWorker =
  | { t: 'ready'; relaySlots: boolean }
  | { t: 'welcome'; welcome: Welcome; resumed: boolean }
  | { t: 'first-frame'; ms: number }
  | { t: 'goodbye'; reason: EndReason; message: string }
  /** The connection broke; the worker tries to resume. */
  | { t: 'interrupted'; graceMs: number }
  /** The worker cannot come back by itself. */
  | { t: 'lost'; message: string }
  | { t: 'fault'; message: string }
  | { t: 'node'; message: NodeMessage }
  | { t: 'overlay'; stats: PlayStats }
  | { t: 'answer'; id: number; value: unknown };

/** The stages of a frame: in the node, on the way, in the page. */
export const STAGES = [
  'queued',
  'convert',
  'encode',
  'send',
  'network',
  'decode',
  'present',
] as const;
export type Stage = (typeof STAGES)[number];

/** Milestones; absent until reached. */
export interface Startup {
  /** The coordinator has said where to connect. */
  offerMs?: number;
  /** The WebTransport session is open. */
  connectedMs?: number;
  welcomeMs?: number;
  /** The first frame is here, whole. */
  arrivedMs?: number;
  decodedMs?: number;
}

/** The numbers of `stratus.stats()`; counted since the first frame or the last `resetStats()`. */
export interface PlayStats {
  fps: number;
  freshSlotsPerSecond: number;
  slots: number;
  freshSlots: number;
  periodMs: number;
  bitrateKbps: number;
  rttMs: number;
  clockOffsetMs: number;
  framesDecoded: number;
  framesReceived: number;
  /** Frames that never came, or came too late. */
  lost: number;
  late: number;
  /** Frames that the node dropped before encode. */
  dropped: number;
  idrRequests: number;
  decoderErrors: number;
  reconnects: number;
  firstFrameMs: number | null;
  /** What the time to the first frame consists of, ms after the Play click. */
  startup: Startup;
  width: number;
  height: number;
  codec: string;
  elapsedS: number;
  stages: Record<Stage, Quantiles>;
  audio: {
    rms: number;
    bufferMs: number;
    underruns: number;
    packets: number;
    lost: number;
    concealed: number;
  };
  probe: {
    frames: number;
    invalid: number;
    glassToGlassMs: Quantiles;
    clickToPhotonMs: Quantiles;
  };
  /** The same over the last second, for the overlay. */
  recent: { fps: number; bitrateKbps: number; freshSlotsPerSecond: number };
}

/** A small copy of the newest frame. */
export interface Picture {
  width: number;
  height: number;
  /** width × height × 4. */
  rgba: number[];
  frameWidth: number;
  frameHeight: number;
}
