import { useEffect, useState } from 'preact/hooks';
import { games, loadGames } from '../account';
import type { User } from '../api';
import { lacks, type Lack } from '../capability';
import { learnLayout, QUALITIES, quality, setQuality } from '../options';
import { navigate } from '../router';
import { warmUp } from '../session/engine';
import { current, PlaySession } from '../session/play-session';
import { useStore } from '../store';
import { Artwork, LibraryButton, Message, Spinner, TopBar } from './parts';

/** Call it inside a click. */
export function play(game: string): void {
  current.value?.quit();
  const session = PlaySession.start(game, (placed) => {
    if (current.value === placed && placed.id !== undefined) navigate(`/play/${placed.id}`, true);
  });
  current.set(session);
  navigate('/play/new');
}

export function GamePage({ id, user }: { id: string; user: User }) {
  const all = useStore(games);
  const [problem, setProblem] = useState<string>();
  const [missing, setMissing] = useState<Lack[]>([]);
  const [chosen, setChosen] = useState(quality());

  useEffect(() => {
    loadGames().catch((error: unknown) =>
      setProblem(String(error instanceof Error ? error.message : error)),
    );
    void learnLayout();
    void lacks().then((found) => {
      setMissing(found);
      // Loaded now, the worker costs the Play click nothing.
      if (found.length === 0) warmUp();
    });
  }, [id]);

  const game = all?.find((g) => g.id === id);
  useEffect(() => {
    if (game) document.title = `${game.title} – Stratus`;
  }, [game]);

  if (!all) {
    return problem === undefined ? (
      <Spinner label="Loading" />
    ) : (
      <Message title="The game did not load" text={problem} bad>
        <LibraryButton />
      </Message>
    );
  }
  if (!game) {
    return (
      <Message title="No such game" text={`The library has no game “${id}”.`} bad>
        <LibraryButton />
      </Message>
    );
  }
  return (
    <div class="page game-page">
      <div class="backdrop">
        <Artwork game={game} kind="hero" />
      </div>
      <TopBar user={user} />
      <main class="game">
        <div class="game-cover">
          <Artwork game={game} kind="cover" />
        </div>
        <div class="game-words">
          <p class="eyebrow">{game.genres.join(' · ')}</p>
          <h1>{game.title}</h1>
          <p class="developer">{game.developer}</p>
          <p class="summary">{game.summary}</p>
          {missing.length > 0 ? (
            <div class="lacks" role="alert">
              <strong>This game cannot be played in this browser</strong>
              {missing.map((lack) => (
                <p key={lack.what}>
                  {lack.what} {lack.help}
                </p>
              ))}
            </div>
          ) : (
            <div class="play-row">
              <button
                type="button"
                class="button primary play"
                onClick={() => play(game.id)}
                data-first-focus
                autofocus
              >
                <svg viewBox="0 0 24 24" aria-hidden="true">
                  <path d="M7 4.5v15l13-7.5z" />
                </svg>
                Play
              </button>
              <label class="quality">
                <span>Picture</span>
                <select
                  value={chosen}
                  onChange={(event) => {
                    setQuality(event.currentTarget.value);
                    setChosen(event.currentTarget.value);
                  }}
                >
                  {QUALITIES.map((q) => (
                    <option value={q.id} key={q.id}>
                      {q.label}
                    </option>
                  ))}
                </select>
              </label>
            </div>
          )}
          <ul class="facts">
            <li class={game.nodes > 0 ? 'good' : 'warn'}>
              {game.nodes > 0
                ? `${game.nodes} ${game.nodes === 1 ? 'machine' : 'machines'} online`
                : 'No machine is online: you would wait in the queue'}
            </li>
            <li>{game.pad ? 'Gamepad, keyboard and mouse' : 'Keyboard and mouse'}</li>
          </ul>
          {game.description.split(/\n\s*\n/).map((paragraph) => (
            <p class="description" key={paragraph}>
              {paragraph}
            </p>
          ))}
        </div>
      </main>
    </div>
  );
}
