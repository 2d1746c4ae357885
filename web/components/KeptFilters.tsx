import { FACETS, type SearchQuery } from '#domain/schemas/search-query.ts';

/** What a search form asks besides its boxes. */
export function KeptFilters({ query }: { query: SearchQuery }) {
  return (
    <>
      {FACETS.flatMap((facet) =>
        query[`-${facet}`].map((value) => (
          <input key={`${facet} ${value}`} type="hidden" name={`-${facet}`} value={value} />
        )),
      )}
      {query.exact && query.q && <input type="hidden" name="exact" value="1" />}
      {query.organization && <input type="hidden" name="organization" value={query.organization} />}
    </>
  );
}
