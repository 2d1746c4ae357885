import { searchQuery } from '../../domain/glossary/glossary.ts';
import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import { FACETS, type FacetName, type SearchQuery, sortOf } from '../../domain/schemas/search-query.ts';
import { conditionsFor } from './conditions.ts';
import { completed, type FacetCounts } from './counts.ts';
import { didYouMean } from './did-you-mean.ts';
import { registerFigures } from './figures.ts';
import { searchCounts } from './search-counts.ts';

export interface SearchResult {
  total: number;
  page: number;
  size: number;
  results: PublicInitiative[];
  facets: FacetCounts;
  /** Entries with any of the eight parts of C7, counted like the facet of action lines. */
  c7: number;
  did_you_mean: string | null;
}

/** Weights of title, organisations, tags, summary and concepts: a word itself counts far more than its translation. */
const RANK = 'bm25(entry_text, 10.0, 6.0, 2.0, 1.0, 0.2)';

/** The cards of one page, in order. */
export function pageStatement(search: D1DatabaseSession, query: SearchQuery): D1PreparedStatement {
  const limit = [query.size, (query.page - 1) * query.size];
  const sort = sortOf(query);
  const text = sort === 'relevance' ? searchQuery(query.q) : null;
  if (text) {
    const where = conditionsFor(query, { text: false });
    return search
      .prepare(
        `WITH ranked AS MATERIALIZED (SELECT rowid AS n, ${RANK} AS rank FROM entry_text WHERE entry_text MATCH ?),
              page AS (SELECT n, rank FROM ranked JOIN facets USING (n) WHERE ${where.sql}
                       ORDER BY rank, n DESC LIMIT ? OFFSET ?)
         SELECT card FROM page JOIN cards USING (n) ORDER BY rank, n DESC`,
      )
      .bind(text.match, ...where.params, ...limit);
  }
  const where = conditionsFor(query, { text: true });
  const [key, direction] = sort === 'title' ? ['title_key', 'ASC'] : ['published_at', 'DESC'];
  const order = `${key} ${direction}, n ${direction}`;
  return search
    .prepare(
      `WITH page AS (SELECT n, ${key} FROM facets WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?)
       SELECT card FROM page JOIN cards USING (n) ORDER BY ${order}`,
    )
    .bind(...where.params, ...limit);
}

/** Reads the rows of `pageStatement`. */
export function cardsOf(result: D1Result | undefined): PublicInitiative[] {
  return (result?.results ?? []).map((row) => JSON.parse((row as { card: string }).card) as PublicInitiative);
}

/** A page of entries with the counts of every facet, each counted without its own filter. */
export async function searchInitiatives(
  search: D1DatabaseSession,
  query: SearchQuery,
): Promise<SearchResult> {
  const figures = registerFigures(search);
  const [register, page, { total, c7, facets: found }] = await Promise.all([
    figures,
    pageStatement(search, query).all(),
    searchCounts(search, query, figures),
  ]);
  const facets = Object.fromEntries(
    FACETS.map((facet: FacetName) => [
      facet,
      completed(facet, found[facet] ?? [], [
        ...(register.facets[facet] ?? []),
        ...query[facet].map((value) => ({ value, count: 0 })),
      ]),
    ]),
  ) as FacetCounts;
  return {
    total,
    page: query.page,
    size: query.size,
    results: cardsOf(page),
    facets,
    c7,
    did_you_mean: total === 0 && query.q ? await didYouMean(search, query.q) : null,
  };
}
