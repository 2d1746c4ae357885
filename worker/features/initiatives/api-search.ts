import type { DescribeRouteOptions } from 'hono-openapi';
import * as v from 'valibot';
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

/** The answer of a search. */
export const SearchAnswer = v.object({
  total: v.pipe(v.number(), v.description('Initiatives that fit, on all pages.')),
  page: v.number(),
  size: v.number(),
  results: v.array(PublicInitiative),
  facets: v.pipe(
    v.object(Object.fromEntries(FACETS.map((facet) => [facet, v.array(FacetCount)]))),
    v.description('By filter: every value with the number of initiatives, counted without that filter.'),
  ),
  did_you_mean: v.pipe(v.nullable(v.string()), v.description('Other words to try when nothing was found.')),
});

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
    'Words that must all occur; a phrase in double quotes.',
  ),
  ...FACETS.map((facet) => ({
    ...one(facet, { type: 'array', items: VALUES[facet].schema }, VALUES[facet].description),
    style: 'form',
    explode: true,
  })),
  one('organization', { type: 'string', pattern: '^[0-9a-z]{10}$' }, 'Id of an organisation.'),
  one('sort', { enum: SORTS }, 'By default `relevance` with words, `newest` without.'),
  one('page', { type: 'integer', minimum: 1, default: 1 }, 'From 1.'),
  one(
    'size',
    { type: 'integer', minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE },
    'Results per page.',
  ),
] as Parameters;
