import { FACETS, type FacetName } from '../../domain/schemas/search-query.ts';
import type { RankedColumns } from '../../domain/search/rank.ts';
import { FACET_COLUMNS, valuesOfCell } from './facet-row.ts';
import type { FacetCount } from './narrow.ts';

export type Value = string | number;

/** A row of `facets` as it is read: `n`, `published_at`, `title_words`, `completeness`, then the facets in their order. */
export type ColumnRow = readonly [
  n: number,
  publishedAt: number,
  titleWords: number,
  completeness: number,
  ...cells: Value[],
];

/** What `ColumnRow` selects, in order. */
export const COLUMN_NAMES = [
  'n',
  'published_at',
  'title_words',
  'completeness',
  ...FACETS.map((facet) => FACET_COLUMNS[facet].column),
].join(', ');

/** Counted beside the action lines: entries with any of the eight parts of C7. */
const C7 = 'C7';
const isPartOfC7 = (value: Value) => String(value).startsWith('C7-');

/**
 * The values of one facet, entry by entry. Few sets of values occur, so an entry holds the number of its set: a filter
 * is a table of sets, and counting is one addition an entry, whatever the number of values.
 */
export class FacetColumn {
  /** Set number by row number. */
  ids: Uint16Array | Uint32Array = new Uint16Array(0);
  /** The values of each set. */
  readonly sets: (readonly Value[])[] = [];
  /** Every value that ever occurred, codes of a list in its order; C7 stands after the action lines. */
  readonly values: Value[];
  /** Entries in the register by place in `values`. */
  readonly totals: number[];
  readonly facet: FacetName;
  /** Places in `values` of the members of each set, one set after the other, and where each begins. */
  readonly #members: number[] = [];
  readonly #begins: number[] = [0];
  readonly #places: Map<Value, number>;
  readonly #known = new Map<Value, number>();

  constructor(facet: FacetName) {
    const kept = FACET_COLUMNS[facet];
    this.facet = facet;
    this.values = 'list' in kept ? [...kept.list, ...(facet === 'action_line' ? [C7] : [])] : [];
    this.totals = this.values.map(() => 0);
    this.#places = new Map(this.values.map((value, place) => [value, place]));
  }

  setOf(cell: Value): number {
    let id = this.#known.get(cell);
    if (id === undefined) {
      const values = valuesOfCell(this.facet, cell);
      id = this.sets.push(values) - 1;
      this.#known.set(cell, id);
      const counted = values.some(isPartOfC7) ? [...values, C7] : values;
      this.#members.push(...counted.map((value) => this.#placeOf(value)));
      this.#begins.push(this.#members.length);
      if (id > 0xffff && this.ids instanceof Uint16Array) this.ids = Uint32Array.from(this.ids);
    }
    return id;
  }

  #placeOf(value: Value): number {
    let place = this.#places.get(value);
    if (place === undefined) {
      place = this.values.push(value) - 1;
      this.totals.push(0);
      this.#places.set(value, place);
    }
    return place;
  }

  /** Adds a number of entries with a set to counts by place in `values`. */
  add(counts: number[] | Uint32Array, set: number, entries: number): void {
    const end = this.#begins[set + 1] as number;
    for (let at = this.#begins[set] as number; at < end; at++) {
      const place = this.#members[at] as number;
      counts[place] = (counts[place] as number) + entries;
    }
  }

  grow(size: number): void {
    const Wide = this.ids instanceof Uint16Array ? Uint16Array : Uint32Array;
    const wider = new Wide(size);
    wider.set(this.ids);
    this.ids = wider;
  }
}

const SPARE = 1.25;

/**
 * The facets of every entry, kept in the isolate by row number: filters and counts need no question to the database.
 * About 40 bytes an entry.
 */
export class Columns implements RankedColumns {
  size = 0;
  total = 0;
  alive = new Uint8Array(0);
  titleWords = new Uint8Array(0);
  completeness = new Uint8Array(0);
  publishedAt = new Float64Array(0);
  readonly facets = Object.fromEntries(FACETS.map((facet) => [facet, new FacetColumn(facet)])) as Record<
    FacetName,
    FacetColumn
  >;
  /** What facets show of the whole register, as far as somebody asked; forgotten when an entry changes. */
  readonly shown = new Map<FacetName, readonly FacetCount[]>();
  #newest: Uint32Array | null = null;

  /** Adds an entry, or brings it up to date. */
  set([n, publishedAt, titleWords, completeness, ...cells]: ColumnRow): void {
    this.remove(n);
    if (n >= this.alive.length) this.#grow(Math.ceil((n + 1) * SPARE));
    this.size = Math.max(this.size, n + 1);
    this.total++;
    this.alive[n] = 1;
    this.publishedAt[n] = publishedAt;
    this.titleWords[n] = titleWords;
    this.completeness[n] = completeness;
    for (const [index, facet] of FACETS.entries()) {
      const column = this.facets[facet];
      const set = column.setOf(cells[index] ?? 0);
      column.ids[n] = set;
      column.add(column.totals, set, 1);
    }
    this.#changed();
  }

  remove(n: number): void {
    if (this.alive[n] !== 1) return;
    this.alive[n] = 0;
    this.total--;
    for (const facet of FACETS) {
      const column = this.facets[facet];
      column.add(column.totals, column.ids[n] ?? 0, -1);
    }
    this.#changed();
  }

  /** Row numbers in the order of publication, the newest first; the higher row number first on ties. */
  newest(): Uint32Array {
    if (!this.#newest) {
      const order = new Uint32Array(this.total);
      let count = 0;
      for (let n = this.size - 1; n >= 0; n--) if (this.alive[n] === 1) order[count++] = n;
      const { publishedAt } = this;
      // Row numbers follow publication but for what was published again, so this is nearly sorted.
      this.#newest = order.sort((a, b) => (publishedAt[b] ?? 0) - (publishedAt[a] ?? 0) || b - a);
    }
    return this.#newest;
  }

  #changed(): void {
    this.#newest = null;
    this.shown.clear();
  }

  #grow(size: number): void {
    const grown = <T extends Uint8Array | Float64Array>(array: T): T => {
      const wider = new (array.constructor as new (size: number) => T)(size);
      wider.set(array);
      return wider;
    };
    this.alive = grown(this.alive);
    this.titleWords = grown(this.titleWords);
    this.completeness = grown(this.completeness);
    this.publishedAt = grown(this.publishedAt);
    for (const facet of FACETS) this.facets[facet].grow(size);
  }
}
