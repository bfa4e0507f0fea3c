import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { account, signInFromAddress } from './account';
import { startPadNavigation } from './input/focus';
import { GamePage } from './pages/game';
import { LibraryPage } from './pages/library';
import { LibraryButton, Message, Spinner } from './pages/parts';
import { PlayPage } from './pages/play';
import { SessionsPage } from './pages/sessions';
import { SignInPage } from './pages/sign-in';
import { path } from './router';
import { inviteIn } from './session/door';
import { installHook } from './session/hook';
import { useStore } from './store';

function Page() {
  const who = useStore(account);
  const where = useStore(path);
  useEffect(() => {
    if (!where.startsWith('/game/') && !where.startsWith('/play/')) document.title = 'Stratus';
  }, [where]);
  switch (who.state) {
    case 'unknown':
      return <Spinner label="One moment" />;
    case 'unreachable':
      return (
        <Message title="Nobody answers" text={who.problem} bad>
          <button type="button" class="button primary" onClick={() => location.reload()}>
            Try again
          </button>
        </Message>
      );
    case 'signed-out':
      return (
        <SignInPage
          problem={who.problem}
          invited={where.startsWith('/play/') && inviteIn(location.search) !== undefined}
        />
      );
    case 'signed-in':
      return <SignedIn where={where} />;
  }
}

/** What an address says; a malformed one says itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function SignedIn({ where }: { where: string }) {
  const who = account.value;
  if (who.state !== 'signed-in') return null;
  const [, page = '', argument = ''] = where.split('/');
  switch (page) {
    case '':
      return <LibraryPage user={who.user} />;
    case 'game':
      return <GamePage id={decoded(argument)} user={who.user} />;
    case 'play':
      return <PlayPage id={decoded(argument)} />;
    case 'sessions':
      return <SessionsPage user={who.user} />;
    default:
      return (
        <Message title="There is nothing here" text={`Stratus has no page ${where}.`} bad>
          <LibraryButton />
        </Message>
      );
  }
}

installHook();
startPadNavigation(
  () =>
    document.querySelector('.player[data-phase="playing"]:not(:has([data-focus-scope]))') === null,
  () => {
    if (path.value !== '/') history.back();
  },
);
void signInFromAddress();
const root = document.getElementById('app');
if (root) render(<Page />, root);
