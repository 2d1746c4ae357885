import {
  type ExclusionName,
  FACETS,
  type FacetName,
  REPEATABLE,
  type SearchQuery,
} from '#domain/schemas/search-query.ts';
import type { Translate } from '#domain/strings/strings.ts';
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

/** A value as a sentence says it. */
export function valueSaid(
  { language, t }: { language: Language; t: Translate },
  facet: FacetName,
  value: string | number,
): string {
  const name = valueName(facet, value, language);
  const code = valueCode(facet, value);
  if (facet === 'sdg') return t('sdg.label', { number: value, name });
  return code ? `${code} ${name}` : name;
}

/** The query without one value of a filter, from its first page. */
export function without(
  query: SearchQuery,
  filter: FacetName | ExclusionName,
  value: string | number,
): SearchQuery {
  const rest = (query[filter] as readonly (string | number)[]).filter((kept) => kept !== value);
  return { ...query, [filter]: rest, page: 1 };
}

/** The query that leaves out what one value of a filter asks for, or asks for what it leaves out. */
export function turned(
  query: SearchQuery,
  filter: FacetName | ExclusionName,
  value: string | number,
): SearchQuery {
  const other = FACETS.find((facet) => `-${facet}` === filter) ?? (`-${filter}` as ExclusionName);
  const rest = without(query, filter, value);
  return { ...rest, [other]: [...(query[other] as readonly (string | number)[]), value] };
}

/** The words alone, from their first page. */
export function withoutFilters(query: SearchQuery): SearchQuery {
  const { organization: _, ...rest } = query;
  return { ...rest, ...Object.fromEntries(REPEATABLE.map((filter) => [filter, []])), page: 1 };
}

/** How many values narrow the query. */
export function filterCount(query: SearchQuery): number {
  return REPEATABLE.reduce((count, filter) => count + query[filter].length, query.organization ? 1 : 0);
}

/** Words of any script inside a sentence: they keep their direction, and the sentence its own. */
export function isolated(words: string): string {
  return `\u2068${words}\u2069`;
}
