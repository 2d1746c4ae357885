import type { Figures, YearFigures } from '../../domain/pictures/figures.ts';
import type { MatrixCounts } from '../../domain/pictures/matrix-gaps.ts';
import type { FacetName } from '../../domain/schemas/search-query.ts';
import { ACTION_LINE_CODES, type ActionLine } from '../../domain/taxonomy/action-lines.ts';
import { REGIONS, STAKEHOLDER_TYPES, type StakeholderType } from '../../domain/taxonomy/code-lists.ts';
import { SDG_IDS, type Sdg } from '../../domain/taxonomy/sdgs.ts';
import type { Columns, FacetColumn, Value } from './columns.ts';

/** Entries by value of a facet; an entry counts once under each of its values. */
function countedBy({ facets }: Columns, facet: FacetName, rows: Uint32Array): Map<Value, number> {
  const { ids, sets } = facets[facet];
  const histogram = new Uint32Array(sets.length);
  for (const n of rows) histogram[ids[n] ?? 0] = (histogram[ids[n] ?? 0] ?? 0) + 1;
  const counts = new Map<Value, number>();
  for (const [set, entries] of histogram.entries())
    if (entries > 0)
      for (const value of sets[set] ?? []) counts.set(value, (counts.get(value) ?? 0) + entries);
  return counts;
}

/** Calls with every pair of sets that occurs, and its entries: sets are far fewer than entries. */
function forEachPair(
  first: FacetColumn,
  second: FacetColumn,
  rows: Uint32Array,
  call: (first: readonly Value[], second: readonly Value[], entries: number) => void,
): void {
  const pairs = new Map<number, number>();
  const width = second.sets.length;
  for (const n of rows) {
    const pair = (first.ids[n] ?? 0) * width + (second.ids[n] ?? 0);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  for (const [pair, entries] of pairs)
    call(first.sets[Math.floor(pair / width)] ?? [], second.sets[pair % width] ?? [], entries);
}

/** Some entries by action line and goal. */
export function matrixOf({ facets }: Columns, rows: Uint32Array): MatrixCounts {
  const row = () => Object.fromEntries(SDG_IDS.map((sdg) => [sdg, 0])) as Record<Sdg, number>;
  const matrix = Object.fromEntries(ACTION_LINE_CODES.map((line) => [line, row()])) as Record<
    ActionLine,
    Record<Sdg, number>
  >;
  forEachPair(facets.action_line, facets.sdg, rows, (lines, goals, entries) => {
    for (const line of lines) for (const sdg of goals) matrix[line as ActionLine][sdg as Sdg] += entries;
  });
  return matrix;
}

function yearsOf({ facets }: Columns, rows: Uint32Array): YearFigures[] {
  const years = new Map<number, number[]>();
  forEachPair(facets.year, facets.stakeholder_type, rows, ([year], [type], entries) => {
    const counts = years.get(Number(year)) ?? STAKEHOLDER_TYPES.map(() => 0);
    const place = STAKEHOLDER_TYPES.indexOf(type as StakeholderType);
    counts[place] = (counts[place] ?? 0) + entries;
    years.set(Number(year), counts);
  });
  return [...years].sort(([a], [b]) => a - b).map(([year, byType]) => ({ year, byType }));
}

/** Entries among some that name a country. */
export function placedAmong({ facets }: Columns, rows: Uint32Array): number {
  const { ids, sets } = facets.country;
  return rows.reduce((count, n) => count + ((sets[ids[n] ?? 0]?.length ?? 0) > 0 ? 1 : 0), 0);
}

/** Everything that the columns know of some entries. */
export function countedIn(columns: Columns, rows: Uint32Array): Omit<Figures, 'freshness'> {
  const regions = countedBy(columns, 'region', rows);
  return {
    total: rows.length,
    placed: placedAmong(columns, rows),
    countries: Object.fromEntries(countedBy(columns, 'country', rows)),
    matrix: matrixOf(columns, rows),
    years: yearsOf(columns, rows),
    regions: REGIONS.map((region) => ({ region, count: regions.get(region) ?? 0 })),
    languages: [...countedBy(columns, 'language', rows)]
      .map(([language, count]) => ({ language: String(language), count }))
      .sort((a, b) => b.count - a.count || (a.language < b.language ? -1 : 1)),
  };
}
