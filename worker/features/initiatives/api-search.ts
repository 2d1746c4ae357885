import type { DescribeRouteOptions } from 'hono-openapi';
import * as v from 'valibot';
import type { FacetCounts } from '#db/search/narrow.ts';
import type { SearchResult } from '#db/search/search.ts';
import { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import {
  DEFAULT_PAGE_SIZE,
  FACETS,
  type FacetName,
  MAX_PAGE_SIZE,
  QUERY_LENGTH,
  SORTS,
} from '#domain/schemas/search-query.ts';
import { ACTION_LINE_CODES } from '#domain/taxonomy/action-lines.ts';
import {
  ACTIVITY_STATUSES,
  BENEFICIARIES,
  COMMISSIONS,
  COUNTRY_GROUPS,
  KINDS,
  REGIONS,
  STAKEHOLDER_TYPES,
} from '#domain/taxonomy/code-lists.ts';
import { SDG_IDS } from '#domain/taxonomy/sdgs.ts';

const FacetCount = v.object({ value: v.union([v.string(), v.number()]), count: v.number() });

const Found = v.object({
  ...PublicInitiative.entries,
  match: v.pipe(
    v.nullable(
      v.object({
        all_words: v.pipe(v.boolean(), v.description('Whether it has every word, or what stands for it.')),
        concepts: v.pipe(
          v.array(v.string()),
          v.description('Concepts of the glossary that stand for words it does not have.'),
        ),
      }),
    ),
    v.description('Why words found it; null without words.'),
  ),
});

/** The answer of a search. */
export const SearchAnswer = v.object({
  total: v.pipe(v.number(), v.description('Initiatives that fit, on all pages.')),
  page: v.number(),
  size: v.number(),
  results: v.array(Found),
  facets: v.pipe(
    v.object(Object.fromEntries(FACETS.map((facet) => [facet, v.array(FacetCount)]))),
    v.description('By filter: every value with the number of initiatives, counted without that filter.'),
  ),
  did_you_mean: v.pipe(v.nullable(v.string()), v.description('Other words to try when nothing has these.')),
  searched_instead: v.pipe(
    v.nullable(v.string()),
    v.description(
      'The words that were searched because nothing has those of `q`; `exact=1` insists on those.',
    ),
  ),
  cut: v.pipe(v.boolean(), v.description('Whether the end of `q` was left out because it is too long.')),
});

/** Counts as JSON; those of the whole register are the same array until an entry changes. */
const countsAsText = new WeakMap<FacetCounts[FacetName], string>();

function textOfCounts(counts: FacetCounts[FacetName]): string {
  const text = countsAsText.get(counts) ?? JSON.stringify(counts);
  countsAsText.set(counts, text);
  return text;
}

/** The answer as JSON. Entries are kept as JSON, so they are put together, not read and written again. */
export function searchAnswerText(result: SearchResult): string {
  const { cards, matches, facets, c7: _, ...answer } = result;
  const counts = FACETS.map((facet) => `"${facet}":${textOfCounts(facets[facet])}`);
  const results = cards.map(
    (card, place) => `${card.slice(0, -1)},"match":${JSON.stringify(matches[place] ?? null)}}`,
  );
  return `${JSON.stringify(answer).slice(0, -1)},"facets":{${counts.join(',')}},"results":[${results.join(',')}]}`;
}

type Parameters = NonNullable<DescribeRouteOptions['parameters']>;

const VALUES: Readonly<Record<FacetName, { schema: object; description: string }>> = {
  action_line: {
    schema: { enum: [...ACTION_LINE_CODES, 'C7'] },
    description: '`C7` stands for its eight parts.',
  },
  sdg: { schema: { type: 'integer', enum: SDG_IDS }, description: 'Sustainable Development Goal.' },
  stakeholder_type: {
    schema: { enum: STAKEHOLDER_TYPES },
    description: 'Type of the organisation that leads.',
  },
  kind: { schema: { enum: KINDS }, description: 'Kind of initiative.' },
  region: { schema: { enum: REGIONS }, description: 'ITU region of a country of the initiative.' },
  commission: { schema: { enum: COMMISSIONS }, description: 'UN regional commission.' },
  country: { schema: { type: 'string', pattern: '^[A-Za-z]{2}$' }, description: 'ISO 3166-1 alpha-2 code.' },
  country_group: { schema: { enum: COUNTRY_GROUPS }, description: 'LDC, LLDC or SIDS.' },
  beneficiary: { schema: { enum: BENEFICIARIES }, description: 'Whom the initiative serves.' },
  status: { schema: { enum: ACTIVITY_STATUSES }, description: 'Whether it is planned, running or over.' },
  language: {
    schema: { type: 'string', pattern: '^[a-z]{2}$' },
    description: 'ISO 639-1 code of the original.',
  },
  year: {
    schema: { type: 'integer', minimum: 1950, maximum: 2100 },
    description: 'Year it is counted under.',
  },
};

const one = (name: string, schema: object, description: string) =>
  ({ name, in: 'query', description, schema }) as const;

/** Parameters of the search, for OpenAPI. */
export const SEARCH_PARAMETERS = [
  one(
    'q',
    { type: 'string', maxLength: QUERY_LENGTH },
    'Words in any language; a phrase in double quotes. What has all words comes first.',
  ),
  ...FACETS.map((facet) => ({
    ...one(facet, { type: 'array', items: VALUES[facet].schema }, VALUES[facet].description),
    style: 'form',
    explode: true,
  })),
  ...FACETS.map((facet) => ({
    ...one(
      `-${facet}`,
      { type: 'array', items: VALUES[facet].schema },
      `Leaves out what \`${facet}\` would find.`,
    ),
    style: 'form',
    explode: true,
  })),
  one('exact', { enum: ['1'] }, 'Search for the words as typed; no other spelling is tried.'),
  one('organization', { type: 'string', pattern: '^[0-9a-z]{10}$' }, 'Id of an organisation.'),
  one('sort', { enum: SORTS }, 'By default `relevance` with words, `newest` without.'),
  one('page', { type: 'integer', minimum: 1, default: 1 }, 'From 1.'),
  one(
    'size',
    { type: 'integer', minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE },
    'Results per page.',
  ),
] as Parameters;
