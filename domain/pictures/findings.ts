import type { ActionLine } from '../taxonomy/action-lines.ts';
import type { Region } from '../taxonomy/code-lists.ts';
import type { CountryCode } from '../taxonomy/countries.ts';
import type { Sdg } from '../taxonomy/sdgs.ts';
import { AGES, type Figures } from './figures.ts';
import { matrixCells } from './matrix-gaps.ts';

/** The one with most entries; null if none has any or two have as many. */
export function foremost<T extends { count: number }>(items: readonly T[]): T | null {
  const most = Math.max(0, ...items.map(({ count }) => count));
  const first = items.filter(({ count }) => count === most);
  return most > 0 && first.length === 1 ? (first[0] ?? null) : null;
}

/** What the figures say at a glance, each null where there is nothing to say. */
export interface Findings {
  country: { code: CountryCode; count: number } | null;
  pair: { line: ActionLine; sdg: Sdg; count: number } | null;
  /** Pairs that the official matrix links, and those among them without an entry. */
  expected: number;
  gaps: number;
  year: { year: number; count: number } | null;
  region: { region: Region; count: number } | null;
  language: { language: string; count: number } | null;
  /** Entries published or updated in the last twelve months. */
  fresh: number;
}

export function findingsOf(figures: Figures): Findings {
  const cells = matrixCells(figures.matrix);
  const countries = Object.entries(figures.countries) as [CountryCode, number][]; // entries() forgets the codes
  return {
    country: foremost(countries.map(([code, count]) => ({ code, count }))),
    pair: foremost(cells),
    expected: cells.filter(({ official }) => official).length,
    gaps: cells.filter(({ gap }) => gap).length,
    year: foremost(
      figures.years.map(({ year, byType }) => ({ year, count: byType.reduce((sum, n) => sum + n, 0) })),
    ),
    region: foremost(figures.regions.filter(({ region }) => region !== 'international')),
    language: foremost(figures.languages),
    fresh: AGES.reduce(
      (sum, { days }, place) => (days <= 365 ? sum + (figures.freshness[place] ?? 0) : sum),
      0,
    ),
  };
}
