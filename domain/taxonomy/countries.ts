import {
  COMMISSIONS,
  COUNTRY_GROUPS,
  type Commission,
  type CountryGroup,
  REGIONS,
  type Region,
} from './code-lists.ts';
import { COUNTRY_TABLE, type Country } from './country-table.ts';
import type { Language } from './language.ts';
import { UN_COUNTRY_NAMES } from './names/countries.ts';

export type CountryCode = keyof typeof COUNTRY_TABLE;

/** By ISO 3166-1 code: one ITU region, and every regional commission it is a member or associate member of. */
export const COUNTRIES: Readonly<Record<CountryCode, Country>> = COUNTRY_TABLE;

export const COUNTRY_CODES = Object.keys(COUNTRIES) as readonly CountryCode[]; // keys() forgets the literal types

/**
 * The day for which the groups hold.
 * Bangladesh, the Lao People's Democratic Republic and Nepal are to leave `ldc` on 24 November 2026.
 */
export const COUNTRY_GROUPS_AS_OF = '2026-01-01';

export function isCountryCode(x: unknown): x is CountryCode {
  return typeof x === 'string' && Object.hasOwn(COUNTRIES, x);
}

const displayNames = new Map<Language, Intl.DisplayNames>();

/** The code itself when it stands for no country. */
export function countryName(code: string, lang: Language): string {
  if (!isCountryCode(code)) return code;
  const official = UN_COUNTRY_NAMES[code];
  if (official) return official[lang];
  let names = displayNames.get(lang);
  if (!names) {
    names = new Intl.DisplayNames(lang, { type: 'region' });
    displayNames.set(lang, names);
  }
  return names.of(code) ?? code;
}

function known(countries: readonly string[]): Country[] {
  return countries.filter(isCountryCode).map((code) => COUNTRIES[code]);
}

/** Codes that stand for no country are passed over, here and in the two functions below. */
export function regionsOf(countries: readonly string[]): Region[] {
  const regions = new Set(known(countries).map((country) => country.region));
  return REGIONS.filter((region) => regions.has(region));
}

export function groupsOf(countries: readonly string[]): CountryGroup[] {
  const groups = new Set(known(countries).flatMap((country) => country.groups));
  return COUNTRY_GROUPS.filter((group) => groups.has(group));
}

export function commissionsOf(countries: readonly string[]): Commission[] {
  const commissions = new Set(known(countries).flatMap((country) => country.commissions));
  return COMMISSIONS.filter((commission) => commissions.has(commission));
}
