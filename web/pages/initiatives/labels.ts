import type { FacetName, SearchQuery } from '#domain/schemas/search-query.ts';
import { countryName } from '#domain/taxonomy/countries.ts';
import { type Language, type Localized, languageName } from '#domain/taxonomy/language.ts';
import { ACTION_LINE_SHORT_NAMES } from '#domain/taxonomy/names/action-lines-short.ts';
import { ACTIVITY_STATUS_NAMES } from '#domain/taxonomy/names/activity-statuses.ts';
import { BENEFICIARY_NAMES } from '#domain/taxonomy/names/beneficiaries.ts';
import { COMMISSION_NAMES } from '#domain/taxonomy/names/commissions.ts';
import { COUNTRY_GROUP_NAMES } from '#domain/taxonomy/names/country-groups.ts';
import { KIND_NAMES } from '#domain/taxonomy/names/kinds.ts';
import { REGION_NAMES } from '#domain/taxonomy/names/regions.ts';
import { SDG_NAMES } from '#domain/taxonomy/names/sdgs.ts';
import { STAKEHOLDER_TYPE_NAMES } from '#domain/taxonomy/names/stakeholder-types.ts';

const NAMES: Readonly<Partial<Record<FacetName, Readonly<Record<string, Localized>>>>> = {
  action_line: ACTION_LINE_SHORT_NAMES,
  sdg: SDG_NAMES,
  stakeholder_type: STAKEHOLDER_TYPE_NAMES,
  kind: KIND_NAMES,
  region: REGION_NAMES,
  commission: COMMISSION_NAMES,
  country_group: COUNTRY_GROUP_NAMES,
  beneficiary: BENEFICIARY_NAMES,
  status: ACTIVITY_STATUS_NAMES,
};

/** The name of a value of a facet. */
export function valueName(facet: FacetName, value: string | number, language: Language): string {
  if (facet === 'country') return countryName(String(value), language);
  if (facet === 'language') return languageName(String(value), language);
  return NAMES[facet]?.[value]?.[language] ?? String(value);
}

/** The official number of a value that has one: of an action line or a goal. */
export function valueCode(facet: FacetName, value: string | number): string | undefined {
  return facet === 'action_line' || facet === 'sdg' ? String(value).split('-', 1)[0] : undefined;
}

/** The query without one value of a facet, from its first page. */
export function without(query: SearchQuery, facet: FacetName, value: string | number): SearchQuery {
  const rest = (query[facet] as readonly (string | number)[]).filter((kept) => kept !== value);
  return { ...query, [facet]: rest, page: 1 };
}
