import { countryName } from '../taxonomy/countries.ts';
import { type Language, languageName } from '../taxonomy/language.ts';
import { ACTION_LINE_SHORT_NAMES } from '../taxonomy/names/action-lines-short.ts';
import { COMMISSION_NAMES } from '../taxonomy/names/commissions.ts';
import type { Grant } from './permissions.ts';

/** An action line as lists of them say it: its code and its short name. */
export function lineName(code: keyof typeof ACTION_LINE_SHORT_NAMES, language: Language): string {
  return `${code.split('-', 1)[0]} ${ACTION_LINE_SHORT_NAMES[code][language]}`;
}

/** What a role is limited to, in words; empty if to nothing. */
export function limitNames(limits: Omit<Grant, 'role'>, language: Language): string[] {
  return [
    ...limits.languages.map((code) => languageName(code, language)),
    ...limits.action_lines.map((code) => lineName(code, language)),
    ...limits.commissions.map((code) => COMMISSION_NAMES[code][language]),
    ...limits.countries.map((code) => countryName(code, language)),
  ];
}
