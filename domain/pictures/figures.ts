import { type Region, STAKEHOLDER_TYPES, type StakeholderType } from '../taxonomy/code-lists.ts';
import type { CountryCode } from '../taxonomy/countries.ts';
import type { MatrixCounts } from './matrix-gaps.ts';

/** The pictures of the figures, by the name of their files. */
export const PICTURES = ['map', 'matrix', 'years', 'regions', 'languages', 'freshness'] as const;
export type PictureId = (typeof PICTURES)[number];

/** How long ago an entry was last published or updated: days at most, the last without end. */
export const AGES = [
  { id: 'quarter', days: 91 },
  { id: 'year', days: 365 },
  { id: 'two-years', days: 730 },
  { id: 'five-years', days: 1826 },
  { id: 'older', days: Number.POSITIVE_INFINITY },
] as const;
export type AgeId = (typeof AGES)[number]['id'];

const DAY = 86_400_000;

/** The place in `AGES` of an instant; both in milliseconds since 1970. */
export function ageOf(at: number, now: number): number {
  return AGES.findIndex(({ days }) => now - at <= days * DAY);
}

export interface YearFigures {
  year: number;
  /** Entries in the order of `STAKEHOLDER_TYPES`. */
  byType: readonly number[];
}

/** What the pictures show: entries counted in every way, of the register or of what a search finds. */
export interface Figures {
  total: number;
  /** Entries that name a country. */
  placed: number;
  countries: Readonly<Partial<Record<CountryCode, number>>>;
  matrix: MatrixCounts;
  /** Years that have entries, the first one first. */
  years: readonly YearFigures[];
  regions: readonly { region: Region; count: number }[];
  /** By ISO 639-1 code of the original, the most frequent first. */
  languages: readonly { language: string; count: number }[];
  /** In the order of `AGES`. */
  freshness: readonly number[];
}

/** Entries of each type of stakeholder over all years, and whether it occurs, in the order of the list. */
export function typesOf(years: readonly YearFigures[]): { type: StakeholderType; count: number }[] {
  return STAKEHOLDER_TYPES.map((type, place) => ({
    type,
    count: years.reduce((sum, { byType }) => sum + (byType[place] ?? 0), 0),
  }));
}
