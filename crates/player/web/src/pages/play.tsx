import { useEffect, useRef, useState } from 'preact/hooks';
import { games, loadGames } from '../account';
import { setVolume, volume } from '../options';
import { navigate } from '../router';
import { Controls } from '../session/controls';
import { inviteIn } from '../session/door';
import { current, PlaySession, type Phase } from '../session/play-session';
import { useStore } from '../store';
import { play } from './game';
import { InvitePanel } from './invite';
import { LibraryButton, Message, Spinner } from './parts';
import { StatisticsOverlay } from './overlay';

const HUD_MS = 2500;

/** Full screen; for the host with Escape and the like going to the game where the browser can do that. */
async function toggleFullscreen(element: HTMLElement, guest: boolean): Promise<void> {
  if (document.fullscreenElement) {
    await document.exitFullscreen();
    return;
  }
  await element.requestFullscreen({ navigationUI: 'hide' });
  if (guest) return;
  const { keyboard } = navigator as { keyboard?: { lock?: () => Promise<void> } };
  await keyboard?.lock?.();
}

export function PlayPage({ id }: { id: string }) {
  const session = useStore(current);
  useEffect(() => {
    const here = current.value;
    if (here && (id === 'new' || here.id === id)) return;
    here?.detach();
    if (id === 'new') {
      navigate('/', true);
      return;
    }
    current.set(PlaySession.join(id, inviteIn(location.search)));
  }, [id]);
  if (!session || (id !== 'new' && session.id !== undefined && session.id !== id)) {
    return <Spinner label="Joining" />;
  }
  return <Stage session={session} key={session} />;
}

function Stage({ session }: { session: PlaySession }) {
  const phase = useStore(session.phase);
  const stats = useStore(session.overlay);
  const seat = useStore(session.seat);
  const library = useStore(games);
  const [statistics, setStatistics] = useState(
    new URLSearchParams(location.search).get('stats') === '1',
  );
  const [menu, setMenu] = useState(false);
  const [inviting, setInviting] = useState(false);
  const [hud, setHud] = useState(true);
  const root = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const controls = useRef<Controls>();
  const paused = useRef(true);
  paused.current = menu || phase.name !== 'playing';
  const title = library?.find((g) => g.id === session.game)?.title ?? 'Stratus';

  useEffect(() => {
    document.title = `${title} – Stratus`;
  }, [title]);

  useEffect(() => {
    session.engine.send({ t: 'watch', on: statistics });
    if (!statistics) session.overlay.set(undefined);
  }, [statistics, session]);

  useEffect(() => {
    loadGames().catch(() => undefined);
    const element = stage.current;
    if (!element) return undefined;
    element.append(session.engine.canvas);
    element.focus({ preventScroll: true });
    const made = new Controls(
      session,
      element,
      {
        statistics: () => setStatistics((on) => !on),
        menu: () => setMenu((on) => !on),
        fullscreen: () => {
          if (root.current) toggleFullscreen(root.current, session.guest).catch(() => undefined);
        },
      },
      () => paused.current,
    );
    controls.current = made;
    made.start();

    let timer: ReturnType<typeof setTimeout>;
    const show = (): void => {
      setHud(true);
      clearTimeout(timer);
      timer = setTimeout(() => setHud(false), HUD_MS);
    };
    const moved = (event: PointerEvent): void => {
      // While the game holds the pointer, or plays by touch in its middle, the bar stays away.
      if (document.pointerLockElement || (event.pointerType === 'touch' && event.clientY > 80))
        return;
      show();
    };
    show();
    addEventListener('pointermove', moved);
    addEventListener('pointerdown', moved);

    const leave = (): void => session.leavePage();
    addEventListener('pagehide', leave);
    return () => {
      clearTimeout(timer);
      removeEventListener('pointermove', moved);
      removeEventListener('pointerdown', moved);
      removeEventListener('pagehide', leave);
      made.stop();
      if (document.fullscreenElement) void document.exitFullscreen();
      session.detach();
      if (current.value === session) current.set(undefined);
    };
  }, [session]);

  useEffect(() => {
    if (menu) {
      controls.current?.release();
      return;
    }
    setInviting(false);
    stage.current?.focus({ preventScroll: true });
  }, [menu]);

  const finished = phase.name === 'ended' || phase.name === 'error';
  useEffect(() => {
    if (!finished) return;
    controls.current?.release();
    if (document.fullscreenElement) void document.exitFullscreen();
  }, [finished]);

  const guest = seat !== undefined && seat > 0;
  const showBar = (hud || menu) && phase.name === 'playing';
  return (
    <div class={`player ${showBar ? '' : 'bare'}`} ref={root} data-phase={phase.name}>
      <div class="stage" ref={stage} tabIndex={-1} role="application" aria-label={title} />
      <Veil session={session} phase={phase} title={title} />
      {guest && phase.name === 'playing' && <PadHint seat={seat} />}
      {statistics && !finished && <StatisticsOverlay stats={stats} />}
      {!finished && (
        <div
          class={`hud ${showBar ? 'shown' : ''}`}
          inert={!showBar}
          data-focus-scope={menu ? '' : undefined}
        >
          <strong>{title}</strong>
          {guest && <span class="seat">{`Player ${seat + 1}`}</span>}
          <span class="grow" />
          <VolumeSlider session={session} />
          {seat === 0 && (
            <button
              type="button"
              class="button small"
              aria-expanded={inviting}
              onClick={() => {
                setMenu(true);
                setInviting((open) => !open);
              }}
            >
              Invite
            </button>
          )}
          <button
            type="button"
            class="button small"
            aria-pressed={statistics}
            onClick={() => setStatistics((on) => !on)}
            title="Ctrl+Alt+S"
          >
            Statistics
          </button>
          <button
            type="button"
            class="button small"
            onClick={() => {
              if (root.current) toggleFullscreen(root.current, guest).catch(() => undefined);
              setMenu(false);
            }}
            title="Ctrl+Alt+F"
          >
            Full screen
          </button>
          {menu && (
            <button type="button" class="button small" onClick={() => setMenu(false)}>
              Back to the game
            </button>
          )}
          <button type="button" class="button small danger" onClick={() => session.quit()}>
            {guest ? 'Leave' : 'Quit'}
          </button>
          {inviting && session.id !== undefined && <InvitePanel id={session.id} />}
        </div>
      )}
    </div>
  );
}

