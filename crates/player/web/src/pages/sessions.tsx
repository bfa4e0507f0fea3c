import { useEffect, useState } from 'preact/hooks';
import { games, loadGames } from '../account';
import { api, type Session, type User } from '../api';
import { navigate } from '../router';
import { endWords } from '../session/end-words';
import { current, PlaySession } from '../session/play-session';
import { useStore } from '../store';
import { Artwork, LibraryButton, Message, Spinner, TopBar } from './parts';

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function duration(session: Session): string {
  const end = session.ended_unix_ms ?? Date.now();
  const minutes = Math.round((end - session.created_unix_ms) / 60_000);
  if (minutes < 1) return 'under a minute';
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function standing(session: Session): string {
  switch (session.state) {
    case 'queued':
      return `Waiting in the queue, position ${session.position}`;
    case 'starting':
      return 'Starting';
    case 'running':
      return session.node === null ? 'Running' : `Running on ${session.node}`;
    case 'ended':
      return endWords(session.reason).title;
  }
}

export function SessionsPage({ user }: { user: User }) {
  const library = useStore(games);
  const [mine, setMine] = useState<Session[]>();
  const [problem, setProblem] = useState<string>();

  const load = (): void => {
    api
      .sessions()
      .then(setMine, (error: unknown) =>
        setProblem(String(error instanceof Error ? error.message : error)),
      );
  };
  useEffect(() => {
    load();
    loadGames().catch(() => undefined);
    const timer = setInterval(load, 5000);
    return () => clearInterval(timer);
  }, []);

  if (!mine) {
    return problem === undefined ? (
      <Spinner label="Loading your sessions" />
    ) : (
      <Message title="Your sessions did not load" text={problem} bad>
        <LibraryButton />
      </Message>
    );
  }
  const resume = (session: Session): void => {
    if (current.value?.id !== session.id || current.value.over) {
      current.value?.detach();
      current.set(PlaySession.join(session.id));
    }
    navigate(`/play/${session.id}`);
  };
  return (
    <div class="page">
      <TopBar user={user} />
      <main class="sessions">
        <h1>My sessions</h1>
        {mine.length === 0 && <p class="empty">You have not played yet.</p>}
        <ul>
          {mine.map((session) => {
            const game = library?.find((g) => g.id === session.game);
            const open = session.state !== 'ended';
            return (
              <li key={session.id} class={open ? 'open' : ''}>
                <span class="thumb">{game && <Artwork game={game} kind="cover" />}</span>
                <span class="session-words">
                  <strong>{game?.title ?? session.game}</strong>
                  <small>{standing(session)}</small>
                  <small>
                    {when.format(session.created_unix_ms)} · {duration(session)}
                  </small>
                </span>
                {open && (
                  <span class="actions">
                    <button type="button" class="button primary" onClick={() => resume(session)}>
                      Resume
                    </button>
                    <button
                      type="button"
                      class="button"
                      onClick={() => void api.stop(session.id).then(load, load)}
                    >
                      Stop
                    </button>
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      </main>
    </div>
  );
}
