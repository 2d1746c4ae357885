import {
  FACETS,
  type FacetName,
  type SearchQuery,
  selectedActionLines,
} from '../../domain/schemas/search-query.ts';
import { ACTION_LINE_CODES, expandActionLine } from '../../domain/taxonomy/action-lines.ts';
import type { Columns, FacetColumn, Value } from './columns.ts';
import { FACET_COLUMNS } from './facet-row.ts';

export interface FacetCount {
  value: Value;
  count: number;
}
export type FacetCounts = Readonly<Record<FacetName, readonly FacetCount[]>>;

export interface Narrowed {
  /** Row numbers that satisfy every filter, in the order they came. */
  hits: Uint32Array;
  /** Every value of every facet, each facet counted without its own filters. */
  facets: FacetCounts;
  /** Entries with any part of C7, counted like the facet of action lines. */
  c7: number;
}

interface Filter {
  facet: FacetName;
  ids: FacetColumn['ids'];
  /** By set number: 1 where the set satisfies the filter. */
  passes: Uint8Array;
}

/** Facets that narrow a query, by what they ask for or by what they leave out. */
export function activeFacets(query: SearchQuery): FacetName[] {
  return FACETS.filter((facet) => query[facet].length > 0 || query[`-${facet}`].length > 0);
}

function filterOf(column: FacetColumn, query: SearchQuery): Filter {
  const { facet, ids, sets } = column;
  const wanted = new Set<Value>(facet === 'action_line' ? selectedActionLines(query) : query[facet]);
  const unwanted = new Set<Value>(
    facet === 'action_line' ? query['-action_line'].flatMap(expandActionLine) : query[`-${facet}`],
  );
  const passes = Uint8Array.from(sets, (values) =>
    (wanted.size === 0 || values.some((value) => wanted.has(value))) &&
    !values.some((value) => unwanted.has(value))
      ? 1
      : 0,
  );
  return { facet, ids, passes };
}

/** Adds the entries to the histogram of sets. */
function addTo(histogram: Uint32Array, ids: FacetColumn['ids'], rows: Uint32Array): void {
  for (let index = 0; index < rows.length; index++) {
    const set = ids[rows[index] as number] as number;
    histogram[set] = (histogram[set] as number) + 1;
  }
}

const order = (a: Value, b: Value) => (a < b ? -1 : a > b ? 1 : 0);

/** Counts by place in `values` as the facet shows them: zero too; in the order of the code list, or by value. */
function shown(column: FacetColumn, counts: ArrayLike<number>, chosen: readonly Value[]): FacetCount[] {
  const kept = FACET_COLUMNS[column.facet];
  const all = column.values.map((value, place) => ({ value, count: counts[place] ?? 0 }));
  if ('list' in kept) return all.slice(0, kept.list.length);
  const found = all.filter(({ value }, place) => (column.totals[place] ?? 0) > 0 || chosen.includes(value));
  for (const value of chosen) if (!found.some((one) => one.value === value)) found.push({ value, count: 0 });
  found.sort((a, b) => order(a.value, b.value));
  return column.facet === 'year' ? found.reverse() : found;
}

/** Made once: most questions show some facet of the whole register. */
function shownOfWhole({ shown: kept, facets }: Columns, facet: FacetName): readonly FacetCount[] {
  const known = kept.get(facet) ?? shown(facets[facet], facets[facet].totals, []);
  kept.set(facet, known);
  return known;
}

/** Entries by place in `values`. */
function counted(column: FacetColumn, ...parts: Uint32Array[]): Uint32Array {
  const histogram = new Uint32Array(column.sets.length);
  for (const rows of parts) addTo(histogram, column.ids, rows);
  const counts = new Uint32Array(column.values.length);
  for (let set = 0; set < histogram.length; set++) {
    const entries = histogram[set] as number;
    if (entries > 0) column.add(counts, set, entries);
  }
  return counts;
}

const NONE = new Uint32Array(0);
/** C7 is counted after the action lines. */
const C7_PLACE = ACTION_LINE_CODES.length;

/**
 * What filters leave of some entries, with the counts of every facet. `rows` null stands for the whole register, the
 * newest first. One pass over the rows, whatever the number of filters: an entry that fails one filter alone still
 * counts for the facet of that filter.
 */
export function narrow(columns: Columns, query: SearchQuery, rows: Uint32Array | null): Narrowed {
  const filters = activeFacets(query).map((facet) => filterOf(columns.facets[facet], query));
  const all = rows ?? columns.newest();
  const missed = new Map<FacetName, Uint32Array>();
  let hits = all;
  if (filters.length > 0) {
    const passing = new Uint32Array(all.length);
    const near = filters.map(() => ({ rows: new Uint32Array(all.length), count: 0 }));
    let count = 0;
    for (let index = 0; index < all.length; index++) {
      const n = all[index] as number;
      let failed = -1;
      let failures = 0;
      for (let f = 0; f < filters.length; f++) {
        const { passes, ids } = filters[f] as Filter;
        if (passes[ids[n] as number] === 1) continue;
        failed = f;
        if (++failures > 1) break;
      }
      if (failures === 0) passing[count++] = n;
      else if (failures === 1) {
        const miss = near[failed] as (typeof near)[number];
        miss.rows[miss.count++] = n;
      }
    }
    hits = passing.subarray(0, count);
    for (const [f, { facet }] of filters.entries()) {
      const miss = near[f] as (typeof near)[number];
      missed.set(facet, miss.rows.subarray(0, miss.count));
    }
  }

  const facets = {} as Record<FacetName, readonly FacetCount[]>;
  let c7 = 0;
  for (const facet of FACETS) {
    const column = columns.facets[facet];
    const others = missed.get(facet) ?? NONE;
    // Nothing is left out: the register's own figures are the counts.
    const whole = rows === null && hits.length + others.length === all.length;
    const counts = whole ? column.totals : counted(column, hits, others);
    const chosen = [...query[facet], ...query[`-${facet}`]];
    facets[facet] =
      whole && chosen.length === 0 ? shownOfWhole(columns, facet) : shown(column, counts, chosen);
    if (facet === 'action_line') c7 = counts[C7_PLACE] ?? 0;
  }
  return { hits, facets, c7 };
}