function VolumeSlider({ session }: { session: PlaySession }) {
  const [value, setValue] = useState(volume());
  return (
    <label class="volume">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11" />
      </svg>
      <input
        type="range"
        min="0"
        max="1"
        step="0.02"
        value={value}
        aria-label="Volume"
        onInput={(event) => {
          const next = event.currentTarget.valueAsNumber;
          setValue(next);
          setVolume(next);
          if (session.engine.sound) session.engine.sound.volume = next;
        }}
      />
    </label>
  );
}

/** A guest without a pad can only watch: says so until one is there. */
function PadHint({ seat }: { seat: number }) {
  const seen = (): boolean => navigator.getGamepads().some((pad) => pad?.connected);
  const [pad, setPad] = useState(seen());
  useEffect(() => {
    const look = (): void => setPad(seen());
    addEventListener('gamepadconnected', look);
    addEventListener('gamepaddisconnected', look);
    return () => {
      removeEventListener('gamepadconnected', look);
      removeEventListener('gamepaddisconnected', look);
    };
  }, []);
  if (pad) return null;
  return (
    <p class="pad-hint" role="status">
      <b>{`You are Player ${seat + 1}.`}</b> Press a button on your controller to play.
    </p>
  );
}

/** What lies over the picture while there is none. */
function Veil({ session, phase, title }: { session: PlaySession; phase: Phase; title: string }) {
  const comeBack = (): void => {
    if (session.id !== undefined) current.set(PlaySession.join(session.id, session.invite));
  };
  const again = (): void => {
    if (session.game !== undefined) play(session.game);
    else navigate('/');
  };
  switch (phase.name) {
    case 'playing':
      return null;
    case 'preparing':
    case 'connecting':
      return (
        <div class="veil">
          <h1>{title}</h1>
          <Spinner label={phase.note} />
          <Cancel session={session} />
        </div>
      );
    case 'queued':
      return (
        <div class="veil">
          <p class="eyebrow">All machines are busy</p>
          <h1 class="place" aria-live="polite">
            {phase.position === 1 ? 'You are next' : `You are number ${phase.position}`}
          </h1>
          <p>The game starts by itself as soon as a machine is free. Keep this page open.</p>
          <Spinner label="Waiting" />
          <Cancel session={session} />
        </div>
      );
    case 'reconnecting':
      return (
        <div class="veil thin">
          <Spinner label="Connection lost. Reconnecting to your game" />
        </div>
      );
    case 'ended':
      return (
        <div class="veil full">
          <Message title={phase.words.title} text={phase.words.text} bad={phase.words.bad}>
            {phase.mayReturn ? (
              <button
                type="button"
                class="button primary"
                onClick={comeBack}
                data-first-focus
                autofocus
              >
                Come back
              </button>
            ) : (
              !session.guest && (
                <button
                  type="button"
                  class="button primary"
                  onClick={again}
                  data-first-focus
                  autofocus
                >
                  Play again
                </button>
              )
            )}
            <LibraryButton />
          </Message>
        </div>
      );
    case 'error':
      return (
        <div class="veil full">
          <Message title={phase.title} text={phase.text} bad>
            <button type="button" class="button primary" onClick={() => location.reload()}>
              Try again
            </button>
            <LibraryButton />
          </Message>
        </div>
      );
  }
}

function Cancel({ session }: { session: PlaySession }) {
  return (
    <button
      type="button"
      class="button"
      onClick={() => {
        session.quit();
        navigate('/', true);
      }}
    >
      Cancel
    </button>
  );
}
