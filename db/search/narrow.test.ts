import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  FACETS,
  type FacetName,
  SearchQuery,
  selectedActionLines,
} from '../../domain/schemas/search-query.ts';
import { ACTION_LINE_CODES, expandActionLine } from '../../domain/taxonomy/action-lines.ts';
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
import { type ColumnRow, Columns, type Value } from './columns.ts';
import { FACET_COLUMNS } from './facet-row.ts';
import { activeFacets, narrow } from './narrow.ts';

const COUNTRIES = ['AE', 'BR', 'CN', 'FR', 'KE'];
const LANGUAGES = ['en', 'fr', 'zh'];
const YEARS = [2015, 2020, 2021];

/** Every value a facet may have in these tests. */
const VALUES: Record<FacetName, readonly Value[]> = {
  action_line: ACTION_LINE_CODES,
  sdg: SDG_IDS,
  stakeholder_type: STAKEHOLDER_TYPES,
  kind: KINDS,
  region: REGIONS,
  commission: COMMISSIONS,
  country: COUNTRIES,
  country_group: COUNTRY_GROUPS,
  beneficiary: BENEFICIARIES,
  status: ACTIVITY_STATUSES,
  language: LANGUAGES,
  year: YEARS,
};

/** An entry said plainly: its values, facet by facet. */
interface Entry {
  n: number;
  publishedAt: number;
  values: Record<FacetName, readonly Value[]>;
}

/** The cell of `facets` for some values, without the code under test. */
function cellOf(facet: FacetName, values: readonly Value[]): Value {
  const kept = FACET_COLUMNS[facet];
  if (kept.form === 'value') return values[0] ?? '';
  if (kept.form === 'codes') return values.map((value) => `${value} `).join('');
  const list: readonly Value[] = kept.list;
  if (kept.form === 'position') return values[0] === undefined ? 0 : list.indexOf(values[0]) + 1;
  return values.reduce<number>((mask, value) => mask + 2 ** list.indexOf(value), 0);
}

const rowOf = ({ n, publishedAt, values }: Entry): ColumnRow => [
  n,
  publishedAt,
  n % 7,
  n % 9,
  ...FACETS.map((facet) => cellOf(facet, values[facet])),
];

const one = (facet: FacetName) => fc.constantFrom(...VALUES[facet]).map((value) => [value]);
const several = (facet: FacetName) => fc.subarray([...VALUES[facet]], { maxLength: 3 });
const anyValues = fc.record(
  Object.fromEntries(
    FACETS.map((facet) => {
      const { form } = FACET_COLUMNS[facet];
      if (form === 'value') return [facet, one(facet)];
      return [facet, form === 'position' ? fc.oneof(one(facet), fc.constant([])) : several(facet)];
    }),
  ) as unknown as Record<FacetName, fc.Arbitrary<readonly Value[]>>,
);
const anyEntry = fc.record({
  n: fc.integer({ min: 1, max: 60 }),
  publishedAt: fc.integer({ min: 0, max: 5 }),
  values: anyValues,
});

/** What happens to a register: entries come or change, or go by their row number. */
const anyHistory = fc.array(fc.oneof({ weight: 4, arbitrary: anyEntry }, fc.integer({ min: 1, max: 60 })), {
  maxLength: 80,
});

const anyQuery = fc
  .subarray(
    FACETS.flatMap((facet) => [facet, `-${facet}` as const]),
    { maxLength: 4 },
  )
  .chain((names) =>
    fc.record(
      Object.fromEntries(
        names.map((name) => {
          const facet = name.replace('-', '') as FacetName;
          const values = [...VALUES[facet].map(String), ...(facet === 'action_line' ? ['C7'] : [])];
          return [name, fc.subarray(values, { minLength: 1, maxLength: 3 })];
        }),
      ) as Record<string, fc.Arbitrary<string[]>>,
    ),
  )
  .map((input) => v.parse(SearchQuery, input));

function passes({ values }: Entry, query: SearchQuery, ignoring?: FacetName): boolean {
  return FACETS.every((facet) => {
    if (facet === ignoring) return true;
    const wanted: readonly Value[] = facet === 'action_line' ? selectedActionLines(query) : query[facet];
    const unwanted: readonly Value[] =
      facet === 'action_line' ? query['-action_line'].flatMap(expandActionLine) : query[`-${facet}`];
    return (
      (wanted.length === 0 || values[facet].some((value) => wanted.includes(value))) &&
      !values[facet].some((value) => unwanted.includes(value))
    );
  });
}

