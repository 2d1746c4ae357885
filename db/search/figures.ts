import * as v from 'valibot';
import { AGES, ageOf, type Figures } from '../../domain/pictures/figures.ts';
import type { MatrixCounts } from '../../domain/pictures/matrix-gaps.ts';
import { SearchQuery } from '../../domain/schemas/search-query.ts';
import { countedIn, matrixOf, placedAmong } from './counted.ts';
import { type FacetCounts, narrow } from './narrow.ts';
import type { Index, Register } from './register.ts';
import { searchHits } from './search.ts';
import { updatedAt } from './updated-at.ts';

/** Figures of the whole register, true for one catalogue version. */
export interface RegisterFigures {
  total: number;
  organizations: number;
  /** Entries with any of the eight parts of C7. */
  c7: number;
  facets: FacetCounts;
  matrix: MatrixCounts;
  /** Entries that name a country. */
  placed: number;
}

const EVERYTHING = v.parse(SearchQuery, {});
const kept = new WeakMap<Register, { version: number; figures: RegisterFigures }>();

/** Computed by the first reader in an isolate after a publication, and kept for the others. */
export async function registerFigures({ register, session, trusting }: Index): Promise<RegisterFigures> {
  await register.ready(session);
  const known = kept.get(register);
  if (known) {
    const { changed } = await register.ask(session, [], trusting);
    if (!changed && known.version === register.state.version) return known.figures;
  }
  const { results } = await register.ask(session, [
    session.prepare(
      `SELECT count(*) AS count FROM organizations
       WHERE EXISTS (SELECT 1 FROM entry_organizations WHERE organization_id = id)`,
    ),
  ]);
  const { columns, state } = register;
  const { facets, c7 } = narrow(columns, EVERYTHING, null);
  const figures = {
    total: columns.total,
    organizations: (results[0]?.results as { count: number }[] | undefined)?.[0]?.count ?? 0,
    c7,
    facets,
    matrix: matrixOf(columns, columns.newest()),
    placed: placedAmong(columns, columns.newest()),
  };
  kept.set(register, { version: state.version, figures });
  return figures;
}

/** Figures of what a search finds, on all pages, with what its filters show. */
export interface QueryFigures {
  figures: Figures;
  facets: FacetCounts;
  c7: number;
  /** The words that were searched instead of those of the query, as a search says it. */
  searched_instead: string | null;
}

/** Counts in the memory of the isolate. `now`: milliseconds since 1970. */
export async function queryFigures(index: Index, query: SearchQuery, now: number): Promise<QueryFigures> {
  // Asks for the version of the catalogue too, which a search without words does only for its cards.
  const instants = await updatedAt(index);
  const { columns, hits, facets, c7, searched_instead } = await searchHits(index, query, now);
  const freshness = AGES.map(() => 0);
  for (const n of hits) {
    const age = ageOf(instants.get(n) ?? columns.publishedAt[n] ?? now, now);
    freshness[age] = (freshness[age] ?? 0) + 1;
  }
  return { figures: { ...countedIn(columns, hits), freshness }, facets, c7, searched_instead };
}
