import type { Content } from '../initiative/content.ts';
import type { ActionLine } from '../taxonomy/action-lines.ts';
import type { Beneficiary, CountryGroup, Kind, StakeholderType } from '../taxonomy/code-lists.ts';
import type { Sdg } from '../taxonomy/sdgs.ts';
import { regionConcepts } from './regions.ts';

type Concepts = readonly string[];

const ACTION_LINES: Readonly<Record<ActionLine, Concepts>> = {
  C1: ['action-line-c1', 'governance'],
  C2: ['action-line-c2'],
  C3: ['action-line-c3'],
  C4: ['action-line-c4'],
  C5: ['action-line-c5', 'cybersecurity', 'security'],
  C6: ['action-line-c6'],
  'C7-egov': ['action-line-c7', 'e-government'],
  'C7-ebusiness': ['action-line-c7', 'e-commerce'],
  'C7-elearning': ['action-line-c7', 'e-learning', 'education'],
  'C7-ehealth': ['action-line-c7', 'digital-health', 'health'],
  'C7-eemployment': ['action-line-c7', 'employment'],
  'C7-eenvironment': ['action-line-c7', 'environment'],
  'C7-eagriculture': ['action-line-c7', 'agriculture'],
  'C7-escience': ['action-line-c7', 'research'],
  C8: ['action-line-c8', 'culture', 'languages'],
  C9: ['action-line-c9'],
  C10: ['action-line-c10', 'ethics'],
  C11: ['action-line-c11'],
};

const SDGS: Readonly<Record<Sdg, Concepts>> = {
  1: ['sdg-1', 'poverty'],
  2: ['sdg-2', 'food-security'],
  3: ['sdg-3', 'health'],
  4: ['sdg-4', 'education'],
  5: ['sdg-5'],
  6: ['sdg-6', 'water'],
  7: ['sdg-7', 'energy'],
  8: ['sdg-8', 'decent-work'],
  9: ['sdg-9'],
  10: ['sdg-10', 'inequality'],
  11: ['sdg-11'],
  12: ['sdg-12'],
  13: ['sdg-13', 'climate-change'],
  14: ['sdg-14', 'oceans'],
  15: ['sdg-15', 'biodiversity'],
  16: ['sdg-16'],
  17: ['sdg-17', 'partnerships'],
};

const BENEFICIARIES: Readonly<Record<Beneficiary, Concepts>> = {
  'women-and-girls': ['women', 'girls'],
  'children-and-youth': ['children', 'youth'],
  'older-persons': ['older-persons'],
  'persons-with-disabilities': ['persons-with-disabilities'],
  'indigenous-peoples': ['indigenous-peoples'],
  'rural-and-remote-communities': ['rural-people', 'rural-development'],
  'refugees-and-migrants': ['refugees', 'migrants'],
  'people-in-poverty': ['poor-people', 'poverty'],
  // Nearly every entry serves everyone; to name it would say nothing.
  'general-public': [],
};

const KINDS: Readonly<Record<Kind, Concepts>> = {
  project: [],
  programme: [],
  training: ['training-course'],
  event: ['conference'],
  platform: ['online-platforms', 'websites'],
  publication: ['publication'],
  guidelines: ['guidelines'],
  toolkit: ['toolkit'],
  policy: ['policy-strategy'],
  standard: ['standards'],
  fund: ['fund-grant'],
  index: ['index-and-ranking', 'index-benchmark'],
  campaign: ['campaign'],
};

const STAKEHOLDER_TYPES: Readonly<Record<StakeholderType, Concepts>> = {
  government: ['government'],
  'private-sector': ['private-sector'],
  'civil-society': ['civil-society'],
  'international-organization': ['international-organizations'],
  academia: ['academia'],
  'technical-community': ['technical-community'],
  'multistakeholder-partnership': ['multistakeholder', 'partnerships'],
  other: [],
};

const COUNTRY_GROUPS: Readonly<Record<CountryGroup, string>> = {
  ldc: 'least-developed-countries',
  lldc: 'landlocked-developing-countries',
  sids: 'small-island-developing-states',
};

/** By code list and code, the ids of the concepts that mean the same. Strong equivalences only; most codes have one. */
export const TAG_CONCEPTS = {
  actionLines: ACTION_LINES,
  sdgs: SDGS,
  beneficiaries: BENEFICIARIES,
  kinds: KINDS,
  stakeholderTypes: STAKEHOLDER_TYPES,
} as const;

/** The id of the concept of a country, by its ISO 3166-1 code in capitals. */
export function countryConcept(code: string): string {
  return `country-${code.toLowerCase()}`;
}

/** Ids of the concepts that the tags of an entry stand for, each once. */
export function conceptsOfTags(
  entry: Pick<
    Content,
    'action_lines' | 'sdgs' | 'countries' | 'beneficiaries' | 'kind' | 'stakeholder_type'
  > & {
    country_groups: readonly CountryGroup[];
  },
): string[] {
  return [
    ...new Set([
      ...entry.action_lines.flatMap((code) => ACTION_LINES[code]),
      ...entry.sdgs.flatMap((number) => SDGS[number]),
      ...entry.countries.map(countryConcept),
      ...entry.countries.flatMap(regionConcepts),
      ...entry.country_groups.map((group) => COUNTRY_GROUPS[group]),
      ...entry.beneficiaries.flatMap((code) => BENEFICIARIES[code]),
      ...KINDS[entry.kind],
      ...STAKEHOLDER_TYPES[entry.stakeholder_type],
    ]),
  ];
}
