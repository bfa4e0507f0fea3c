import { useEffect, useRef, useState } from 'preact/hooks';
import { api, type Guest } from '../api';
import { inviteLink } from '../session/door';
import { followGuests } from '../session/guests';

type Shown =
  | { state: 'making' }
  | { state: 'made'; link: string; copied: boolean }
  | { state: 'taken-back' }
  | { state: 'failed'; problem: string };

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function copy(text: string): Promise<boolean> {
  try {
    // Absent on pages that came without TLS from another machine.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (!clipboard) return false;
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Who plays along, with the way to have a seat back. */
function Guests({ id }: { id: string }) {
  const [guests, setGuests] = useState<Guest[]>([]);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const gone = new AbortController();
    void followGuests(api, id, setGuests, gone.signal);
    return () => gone.abort();
  }, [id]);
  if (guests.length === 0 && problem === '') return null;
  const remove = (guest: Guest): void => {
    setProblem('');
    api
      .removeGuest(id, guest.seat)
      .then(() => setGuests((seated) => seated.filter((other) => other.seat !== guest.seat)))
      .catch((error: unknown) => setProblem(words(error)));
  };
  return (
    <>
      <ul class="guests" aria-label="Who plays along">
        {guests.map((guest) => (
          <li key={guest.seat}>
            <span>{`Player ${guest.seat + 1}: ${guest.name}`}</span>
            <button
              type="button"
              class="button small"
              aria-label={`Remove ${guest.name}`}
              onClick={() => remove(guest)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      {problem !== '' && (
        <p class="problem" role="status">
          {problem}
        </p>
      )}
    </>
  );
}

/** Makes the link that lets others play along, and takes it back. */
export function InvitePanel({ id }: { id: string }) {
  const [shown, setShown] = useState<Shown>({ state: 'making' });
  const field = useRef<HTMLInputElement>(null);

  const make = (): void => {
    setShown({ state: 'making' });
    api
      .invite(id)
      .then(async ({ code }) => {
        const link = inviteLink(location.origin, id, code);
        setShown({ state: 'made', link, copied: await copy(link) });
      })
      .catch((error: unknown) => setShown({ state: 'failed', problem: words(error) }));
  };
  useEffect(make, [id]);

  const link = shown.state === 'made' ? shown.link : undefined;
  useEffect(() => {
    if (link === undefined) return;
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, [link]);

  const takeBack = (): void => {
    api
      .uninvite(id)
      .then(() => setShown({ state: 'taken-back' }))
      .catch((error: unknown) => setShown({ state: 'failed', problem: words(error) }));
  };

  return (
    <section class="invite panel" aria-label="Invite others">
      <p>
        Up to three others can play along, each with a controller of their own. Send them this link:
        they sign in and have a seat. It works until the game ends or you take it back.
      </p>
      {shown.state === 'made' && (
        <div class="invite-row">
          <input
            ref={field}
            type="text"
            readOnly
            value={shown.link}
            aria-label="Link for others"
            onFocus={(event) => event.currentTarget.select()}
          />
          <button
            type="button"
            class="button small"
            onClick={() => {
              void copy(shown.link).then((copied) => {
                field.current?.select();
                setShown({ ...shown, copied });
              });
            }}
          >
            Copy
          </button>
          <button type="button" class="button small" onClick={takeBack}>
            Take back
          </button>
        </div>
      )}
      {(shown.state === 'taken-back' || shown.state === 'failed') && (
        <button type="button" class="button small" onClick={make} autofocus>
          {shown.state === 'failed' ? 'Try again' : 'Make a new link'}
        </button>
      )}
      <p class={shown.state === 'failed' ? 'problem' : ''} role="status">
        {said(shown)}
      </p>
      <Guests id={id} />
    </section>
  );
}

function said(shown: Shown): string {
  switch (shown.state) {
    case 'making':
      return 'One moment…';
    case 'made':
      return shown.copied ? 'The link is copied.' : 'Copy the link from the field.';
    case 'taken-back':
      return 'The link does not work any more. Who plays already keeps the seat until you remove them.';
    case 'failed':
      return shown.problem;
  }
}
