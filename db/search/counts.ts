import { FACETS, type FacetName } from '../../domain/schemas/search-query.ts';
import { ACTION_LINE_CODES, expandActionLine } from '../../domain/taxonomy/action-lines.ts';
import { maskOf } from '../mask.ts';
import type { Condition } from './conditions.ts';
import { FACET_COLUMNS } from './facet-row.ts';

export interface FacetCount {
  value: string | number;
  count: number;
}
export type FacetCounts = Record<FacetName, FacetCount[]>;

const LISTED = FACETS.filter((facet) => 'list' in FACET_COLUMNS[facet]);
const GROUPED = FACETS.filter((facet) => !('list' in FACET_COLUMNS[facet]));

const C7_MASK = maskOf(ACTION_LINE_CODES, expandActionLine('C7'));

/** One sum per code of a list, in the order of the list; for action lines also the entries with any part of C7. */
function sums(facet: FacetName): string {
  const kept = FACET_COLUMNS[facet];
  if (!('list' in kept)) return '';
  const terms = kept.list.map((_, index) =>
    kept.form === 'mask' ? `${kept.column} >> ${index} & 1` : `${kept.column} = ${index + 1}`,
  );
  if (facet === 'action_line') terms.push(`${kept.column} & ${C7_MASK} <> 0`);
  return terms.map((term) => `coalesce(sum(${term}), 0)`).join(', ');
}

/**
 * One statement that counts some facets over the entries satisfying a condition. One row `listed` holds the total and
 * the facets with a code list as JSON; the other rows are `(facet, value, count)`. D1 allows five terms in a compound
 * SELECT and 32 arguments of a function, which this shape respects.
 */
export function countStatement(
  search: D1Database | D1DatabaseSession,
  facets: readonly FacetName[],
  where: Condition,
) {
  const listed = LISTED.filter((facet) => facets.includes(facet));
  const grouped = GROUPED.filter((facet) => facets.includes(facet));
  const columnOf = (facet: FacetName) => FACET_COLUMNS[facet].column;
  const columns = [...listed, ...grouped].map(columnOf).join(', ') || 'n';
  const members = ["'total', count(*)", ...listed.map((facet) => `'${facet}', json_array(${sums(facet)})`)];
  const tables = [`hits AS MATERIALIZED (SELECT ${columns} FROM facets WHERE ${where.sql})`];
  const selects = [
    `SELECT 'listed' AS facet, json_object(${members.join(', ')}) AS value, 0 AS count FROM hits`,
  ];
  if (grouped.length > 0) {
    // The groups are few: grouping them again is cheaper than sorting the hits once per facet.
    const keys = grouped.map(columnOf).join(', ');
    tables.push(`groups AS MATERIALIZED (SELECT ${keys}, count(*) AS entries FROM hits GROUP BY ${keys})`);
    for (const facet of grouped)
      selects.push(`SELECT '${facet}', ${columnOf(facet)}, sum(entries) FROM groups GROUP BY 2`);
  }
  return search.prepare(`WITH ${tables.join(', ')} ${selects.join('\nUNION ALL ')}`).bind(...where.params);
}

interface CountRow {
  facet: FacetName | 'listed';
  value: string | number | null;
  count: number;
}

export interface Counted {
  total: number;
  /** Entries with any part of C7, if action lines were counted. */
  c7?: number;
  facets: Partial<FacetCounts>;
}

/** Reads the rows of `countStatement`. */
export function countsOf(result: D1Result | undefined): Counted {
  const counted: Counted = { total: 0, facets: {} };
  const countries = new Map<string, number>();
  for (const { facet, value, count } of (result?.results ?? []) as unknown as CountRow[]) {
    if (facet === 'listed') readListed(counted, String(value));
    else if (facet === 'country')
      for (const code of String(value).split(' ').filter(Boolean))
        countries.set(code, (countries.get(code) ?? 0) + count);
    else counted.facets[facet] = [...(counted.facets[facet] ?? []), { value: value ?? '', count }];
  }
  if (countries.size > 0) counted.facets.country = [...countries].map(([value, count]) => ({ value, count }));
  return counted;
}

function readListed(counted: Counted, json: string): void {
  const { total, ...sums } = JSON.parse(json) as { total: number } & Partial<Record<FacetName, number[]>>;
  counted.total = total;
  for (const facet of LISTED) {
    const kept = FACET_COLUMNS[facet];
    const counts = sums[facet];
    if (!counts || !('list' in kept)) continue;
    counted.facets[facet] = kept.list.map((value, index) => ({ value, count: counts[index] ?? 0 }));
    if (facet === 'action_line') counted.c7 = counts[kept.list.length] ?? 0;
  }
}

const order = (a: FacetCount, b: FacetCount) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);

/**
 * Every value a facet has anywhere in the register, with the count found (zero is shown, not hidden), in the order of
 * the code list, or by value; years newest first.
 */
export function completed(
  facet: FacetName,
  found: readonly FacetCount[],
  all: readonly FacetCount[],
): FacetCount[] {
  if ('list' in FACET_COLUMNS[facet]) return [...found];
  const counts = new Map(found.map(({ value, count }) => [value, count]));
  const values = new Set([...all.map(({ value }) => value), ...counts.keys()]);
  const sorted = [...values].map((value) => ({ value, count: counts.get(value) ?? 0 })).sort(order);
  return facet === 'year' ? sorted.reverse() : sorted;
}
