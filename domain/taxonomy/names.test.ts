import { expect, test } from 'vitest';
import { ACTION_LINE_CODES } from './action-lines.ts';
import {
  ACTIVITY_STATUSES,
  BENEFICIARIES,
  COMMISSIONS,
  COUNTRY_GROUPS,
  COVERAGES,
  GDC_OBJECTIVES,
  KINDS,
  REGIONS,
  STAKEHOLDER_TYPES,
} from './code-lists.ts';
import { COUNTRY_CODES, countryName } from './countries.ts';
import { LANGUAGES, type Localized } from './language.ts';
import { ACTION_LINE_NAMES } from './names/action-lines.ts';
import { ACTION_LINE_SHORT_NAMES } from './names/action-lines-short.ts';
import { ACTIVITY_STATUS_NAMES } from './names/activity-statuses.ts';
import { BENEFICIARY_NAMES } from './names/beneficiaries.ts';
import { COMMISSION_ABBREVIATIONS, COMMISSION_NAMES } from './names/commissions.ts';
import { COUNTRY_GROUP_NAMES } from './names/country-groups.ts';
import { COVERAGE_NAMES } from './names/coverages.ts';
import { GDC_OBJECTIVE_NAMES } from './names/gdc-objectives.ts';
import { KIND_NAMES } from './names/kinds.ts';
import { REGION_NAMES } from './names/regions.ts';
import { SDG_TITLES } from './names/sdg-titles.ts';
import { SDG_NAMES } from './names/sdgs.ts';
import { STAKEHOLDER_TYPE_NAMES } from './names/stakeholder-types.ts';
import { SDG_IDS } from './sdgs.ts';

const SCRIPT: Partial<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  zh: /\p{Script=Han}/u,
  ru: /\p{Script=Cyrillic}/u,
};

const countryNames = Object.fromEntries(
  COUNTRY_CODES.map((code) => [
    code,
    Object.fromEntries(LANGUAGES.map((lang) => [lang, countryName(code, lang)])) as Localized, // built from all six
  ]),
);

const lists: [string, readonly (string | number)[], Readonly<Record<string, Localized>>][] = [
  ['action lines', [...ACTION_LINE_CODES, 'C7'], ACTION_LINE_NAMES],
  ['short action lines', [...ACTION_LINE_CODES, 'C7'], ACTION_LINE_SHORT_NAMES],
  ['goals', SDG_IDS, SDG_NAMES],
  ['goal titles', SDG_IDS, SDG_TITLES],
  ['stakeholder types', STAKEHOLDER_TYPES, STAKEHOLDER_TYPE_NAMES],
  ['kinds', KINDS, KIND_NAMES],
  ['coverages', COVERAGES, COVERAGE_NAMES],
  ['activity statuses', ACTIVITY_STATUSES, ACTIVITY_STATUS_NAMES],
  ['beneficiaries', BENEFICIARIES, BENEFICIARY_NAMES],
  ['country groups', COUNTRY_GROUPS, COUNTRY_GROUP_NAMES],
  ['GDC objectives', GDC_OBJECTIVES, GDC_OBJECTIVE_NAMES],
  ['ITU regions', REGIONS, REGION_NAMES],
  ['commissions', COMMISSIONS, COMMISSION_NAMES],
  ['commission abbreviations', COMMISSIONS, COMMISSION_ABBREVIATIONS],
  ['countries', COUNTRY_CODES, countryNames],
];

test.each(lists)('%s: each code, and nothing else, has a name in the six languages', (_, codes, names) => {
  expect(Object.keys(names).sort()).toEqual(codes.map(String).sort());
  for (const [code, name] of Object.entries(names)) {
    expect(Object.keys(name).sort(), code).toEqual([...LANGUAGES].sort());
    for (const lang of LANGUAGES) {
      const where = `${code} ${lang}`;
      expect(name[lang], where).not.toBe('');
      expect(name[lang], where).toBe(name[lang].trim());
      expect(name[lang], where).not.toBe(code);
      expect(name[lang], where).toMatch(SCRIPT[lang] ?? /\p{Script=Latin}/u);
    }
  }
});

test.each(lists)('%s: no two codes share a name in one language', (_, codes, names) => {
  for (const lang of LANGUAGES) {
    const seen = Object.values(names).map((name) => name[lang]);
    expect(new Set(seen).size, lang).toBe(codes.length);
  }
});
