import { type Content, countryGroupsOfContent, regionsOfContent } from '../../domain/initiative/content.ts';
import type { FacetName } from '../../domain/schemas/search-query.ts';
import { ACTION_LINE_CODES } from '../../domain/taxonomy/action-lines.ts';
import {
  ACTIVITY_STATUSES,
  BENEFICIARIES,
  COMMISSIONS,
  COUNTRY_GROUPS,
  KINDS,
  REGIONS,
  STAKEHOLDER_TYPES,
} from '../../domain/taxonomy/code-lists.ts';
import { SDG_IDS } from '../../domain/taxonomy/sdgs.ts';
import { fold } from '../../domain/text/normalise.ts';
import { maskOf, positionOf, valuesOfMask } from '../mask.ts';

/** How a facet is kept in `facets`: many values as bits, one as a position, or as they are. */
export const FACET_COLUMNS = {
  action_line: { column: 'action_lines', form: 'mask', list: ACTION_LINE_CODES },
  sdg: { column: 'sdgs', form: 'mask', list: SDG_IDS },
  stakeholder_type: { column: 'stakeholder_type', form: 'position', list: STAKEHOLDER_TYPES },
  kind: { column: 'kind', form: 'position', list: KINDS },
  region: { column: 'regions', form: 'mask', list: REGIONS },
  commission: { column: 'commissions', form: 'mask', list: COMMISSIONS },
  country_group: { column: 'country_groups', form: 'mask', list: COUNTRY_GROUPS },
  beneficiary: { column: 'beneficiaries', form: 'mask', list: BENEFICIARIES },
  status: { column: 'status', form: 'position', list: ACTIVITY_STATUSES },
  country: { column: 'countries', form: 'codes' },
  language: { column: 'language', form: 'value' },
  year: { column: 'year', form: 'value' },
} as const;

/** The values of a facet from how they are kept; no value is an empty list. */
export function valuesOfCell(facet: FacetName, cell: string | number): readonly (string | number)[] {
  const kept = FACET_COLUMNS[facet];
  switch (kept.form) {
    case 'mask':
      return valuesOfMask<string | number>(kept.list, Number(cell));
    case 'position': {
      const value = kept.list[Number(cell) - 1];
      return value === undefined ? [] : [value];
    }
    case 'codes':
      return String(cell).split(' ').filter(Boolean);
    case 'value':
      return [cell];
  }
}

/** What the facets of an entry are made from. */
type Faceted = Pick<
  Content,
  | 'action_lines'
  | 'sdgs'
  | 'stakeholder_type'
  | 'kind'
  | 'countries'
  | 'commissions'
  | 'beneficiaries'
  | 'activity_status'
  | 'language'
  | 'year'
>;

/** The row of `facets` for an entry, without `n`. */
export function facetRow(id: string, publishedAt: number, content: Faceted, title: string) {
  return {
    id,
    publishedAt,
    actionLines: maskOf(ACTION_LINE_CODES, content.action_lines),
    sdgs: maskOf(SDG_IDS, content.sdgs),
    stakeholderType: positionOf(STAKEHOLDER_TYPES, content.stakeholder_type),
    kind: positionOf(KINDS, content.kind),
    regions: maskOf(REGIONS, regionsOfContent(content)),
    commissions: maskOf(COMMISSIONS, content.commissions),
    countryGroups: maskOf(COUNTRY_GROUPS, countryGroupsOfContent(content)),
    beneficiaries: maskOf(BENEFICIARIES, content.beneficiaries),
    status: positionOf(ACTIVITY_STATUSES, content.activity_status),
    language: content.language,
    year: content.year,
    countries: content.countries.map((code) => `${code} `).join(''),
    titleKey: fold(title),
  };
}