const EVERYTHING = v.parse(SearchQuery, {});

/** The register after a history, as columns and plainly. Its figures were asked for before every change. */
function registerAfter(history: readonly (Entry | number)[]): { columns: Columns; entries: Entry[] } {
  const columns = new Columns();
  const entries = new Map<number, Entry>();
  for (const event of history) {
    narrow(columns, EVERYTHING, null);
    if (typeof event === 'number') {
      columns.remove(event);
      entries.delete(event);
    } else {
      columns.set(rowOf(event));
      entries.set(event.n, event);
    }
  }
  const newest = [...entries.values()].sort((a, b) => b.publishedAt - a.publishedAt || b.n - a.n);
  return { columns, entries: newest };
}

describe('filters and counts agree with plain ones', () => {
  test('whatever happened to the register, for any filters and exclusions', () => {
    let found = 0;
    fc.assert(
      fc.property(anyHistory, anyQuery, fc.boolean(), (history, query, whole) => {
        const { columns, entries } = registerAfter(history);
        expect(columns.total).toBe(entries.length);
        expect(Array.from(columns.newest())).toEqual(entries.map(({ n }) => n));
        // Or only some of it, in an order of its own.
        const asked = whole ? entries : entries.filter(({ n }) => n % 3 !== 0).reverse();
        const rows = whole ? null : Uint32Array.from(asked, ({ n }) => n);
        const { hits, facets, c7 } = narrow(columns, query, rows);
        const expected = asked.filter((entry) => passes(entry, query));
        expect(Array.from(hits)).toEqual(expected.map(({ n }) => n));
        if (expected.length > 0) found++;
        for (const facet of FACETS) {
          const counted = asked.filter((entry) => passes(entry, query, facet));
          const chosen: readonly Value[] = [...query[facet], ...query[`-${facet}`]];
          const shown =
            'list' in FACET_COLUMNS[facet]
              ? VALUES[facet]
              : VALUES[facet].filter(
                  (value) =>
                    chosen.includes(value) || entries.some(({ values }) => values[facet].includes(value)),
                );
          const counts = shown.map((value) => ({
            value,
            count: counted.filter(({ values }) => values[facet].includes(value)).length,
          }));
          expect(facets[facet]).toEqual(facet === 'year' ? counts.reverse() : counts);
        }
        const inC7 = ({ values }: Entry) => values.action_line.some((code) => String(code).startsWith('C7-'));
        expect(c7).toBe(asked.filter((entry) => passes(entry, query, 'action_line') && inC7(entry)).length);
      }),
      { numRuns: 400 },
    );
    expect(found).toBeGreaterThan(100);
  }, 60_000);

  test('C7 stands for its eight parts, also where it is left out', () => {
    const values = (codes: Value[]) => ({
      ...(Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as Entry['values']),
      language: ['en'],
      year: [2020],
      action_line: codes,
    });
    const { columns } = registerAfter([
      { n: 1, publishedAt: 1, values: values(['C7-egov', 'C2']) },
      { n: 2, publishedAt: 2, values: values(['C7-ehealth']) },
      { n: 3, publishedAt: 3, values: values(['C2']) },
    ]);
    const ask = (input: Record<string, string[]>) =>
      Array.from(narrow(columns, v.parse(SearchQuery, input), null).hits);
    expect(ask({ action_line: ['C7'] })).toEqual([2, 1]);
    expect(ask({ '-action_line': ['C7'] })).toEqual([3]);
    expect(ask({ action_line: ['C2'], '-action_line': ['C7'] })).toEqual([3]);
    expect(ask({ action_line: ['C7'], '-action_line': ['C7'] })).toEqual([]);
  });

  test('names the facets that narrow', () => {
    expect(activeFacets(v.parse(SearchQuery, {}))).toEqual([]);
    expect(activeFacets(v.parse(SearchQuery, { '-sdg': ['5'], kind: ['project'], sdg: ['4'] }))).toEqual([
      'sdg',
      'kind',
    ]);
  });
});
