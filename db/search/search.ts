import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import { type SearchQuery, sortOf } from '../../domain/schemas/search-query.ts';
import { bestOf } from '../../domain/search/best-of.ts';
import { broaderExpressions, planSearch, type SearchPlan } from '../../domain/search/plan.ts';
import { isLittle, type RankInput, type Ranking, rank } from '../../domain/search/rank.ts';
import { cardsOf } from './cards.ts';
import type { Columns } from './columns.ts';
import { askForLists, namesStatement } from './lists.ts';
import { type FacetCounts, type Narrowed, narrow } from './narrow.ts';
import type { Index } from './register.ts';
import { respelt } from './spelling.ts';
import { titleOrder } from './title-order.ts';

/** Why an entry was found by words. */
export interface Match {
  /** Whether it has every word of the query, or what stands for it. */
  all_words: boolean;
  /** Concepts of the glossary that stand for words it does not have. */
  concepts: string[];
}

export interface SearchResult {
  /** Entries found, on all pages. */
  total: number;
  page: number;
  size: number;
  /** The public entries of the page, each as JSON. */
  cards: string[];
  /** By card; empty for a query without words. */
  matches: Match[];
  facets: FacetCounts;
  /** Entries with any of the eight parts of C7, counted like the facet of action lines. */
  c7: number;
  /** Other words to try: what was searched instead, if nothing has the words of the query. */
  did_you_mean: string | null;
  /** The words that were searched instead of the query, because nothing has all of it. */
  searched_instead: string | null;
  /** Whether the end of the query was left out: it is longer than a search may be. */
  cut: boolean;
}

/** The index went on between two questions; nobody waits for one that never rests. */
const ATTEMPTS = 4;

/** What a search found before it is put in order and shown. */
interface Found extends Narrowed {
  text: { plan: SearchPlan; lists: readonly Uint32Array[]; ranking: Ranking } | null;
  /** What the row numbers belong to. */
  columns: Columns;
}

/** A page of entries with the counts of every facet, each counted without its own filters. */
export async function searchInitiatives(
  index: Index,
  query: SearchQuery,
  now: number,
): Promise<SearchResult> {
  const { result, ...other } = await orRespelt(index, query, (q) => searchFor(index, query, q, now));
  return { ...result, did_you_mean: other.did_you_mean, searched_instead: other.searched_instead };
}

/** All that a search finds, whatever its page, with the columns that the row numbers belong to. */
export interface SearchHits extends Narrowed {
  columns: Columns;
  searched_instead: string | null;
}

export async function searchHits(index: Index, query: SearchQuery, now: number): Promise<SearchHits> {
  const { hits, facets, c7, columns, searched_instead } = await orRespelt(index, query, (q) =>
    find(index, query, q, q === '' ? null : planSearch(q), now),
  );
  return { hits, facets, c7, columns, searched_instead };
}

/** Searches; where nothing has all the words, near words are searched instead. */
async function orRespelt<T extends Pick<Found, 'text'>>(
  index: Index,
  query: SearchQuery,
  search: (q: string) => Promise<T>,
): Promise<T & Pick<SearchResult, 'did_you_mean' | 'searched_instead'>> {
  await index.register.ready(index.session);
  const asked = await search(query.q);
  const other =
    asked.text && asked.text.ranking.complete === 0 ? await respelt(index, query.q, asked.text) : null;
  if (other === null) return { ...asked, did_you_mean: null, searched_instead: null };
  if (query.exact) return { ...asked, did_you_mean: other, searched_instead: null };
  const instead = await search(other);
  return instead.text && instead.text.ranking.complete > 0
    ? { ...instead, did_you_mean: other, searched_instead: other }
    : { ...asked, did_you_mean: null, searched_instead: null };
}

type Answer = Omit<SearchResult, 'did_you_mean' | 'searched_instead'>;

