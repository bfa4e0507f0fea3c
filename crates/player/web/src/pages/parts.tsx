import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Game, User } from '../api';
import { signOut } from '../account';
import { Link, navigate } from '../router';

export function Logo() {
  return (
    <span class="logo">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <path
          d="M8.5 24h16a6 6 0 0 0 .8-11.95A9 9 0 0 0 7.6 13.6 5.3 5.3 0 0 0 8.5 24z"
          fill="currentColor"
        />
        <path d="M13.6 12.4v7.6l6.2-3.8z" class="logo-play" />
      </svg>
      Stratus
    </span>
  );
}

export function TopBar({ user, children }: { user: User; children?: ComponentChildren }) {
  return (
    <header class="top">
      <Link to="/" class="home" aria-label="Stratus library">
        <Logo />
      </Link>
      <div class="top-middle">{children}</div>
      <nav class="top-right">
        <Link to="/sessions" class="quiet">
          My sessions
        </Link>
        <span class="avatar" title={user.name} aria-hidden="true">
          {initials(user.name)}
        </span>
        <button type="button" class="quiet" onClick={() => void signOut()}>
          Sign out
        </button>
      </nav>
    </header>
  );
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = words.slice(0, 2).map((word) => word[0] ?? '');
  return letters.join('').toUpperCase() || '?';
}

/** A colour that stays the game's own. */
export function hue(id: string): number {
  let sum = 0;
  for (const c of id) sum = (sum * 31 + (c.codePointAt(0) ?? 0)) % 360;
  return sum;
}

/** The game's picture, or one made of its name where it has none (or none that loads). */
export function Artwork({ game, kind }: { game: Game; kind: 'cover' | 'hero' }) {
  const [broken, setBroken] = useState(false);
  const url = kind === 'cover' ? (game.cover ?? game.hero) : (game.hero ?? game.cover);
  if (url !== null && !broken) {
    return (
      <img
        class={`art ${kind}`}
        src={url}
        alt=""
        loading={kind === 'cover' ? 'lazy' : 'eager'}
        decoding="async"
        draggable={false}
        onError={() => setBroken(true)}
      />
    );
  }
  return (
    <div class={`art ${kind} made`} style={{ '--hue': String(hue(game.id)) }} aria-hidden="true">
      <span>{kind === 'cover' ? game.title : ''}</span>
    </div>
  );
}

export function Message({
  title,
  text,
  bad,
  children,
}: {
  title: string;
  text: string;
  bad?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <main class="message" role={bad ? 'alert' : 'status'} data-focus-scope>
      <div class={`panel ${bad ? 'bad' : ''}`}>
        <h1>{title}</h1>
        <p>{text}</p>
        <div class="actions">{children}</div>
      </div>
    </main>
  );
}

export function Spinner({ label }: { label: string }) {
  return (
    <div class="spinner" role="status">
      <i aria-hidden="true" />
      <span>{label}</span>
    </div>
  );
}

export function LibraryButton() {
  return (
    <button type="button" class="button" onClick={() => navigate('/')}>
      Library
    </button>
  );
}
