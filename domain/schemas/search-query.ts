import * as v from 'valibot';
import { type ACTION_LINE_CODES, expandActionLine } from '../taxonomy/action-lines.ts';
import {
  ACTIVITY_STATUSES,
  BENEFICIARIES,
  COMMISSIONS,
  COUNTRY_GROUPS,
  KINDS,
  REGIONS,
  STAKEHOLDER_TYPES,
} from '../taxonomy/code-lists.ts';
import { SDG_IDS } from '../taxonomy/sdgs.ts';
import { CountryCode, code, issue, LanguageCode } from './atoms.ts';

export const SORTS = ['relevance', 'newest', 'title'] as const;
export type Sort = (typeof SORTS)[number];

export const MAX_PAGE_SIZE = 100;
export const DEFAULT_PAGE_SIZE = 20;
/** Deeper pages than this answer nothing more than an earlier one would; people narrow down instead. */
export const MAX_PAGE = 100_000;
/** Characters of a query that are searched; one more is kept, so that it shows when there were more. */
export const QUERY_LENGTH = 500;

const wholeNumber = (min: number, max: number) =>
  v.pipe(
    v.string(issue('wrong-type')),
    v.regex(/^\d{1,9}$/, issue('invalid-number')),
    v.transform(Number),
    v.minValue(min, issue('out-of-range')),
    v.maxValue(max, issue('out-of-range')),
  );

const numberCode = <const T extends readonly number[]>(values: T) =>
  v.pipe(
    v.string(issue('wrong-type')),
    v.regex(/^\d{1,4}$/, issue('unknown-code')),
    v.transform(Number),
    code(values),
  );

const upperCase = v.pipe(v.string(issue('wrong-type')), v.toUpperCase(), CountryCode);

/** `C7` stands for its eight parts. */
const actionLine = v.pipe(
  v.string(issue('wrong-type')),
  v.check((value) => expandActionLine(value).length > 0, issue('unknown-code')),
);

const some = <T extends v.GenericSchema>(item: T) => v.optional(v.array(item), []);

/**
 * The facets of the search, by the name of their parameter. Values of one facet are alternatives; facets narrow each
 * other.
 */
export const FILTERS = {
  action_line: some(actionLine),
  sdg: some(numberCode(SDG_IDS)),
  stakeholder_type: some(code(STAKEHOLDER_TYPES)),
  kind: some(code(KINDS)),
  region: some(code(REGIONS)),
  commission: some(code(COMMISSIONS)),
  country: some(upperCase),
  country_group: some(code(COUNTRY_GROUPS)),
  beneficiary: some(code(BENEFICIARIES)),
  status: some(code(ACTIVITY_STATUSES)),
  language: some(LanguageCode),
  year: some(wholeNumber(1950, 2100)),
} as const;

export const FACETS = Object.keys(FILTERS) as FacetName[];
export type FacetName = keyof typeof FILTERS;

/** The parameter that leaves out what has any of its values: `-sdg=5`. */
export type ExclusionName = `-${FacetName}`;
const EXCLUSIONS = Object.fromEntries(FACETS.map((facet) => [`-${facet}`, FILTERS[facet]])) as {
  [Name in FacetName as `-${Name}`]: (typeof FILTERS)[Name];
};

/** Every parameter that may be repeated. */
export const REPEATABLE: readonly (FacetName | ExclusionName)[] = FACETS.flatMap(
  (facet) => [facet, `-${facet}`] as const,
);

/** Parameters of the search, from URL parameters: `{name: values[]}` for filters, one string for the others. */
export const SearchQuery = v.object({
  q: v.optional(
    v.pipe(
      v.string(issue('wrong-type')),
      v.transform((value) =>
        Array.from(value.toWellFormed())
          .slice(0, QUERY_LENGTH + 1)
          .join('')
          .trim(),
      ),
    ),
    '',
  ),
  ...FILTERS,
  ...EXCLUSIONS,
  /** Search for the words as typed: no other spelling is tried. */
  exact: v.optional(
    v.pipe(
      v.string(issue('wrong-type')),
      v.transform((value) => value === '1'),
    ),
    '',
  ),
  organization: v.optional(
    v.pipe(v.string(issue('wrong-type')), v.regex(/^[0-9a-z]{10}$/, issue('unknown-code'))),
  ),
  sort: v.optional(code(SORTS)),
  page: v.optional(wholeNumber(1, MAX_PAGE), '1'),
  size: v.optional(wholeNumber(1, MAX_PAGE_SIZE), String(DEFAULT_PAGE_SIZE)),
});
export type SearchQuery = v.InferOutput<typeof SearchQuery>;

export type Filters = Pick<SearchQuery, FacetName>;
export type Exclusions = Pick<SearchQuery, ExclusionName>;

/** Action lines a query selects, with `C7` resolved. */
export function selectedActionLines(query: Filters): (typeof ACTION_LINE_CODES)[number][] {
  return [...new Set(query.action_line.flatMap(expandActionLine))];
}

/** The order used when none is asked for: relevance for words, newest otherwise. */
export function sortOf(query: SearchQuery): Sort {
  const sort = query.sort ?? (query.q ? 'relevance' : 'newest');
  return sort === 'relevance' && !query.q ? 'newest' : sort;
}

/**
 * URL parameters of a query, in a fixed order and without defaults, so that one question has one address.
 * `changes` replaces members first.
 */
export function toSearchParams(query: SearchQuery, changes: Partial<SearchQuery> = {}): URLSearchParams {
  const next = { ...query, ...changes };
  const params = new URLSearchParams();
  if (next.q) params.set('q', next.q);
  for (const name of REPEATABLE) for (const value of next[name]) params.append(name, String(value));
  if (next.exact && next.q) params.set('exact', '1');
  if (next.organization) params.set('organization', next.organization);
  if (next.sort) params.set('sort', next.sort);
  if (next.page > 1) params.set('page', String(next.page));
  if (next.size !== DEFAULT_PAGE_SIZE) params.set('size', String(next.size));
  return params;
}
