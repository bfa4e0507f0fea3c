import { useEffect, useState } from 'preact/hooks';
import { games, loadGames } from '../account';
import { api, type Game, type Session, type User } from '../api';
import { Link } from '../router';
import { useStore } from '../store';
import { Artwork, Message, Spinner, TopBar } from './parts';
import { filterGames, genresOf } from './search';

export function LibraryPage({ user }: { user: User }) {
  const all = useStore(games);
  const [problem, setProblem] = useState<string>();
  const [query, setQuery] = useState('');
  const [genre, setGenre] = useState<string | null>(null);
  const [open, setOpen] = useState<Session>();

  useEffect(() => {
    const load = (): void => {
      loadGames().then(
        () => setProblem(undefined),
        (error: unknown) => setProblem(String(error instanceof Error ? error.message : error)),
      );
    };
    load();
    api.sessions().then(
      (mine) => setOpen(mine.find((session) => session.state !== 'ended')),
      () => undefined,
    );
    const focus = (event: KeyboardEvent): void => {
      const search = document.getElementById('search');
      if (event.key === '/' && document.activeElement !== search) {
        event.preventDefault();
        search?.focus();
      }
    };
    addEventListener('keydown', focus);
    // Nodes come and go.
    const timer = setInterval(load, 15_000);
    return () => {
      removeEventListener('keydown', focus);
      clearInterval(timer);
    };
  }, []);

  if (!all) {
    return problem === undefined ? (
      <Spinner label="Loading the library" />
    ) : (
      <Message title="The library did not load" text={problem} bad>
        <button type="button" class="button primary" onClick={() => location.reload()}>
          Try again
        </button>
      </Message>
    );
  }

  const shown = filterGames(all, query, genre);
  const openGame = open && all.find((game) => game.id === open.game);
  return (
    <div class="page">
      <TopBar user={user}>
        <label class="search">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="11" cy="11" r="6.5" />
            <path d="m16 16 4.5 4.5" />
          </svg>
          <input
            id="search"
            type="search"
            placeholder="Search games"
            aria-label="Search games"
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
      </TopBar>
      <main class="library">
        {open && openGame && (
          <Link to={`/play/${open.id}`} class="resume">
            <Artwork game={openGame} kind="hero" />
            <span class="resume-words">
              <small>Still open</small>
              <strong>{openGame.title}</strong>
            </span>
            <span class="button primary">Continue</span>
          </Link>
        )}
        <div class="shelf-head">
          <h1>Library</h1>
          <span class="count" aria-live="polite">
            {shown.length === all.length ? `${all.length}` : `${shown.length} of ${all.length}`}{' '}
            {all.length === 1 ? 'game' : 'games'}
          </span>
          <div class="genres" role="group" aria-label="Genres">
            {[null, ...genresOf(all)].map((name) => (
              <button
                type="button"
                class="chip"
                aria-pressed={genre === name}
                onClick={() => setGenre(name)}
                key={name ?? ''}
              >
                {name ?? 'All'}
              </button>
            ))}
          </div>
        </div>
        {shown.length === 0 ? (
          <p class="empty">
            {all.length === 0
              ? 'No game is installed yet. Pack one with stratus pack and give it to a node.'
              : `Nothing matches “${query}”.`}
          </p>
        ) : (
          <ul class="shelf">
            {shown.map((game, i) => (
              <li key={game.id}>
                <Card game={game} first={i === 0} />
              </li>
            ))}
          </ul>
        )}
      </main>
    </div>
  );
}

function Card({ game, first }: { game: Game; first: boolean }) {
  return (
    <Link
      to={`/game/${game.id}`}
      class={`card ${game.nodes === 0 ? 'away' : ''}`}
      data-first-focus={first ? '' : undefined}
    >
      <span class="card-art">
        <Artwork game={game} kind="cover" />
        {game.nodes === 0 && <span class="badge">No machine online</span>}
      </span>
      <strong>{game.title}</strong>
      <small>{game.genres.join(' · ') || game.developer}</small>
    </Link>
  );
}
