import type { FacetCount } from '#db/search/narrow.ts';

/** The counts of a facet by value. */
export function countsByValue(counts: readonly FacetCount[] = []): Record<string, number> {
  return Object.fromEntries(counts.map(({ value, count }) => [value, count]));
}
