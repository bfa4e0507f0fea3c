import type { Game } from '../api';

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The games that match every word (in title, developer or genre) and the genre; best titles first. */
export function filterGames(games: readonly Game[], query: string, genre: string | null): Game[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const first = words[0] ?? '';
  return games
    .filter((game) => genre === null || game.genres.includes(genre))
    .filter((game) => {
      const text = plain([game.title, game.developer, ...game.genres].join(' '));
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => {
      const starts = (game: Game): number =>
        first !== '' && plain(game.title).startsWith(first) ? 0 : 1;
      return starts(a) - starts(b) || a.title.localeCompare(b.title);
    });
}

export function genresOf(games: readonly Game[]): string[] {
  return [...new Set(games.flatMap((game) => game.genres))].sort((a, b) => a.localeCompare(b));
}
