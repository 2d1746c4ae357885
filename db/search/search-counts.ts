import { FACETS, type FacetName, type SearchQuery } from '../../domain/schemas/search-query.ts';
import { activeFacets, conditionsFor } from './conditions.ts';
import { type Counted, countStatement, countsOf, type FacetCounts } from './counts.ts';
import type { RegisterFigures } from './figures.ts';
import { snapshot } from './snapshots.ts';

type Counts = Pick<RegisterFigures, 'total' | 'c7' | 'facets'>;

/**
 * Total and facet counts of a query, each facet counted without its own filter. The counts of the whole register and of
 * a single filter are kept per catalogue version; others take a scan of the narrow facet rows, and one more per filter.
 */
export async function searchCounts(
  search: D1DatabaseSession,
  query: SearchQuery,
  figures: Promise<Counts>,
): Promise<Counts> {
  const active = activeFacets(query);
  const [only] = active;
  const plain = query.q === '' && query.organization === undefined;
  if (plain && !only) return figures;
  const others = countStatement(
    search,
    FACETS.filter((facet) => !active.includes(facet)),
    conditionsFor(query, { text: true }),
  );
  if (plain && only && active.length === 1) {
    const [counted, register] = await Promise.all([oneFilter(search, query, only, others), figures]);
    // Without its own filter, it asks about the whole register.
    return { c7: register.c7, ...counted, facets: { ...counted.facets, [only]: register.facets[only] } };
  }

  const results = await search.batch([
    others,
    ...active.map((facet) =>
      countStatement(search, [facet], conditionsFor(query, { text: true, without: facet })),
    ),
  ]);
  const [first, ...own] = results.map(countsOf);
  const facets: Partial<FacetCounts> = Object.assign(
    {},
    first?.facets,
    ...own.map((counted) => counted.facets),
  );
  const c7 = first?.c7 ?? own.find((counted) => counted.c7 !== undefined)?.c7;
  return { total: first?.total ?? 0, c7: c7 ?? 0, facets };
}

async function oneFilter(
  search: D1DatabaseSession,
  query: SearchQuery,
  facet: FacetName,
  statement: D1PreparedStatement,
): Promise<Counted> {
  const [value, ...more] = query[facet];
  if (more.length > 0) return countsOf(await statement.all());
  return snapshot(search, `${facet}=${value}`, [statement], ([result]) => countsOf(result));
}
