import { ClockOffset, unixNow } from '../measure/clock-offset';
import { exactQuantiles } from '../measure/histogram';
import type { NodeMessage, Welcome } from '../protocol/control';
import type { Edge } from '../protocol/input';
import type { FrameHeader, FrameStart } from '../protocol/video';
import { Backoff } from './backoff';
import { BufferPool } from './buffers';
import { Connection, type Address } from './connection';
import { Decoder, type Decoded } from './decoder';
import { FrameOrder, type Abort } from './frame-order';
import { InputState, SAMPLE_MS } from './input-state';
import type { FromWorker, Picture, PlayStats, Question, Startup, ToWorker } from './messages';
import { Presenter } from './presenter';
import { Probe } from './probe';
import { Sound } from './sound';
import { Statistics } from './statistics';

const REPORT_MS = 500;
const REFRESH_MS = 100;
/** Pings come fast at first, so that the clocks are compared before the first statistics. */
const PING_MS = [20, 20, 40, 80, 160, 250, 250] as const;
const PING_THEN_MS = 1000;
/** A node that says nothing for so long is gone, whatever the browser thinks. */
const SILENCE_MS = 5000;
const THUMBNAIL = { width: 64, height: 36 };

/** Everything behind the picture: connection, order, decoder, presenter, sound, input, statistics. */
export class Player {
  readonly #pool = new BufferPool();
  readonly #clock = new ClockOffset();
  readonly #statistics = new Statistics();
  readonly #sound = new Sound();
  readonly #probe = new Probe();
  readonly #input = new InputState();
  readonly #backoff = new Backoff();
  readonly #presenter = new Presenter((waited) =>
    this.#statistics.shown(waited, performance.now()),
  );
  readonly #order = new FrameOrder({
    decode: (arrived) => this.#decoder.decode(arrived),
    requestIdr: () => this.#requestIdr(),
  });
  readonly #decoder = new Decoder({
    decoded: (decoded) => this.#decoded(decoded),
    failed: () => {
      this.#statistics.decoderErrors++;
      this.#order.decoderFailed(performance.now());
    },
    unusable: (message) => this.#fault(message),
  });

  #singleStream = false;
  #address: Address | undefined;
  #connection: Connection | undefined;
  #welcome: Welcome | undefined;
  #over = false;
  #heard = 0;
  #pings = 0;
  #reconnects = 0;
  #clickedAt: number | undefined;
  #startup: Startup = {};
  #newestDecoded = 0;
  #decodedReported = 0;
  #lostReported = 0;
  #lostBase = 0;
  #lateBase = 0;
  #size = { width: 0, height: 0 };
  #watched = false;
  #gapTimer: ReturnType<typeof setTimeout> | undefined;
  #pingTimer: ReturnType<typeof setTimeout> | undefined;
  #sampleTimer: ReturnType<typeof setTimeout> | undefined;
  #sampledAt = 0;

  constructor(private readonly post: (message: FromWorker) => void) {}

  take(message: ToWorker): void {
    switch (message.t) {
      case 'warm':
        return this.#warm(message);
      case 'sound':
        return this.#sound.attach(message.ring, message.port);
      case 'clicked':
        this.#clickedAt = message.atUnixMs;
        return;
      case 'connect':
        this.#over = false;
        this.#backoff.connected();
        this.#milestone('offerMs');
        return this.#connect(message);
      case 'edge':
        return this.#edge(message.edge, message.atUnixMs);
      case 'motion':
        this.#input.motion(message.dx, message.dy);
        return this.#sample();
      case 'wheel':
        this.#input.wheel(message.dx, message.dy);
        return this.#sample();
      case 'pointer':
        this.#input.pointer(message.position);
        return this.#sample();
      case 'pads':
        this.#input.pads(message.pads);
        return this.#sample();
      case 'slot':
        return this.#presenter.slot(message.frameTime);
      case 'watch':
        this.#watched = message.on;
        return;
      case 'bitrate':
        return this.#connection?.send({ type: 'set_bitrate', kbps: message.kbps });
      case 'ask':
        return this.post({
          t: 'answer',
          id: message.id,
          value: this.#answer(message.what, message.on ?? false),
        });
      case 'bye':
        this.#over = true;
        void this.#connection?.leave();
        return;
    }
  }

  #warm({ canvas, render, singleStream }: Extract<ToWorker, { t: 'warm' }>): void {
    this.#singleStream = singleStream;
    this.#presenter.attach(canvas, render);
    this.#decoder.warm();
    this.#sound.warm();
    setInterval(() => this.#halfSecond(), REPORT_MS);
    setInterval(() => this.#refresh(), REFRESH_MS);
    const scope = globalThis as { requestAnimationFrame?: typeof requestAnimationFrame };
    const own = typeof scope.requestAnimationFrame === 'function';
    if (own) {
      const slot = (frameTime: number): void => {
        requestAnimationFrame(slot);
        this.#presenter.slot(frameTime);
      };
      requestAnimationFrame(slot);
    }
    this.post({ t: 'ready', relaySlots: !own });
  }

  /** Notes when a step of the start was reached; false if it was before. */
  #milestone(step: keyof Startup): boolean {
    if (this.#startup[step] !== undefined) return false;
    this.#startup[step] = this.#clickedAt === undefined ? 0 : unixNow() - this.#clickedAt;
    return true;
  }

  // Connection

  #connect(address: Address): void {
    this.#connection?.close();
    this.#address = address;
    this.#heard = performance.now();
    this.#order.reset();
    this.#sound.newConnection();
    this.#input.reset();
    this.#clock.reset();
    this.#pings = 0;
    const guarded =
      <A extends unknown[]>(act: (...args: A) => void) =>
      (...args: A): void => {
        if (connection === this.#connection) act(...args);
      };
    const connection: Connection = new Connection(address, this.#singleStream, this.#pool, {
      header: guarded((start: FrameStart) => this.#order.begin(start.frame_id)),
      frame: (frame) => {
        if (connection !== this.#connection) {
          frame.release();
          return;
        }
        const now = frame.arrived;
        this.#heard = now;
        this.#milestone('arrivedMs');
        this.#statistics.received(frame.header, now, this.#networkMs(frame.header));
        this.#order.push(frame, now, this.#patience());
        this.#watchGap();
      },
      aborted: guarded((start: FrameStart, why: Abort) => {
        this.#order.abort(start.frame_id, why, performance.now());
        this.#watchGap();
      }),
      malformed: () => undefined,
      opened: () => this.#milestone('connectedMs'),
      message: guarded((message: NodeMessage) => this.#message(message)),
      datagram: guarded((bytes: Uint8Array) => this.#sound.datagram(bytes)),
      closed: guarded((error: unknown) => this.#broken(error)),
    });
    this.#connection = connection;
  }

  #message(message: NodeMessage): void {
    this.#heard = performance.now();
    switch (message.type) {
      case 'welcome': {
        this.#milestone('welcomeMs');
        const resumed = this.#welcome !== undefined;
        this.#welcome = message;
        this.#backoff.connected();
        this.#decoder.configure(message.codec);
        clearTimeout(this.#pingTimer);
        this.#ping();
        this.post({ t: 'welcome', welcome: message, resumed });
        return;
      }
      case 'pong':
        this.#clock.pong(message.sent_us / 1000, unixNow(), message.node_unix_us / 1000);
        return;
      case 'goodbye':
        this.#over = true;
        this.post({ t: 'goodbye', reason: message.reason, message: message.message });
        return;
      default:
        this.post({ t: 'node', message });
    }
  }

  #broken(error: unknown): void {
    if (this.#over) return;
    this.#connection?.close();
    this.#connection = undefined;
    const words = error instanceof Error ? error.message : 'the connection was closed';
    const welcome = this.#welcome;
    const address = this.#address;
    if (!welcome || !address) {
      this.post({ t: 'lost', message: words });
      return;
    }
    const wait = this.#backoff.next(performance.now(), welcome.grace_ms);
    if (wait === undefined) {
      this.post({ t: 'lost', message: words });
      return;
    }
    this.post({ t: 'interrupted', graceMs: welcome.grace_ms });
    this.#reconnects++;
    setTimeout(() => {
      if (this.#over || this.#connection) return;
      this.#connect({ ...address, token: welcome.resume_token });
    }, wait);
  }

  #ping(): void {
    this.#connection?.send({ type: 'ping', sent_us: Math.round(unixNow() * 1000) });
    this.#pingTimer = setTimeout(() => this.#ping(), PING_MS[this.#pings++] ?? PING_THEN_MS);
  }

  #fault(message: string): void {
    this.#over = true;
    void this.#connection?.leave();
    this.post({ t: 'fault', message });
  }

  // Video

  /** When the frame's last byte was handed to the network, against when it was here; undefined before a pong. */
  #networkMs(header: FrameHeader): number | undefined {
    const offset = this.#clock.offset;
    if (offset === undefined) return undefined;
    const inNode = header.queued_us + header.convert_us + header.encode_us + header.send_us;
    const sent = (header.commit_unix_us + inNode) / 1000;
    return Math.max(0, unixNow() + offset - sent);
  }

  /**
   * How long a gap may last: a frame time, and the time of a retransmission. An IDR would take at
   * least as long to come, and is larger.
   */
  #patience(): number {
    const frameMs = 1000 / (this.#welcome?.fps ?? 60);
    return Math.min(frameMs + this.#clock.rtt * 1.5, 250);
  }

  #watchGap(): void {
    clearTimeout(this.#gapTimer);
    const due = this.#order.deadline(this.#patience());
    if (due === undefined) return;
    this.#gapTimer = setTimeout(
      () => {
        this.#order.tick(performance.now(), this.#patience());
        this.#watchGap();
      },
      Math.max(1, due - performance.now()),
    );
  }

  #requestIdr(): void {
    this.#statistics.idrRequests++;
    this.#connection?.send({ type: 'request_idr', last_frame: this.#newestDecoded });
  }

  #decoded(decoded: Decoded): void {
    this.#probe.frame(decoded.frame);
    if (this.#milestone('decodedMs')) {
      this.post({ t: 'first-frame', ms: this.#startup.decodedMs ?? 0 });
    }
    this.#newestDecoded = decoded.header.frame_id;
    this.#decodedReported++;
    this.#size = { width: decoded.frame.displayWidth, height: decoded.frame.displayHeight };
    this.#statistics.decoded(decoded.arrived, decoded.decoded);
    this.#presenter.offer(decoded);
  }

  // Input

  #edge(edge: Edge, atUnixMs: number): void {
    if (this.#probe.on && edge.pressed) this.#probe.samples.pressed(atUnixMs);
    this.#connection?.sendControl(this.#input.edge(edge));
    this.#sendSample(true);
  }

  #sample(): void {
    if (this.#sampleTimer !== undefined) return;
    const wait = this.#sampledAt + SAMPLE_MS - performance.now();
    if (wait <= 0) {
      this.#sendSample(false);
      return;
    }
    this.#sampleTimer = setTimeout(() => {
      this.#sampleTimer = undefined;
      if (this.#input.changed) this.#sendSample(false);
    }, wait);
  }

  #sendSample(urgent: boolean): void {
    if (!this.#welcome) return;
    this.#sampledAt = performance.now();
    this.#connection?.sendDatagram(this.#input.datagram(), urgent);
  }

  #refresh(): void {
    if (performance.now() - this.#sampledAt >= REFRESH_MS) this.#sendSample(false);
  }

  // Reports and statistics

  #halfSecond(): void {
    const now = performance.now();
    const report = this.#presenter.slots.report();
    if (this.#connection && this.#welcome && !this.#over) {
      if (now - this.#heard > SILENCE_MS) {
        this.#broken(new Error('the node has said nothing for 5 seconds'));
        return;
      }
      const lost = this.#order.lost + this.#order.late;
      this.#connection.send({
        type: 'report',
        frame_id: this.#newestDecoded,
        decoded: this.#decodedReported,
        lost: lost - this.#lostReported,
        slots: report.slots,
        fresh: report.fresh,
        period_us: report.periodMs * 1000,
        slack_us: report.slackMs * 1000,
        slack_low_us: report.slackLowMs * 1000,
      });
      this.#lostReported = lost;
    }
    this.#decodedReported = 0;
    if (this.#watched) this.post({ t: 'overlay', stats: this.#stats() });
  }

  #stats(): PlayStats {
    const now = performance.now();
    const elapsedS = this.#statistics.elapsedS(now);
    const perSecond = (n: number): number => (elapsedS > 0 ? n / elapsedS : 0);
    const slots = this.#presenter.slots;
    const samples = this.#probe.samples;
    return {
      fps: perSecond(this.#statistics.framesDecoded),
      freshSlotsPerSecond: perSecond(slots.totalFresh),
      slots: slots.total,
      freshSlots: slots.totalFresh,
      periodMs: slots.period(),
      bitrateKbps: this.#statistics.bitrateKbps(now),
      rttMs: this.#clock.rtt,
      clockOffsetMs: this.#clock.offset ?? 0,
      framesDecoded: this.#statistics.framesDecoded,
      framesReceived: this.#statistics.framesReceived,
      lost: this.#order.lost - this.#lostBase,
      late: this.#order.late - this.#lateBase,
      dropped: this.#statistics.dropped,
      idrRequests: this.#statistics.idrRequests,
      decoderErrors: this.#statistics.decoderErrors,
      reconnects: this.#reconnects,
      firstFrameMs: this.#startup.decodedMs ?? null,
      startup: { ...this.#startup },
      ...this.#size,
      codec: this.#welcome?.codec ?? '',
      elapsedS,
      stages: this.#statistics.stages(),
      audio: {
        rms: this.#sound.rms(),
        bufferMs: 0,
        underruns: 0,
        packets: this.#sound.packets,
        lost: this.#sound.lost,
        concealed: this.#sound.concealed,
      },
      probe: {
        frames: samples.frames,
        invalid: samples.invalid,
        glassToGlassMs: exactQuantiles(samples.glassToGlass),
        clickToPhotonMs: exactQuantiles(samples.clickToPhoton),
      },
      recent: this.#statistics.recent(now),
    };
  }

  #answer(
    what: Question,
    on: boolean,
  ): PlayStats | Picture | number | boolean | null | Record<string, number[]> {
    switch (what) {
      case 'stats':
        return this.#stats();
      case 'reset':
        this.#statistics.reset(performance.now());
        this.#presenter.slots.resetTotals();
        this.#probe.samples.reset();
        this.#sound.reset();
        this.#lostBase = this.#order.lost;
        this.#lateBase = this.#order.late;
        return true;
      case 'probe':
        this.#probe.on = on;
        return on;
      case 'picture':
        return this.#presenter.picture(THUMBNAIL.width, THUMBNAIL.height) ?? null;
      case 'energy':
        return this.#sound.energy();
      case 'samples': {
        const { glassToGlass, clickToPhoton } = this.#probe.samples;
        return { glassToGlassMs: [...glassToGlass], clickToPhotonMs: [...clickToPhoton] };
      }
    }
  }
}
