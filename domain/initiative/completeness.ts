import type { Coverage } from '../taxonomy/code-lists.ts';
import type { Content, DetailField } from './content.ts';
import { originalOf, partsOf } from './translations.ts';

/** What readers look for that an entry may leave out, the most asked for first. */
export const IMPROVEMENTS = [
  'impact',
  'countries',
  'urls',
  'start_date',
  'partnerships',
  'languages',
  'evidence',
  'challenges',
  'beneficiaries',
] as const;
export type Improvement = (typeof IMPROVEMENTS)[number];

/** More would be a wall that nobody reads. */
const MOST = 4;

/** What an entry tells, as stored or as answered so far. */
export type Told = { [field in DetailField]?: string | null } & {
  countries: readonly string[];
  coverage: Coverage | '' | null;
  urls: readonly string[];
  start_date: string | null;
  beneficiaries: readonly string[];
  organizations: readonly { role: string }[];
  /** Languages that it can be read in; null before it can have more than one. */
  languages: readonly string[] | null;
};

/** Coverages that need no list of countries. */
const WORLDWIDE: readonly (string | null)[] = ['international', 'regional'];

function isMissing(improvement: Improvement, told: Told): boolean {
  switch (improvement) {
    case 'countries':
      return told.countries.length === 0 && !WORLDWIDE.includes(told.coverage);
    case 'urls':
    case 'beneficiaries':
      return told[improvement].length === 0;
    case 'partnerships':
      return !told.partnerships && !told.organizations.some(({ role }) => role === 'partner');
    case 'evidence':
      // Asked for once there is something to prove.
      return Boolean(told.impact) && !told.evidence;
    case 'languages':
      return told.languages !== null && told.languages.length < 2;
    default:
      return !told[improvement];
  }
}

/** What stored content tells. */
export function toldBy(content: Content): Told {
  return {
    ...content,
    ...partsOf(originalOf(content)),
    languages: content.texts.map(({ language }) => language),
  };
}

/** What would make an entry more useful to its readers: at most four things, the most useful first. */
export function improvementsOf(told: Told): Improvement[] {
  return IMPROVEMENTS.filter((improvement) => isMissing(improvement, told)).slice(0, MOST);
}
