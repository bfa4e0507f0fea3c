import { useState } from 'preact/hooks';
import { signIn } from '../account';
import { Logo } from './parts';

export function SignInPage({
  problem,
  invited,
}: {
  problem: string | undefined;
  /** An invitation waits behind the sign-in. */
  invited: boolean;
}) {
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!code.trim() || busy) return;
    setBusy(true);
    void signIn(code).finally(() => setBusy(false));
  };
  return (
    <main class="sign-in">
      <form class="panel" onSubmit={submit}>
        <Logo />
        <h1>Sign in</h1>
        {invited && (
          <p class="invited">You are invited to play along. Sign in first; the game comes next.</p>
        )}
        <p>
          Enter the code that <kbd>stratus up</kbd> printed, or that your host gave you. It works
          once.
        </p>
        <label for="code">Sign-in code</label>
        <input
          id="code"
          name="code"
          autocomplete="one-time-code"
          autocapitalize="off"
          spellcheck={false}
          value={code}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : 'problem'}
          onInput={(event) => setCode(event.currentTarget.value)}
          autofocus
        />
        {problem !== undefined && (
          <p id="problem" class="problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" class="button primary" disabled={busy || !code.trim()}>
          {busy ? 'One moment…' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}