async function searchFor(
  index: Index,
  query: SearchQuery,
  q: string,
  now: number,
): Promise<{ result: Answer; text: Found['text'] }> {
  const { register } = index;
  const plan = q === '' ? null : planSearch(q);
  const offset = (query.page - 1) * query.size;
  for (let attempt = 1; ; attempt++) {
    const { state } = register;
    const found = await find(index, query, q, plan, now);
    const page = await inOrder(index, query, found, offset);
    const matches = page.map((n) => matchOf(found, n));
    const cards = await cardsOf(index, page, plan !== null);
    const shown = page.filter((n) => cards.has(n));
    // What was counted is already past: count again, unless the index never rests.
    if ((register.state !== state || shown.length < page.length) && attempt < ATTEMPTS) continue;
    return {
      text: found.text,
      result: {
        total: found.hits.length,
        page: query.page,
        size: query.size,
        cards: shown.map((n) => cards.get(n) ?? ''),
        matches: found.text ? matches.filter((_, place) => cards.has(page[place] ?? 0)) : [],
        facets: found.facets,
        c7: found.c7,
        cut: plan?.cut ?? false,
      },
    };
  }
}

async function find(
  index: Index,
  query: SearchQuery,
  q: string,
  plan: SearchPlan | null,
  now: number,
): Promise<Found> {
  const { register, session } = index;
  const statements: D1PreparedStatement[] = plan ? [namesStatement(session, plan.name)] : [];
  if (query.organization)
    statements.push(
      session
        .prepare('SELECT n FROM entry_organizations WHERE organization_id = ?1')
        .bind(query.organization),
    );
  const { lists, others } = await askForLists(index, plan?.expressions ?? [], statements);
  const members = query.organization
    ? new Set((others.at(-1)?.results as { n: number }[] | undefined)?.map(({ n }) => n))
    : null;
  if (plan) {
    const ranking = await ranked(index, {
      plan,
      lists,
      names: (others[0]?.results ?? []) as { n: number; rank: number }[],
      columns: register.columns,
      now,
    });
    const { columns } = register;
    const rows = members ? ranking.found.filter((n) => members.has(n)) : ranking.found;
    return { ...narrow(columns, query, rows), columns, text: { plan, lists, ranking } };
  }
  const { columns } = register;
  const none = q !== '' ? new Uint32Array(0) : null;
  const rows = none ?? (members && columns.newest().filter((n) => members.has(n)));
  return { ...narrow(columns, query, rows), columns, text: null };
}

/** Ranks; where little has the whole query, once more with what has broader concepts. */
async function ranked(index: Index, input: RankInput): Promise<Ranking> {
  const ranking = rank(input);
  const expressions = broaderExpressions(input.plan);
  const asked = expressions.flatMap((expression) => expression ?? []);
  if (!isLittle(ranking) || asked.length === 0) return ranking;
  const { lists, changed } = await askForLists(index, asked);
  // The first lists are of an older index than these: what they found stands.
  if (changed) return ranking;
  return rank({
    ...input,
    broader: expressions.map((one) => (one === null ? null : (lists.shift() ?? null))),
  });
}

/** The row numbers of a page. */
async function inOrder(index: Index, query: SearchQuery, found: Found, offset: number): Promise<number[]> {
  const { hits, text } = found;
  switch (sortOf(query)) {
    case 'title':
      return Array.from(await titleOrder(index, hits, offset, query.size));
    case 'relevance':
      if (text) return bestOf(hits, text.ranking.score, offset, query.size);
  }
  if (!text) return Array.from(hits.subarray(offset, offset + query.size));
  const { publishedAt } = index.register.columns;
  return Array.from(hits.toSorted((a, b) => (publishedAt[b] ?? 0) - (publishedAt[a] ?? 0) || b - a)).slice(
    offset,
    offset + query.size,
  );
}

function matchOf({ text }: Found, n: number): Match {
  if (!text) return { all_words: true, concepts: [] };
  const { plan, ranking } = text;
  const matched = ranking.matched[n] ?? 0;
  const bridged = matched & ~(ranking.literal[n] ?? 0);
  return {
    all_words: matched === 2 ** plan.units.length - 1,
    concepts: plan.units.flatMap((unit, place) =>
      bridged & (1 << place) ? [...(unit.concept?.ids ?? [])] : [],
    ),
  };
}

/** The entries of a page. */
export function entriesOf({ cards }: Pick<SearchResult, 'cards'>): PublicInitiative[] {
  return cards.map((card) => JSON.parse(card) as PublicInitiative);
}
