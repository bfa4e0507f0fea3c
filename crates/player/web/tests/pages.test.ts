import { describe, expect, it } from 'vitest';
import type { Game } from '../src/api';
import { nearest } from '../src/input/focus';
import { filterGames, genresOf } from '../src/pages/search';

const game = (id: string, title: string, genres: string[], developer = 'Someone'): Game => ({
  id,
  title,
  developer,
  genres,
  summary: '',
  description: '',
  cover: null,
  hero: null,
  pad: true,
  nodes: 1,
});

const library = [
  game('tux', 'SuperTux', ['Platformer']),
  game('freedoom', 'Freedoom: Phase 2', ['Shooter', 'Retro'], 'Freedoom Project'),
  game('pokemon', 'Pokémon-like', ['Role-playing', 'Retro']),
];

describe('the library', () => {
  it('finds by any word of title, developer and genre, whatever the accents', () => {
    const found = (query: string) => filterGames(library, query, null).map((g) => g.id);
    expect(found('')).toEqual(['freedoom', 'pokemon', 'tux']);
    expect(found('doom')).toEqual(['freedoom']);
    expect(found('POKEMON')).toEqual(['pokemon']);
    expect(found('retro proj')).toEqual(['freedoom']);
    expect(found('nothing')).toEqual([]);
    expect(found('s')[0]).toBe('tux');
  });

  it('filters by genre', () => {
    expect(genresOf(library)).toEqual(['Platformer', 'Retro', 'Role-playing', 'Shooter']);
    expect(filterGames(library, '', 'Retro').map((g) => g.id)).toEqual(['freedoom', 'pokemon']);
  });
});

describe('focus by pad', () => {
  const cell = (x: number, y: number) => ({
    left: x * 100,
    top: y * 100,
    right: x * 100 + 90,
    bottom: y * 100 + 90,
  });
  const grid = [cell(0, 0), cell(1, 0), cell(2, 0), cell(0, 1), cell(1, 1)];

  it('goes to the neighbour, and nowhere past the edge', () => {
    expect(nearest(cell(0, 0), grid, 'right')).toBe(1);
    expect(nearest(cell(0, 0), grid, 'down')).toBe(3);
    expect(nearest(cell(1, 1), grid, 'up')).toBe(1);
    expect(nearest(cell(2, 0), grid, 'right')).toBe(-1);
    expect(nearest(cell(2, 0), grid, 'down')).toBe(4);
  });
});
