import type { Issue } from '#domain/problems.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { FACETS, type SearchQuery, SORTS, sortOf, toSearchParams } from '#domain/schemas/search-query.ts';
import type { Sought } from '#domain/search/sought.ts';
import { formatNumber, type MessageKey } from '#domain/strings/strings.ts';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { KeptFilters } from '../../components/KeptFilters.tsx';
import { Layout } from '../../components/Layout.tsx';
import { Pagination } from '../../components/Pagination.tsx';
import { SearchRow } from '../../components/SearchBox.tsx';
import { SearchLayout } from '../../components/SearchLayout.tsx';
import { paths } from '../../paths.ts';
import { figuresHref } from '../../pictures/addresses.ts';
import { filterCount } from './labels.ts';
import { NothingFound } from './NothingFound.tsx';
import { SearchChips } from './SearchChips.tsx';
import { type FacetCounts, SearchFacets } from './SearchFacets.tsx';
import { SearchNotes } from './SearchNotes.tsx';
import { type Match, SearchResults } from './SearchResults.tsx';

export interface SearchPageProps {
  frame: Frame;
  query: SearchQuery;
  /** Bad parameters, which `query` leaves out. */
  issues: readonly (Issue & { text: string })[];
  result: {
    total: number;
    results: readonly PublicInitiative[];
    /** By result; none without words. */
    matches: readonly Match[];
    facets: FacetCounts;
    c7: number;
    did_you_mean: string | null;
    searched_instead: string | null;
    cut: boolean;
  };
  /** What the results were found by. */
  sought: Sought;
  /** Name of the organisation the query asks for, if any. */
  organization: string | null;
}

/** The address of a query: the same question always has the same one. */
export function searchHref(frame: Frame, query: SearchQuery, changes: Partial<SearchQuery> = {}): string {
  const params = toSearchParams(query, changes);
  return `${paths.search(frame.language)}${params.size > 0 ? `?${params}` : ''}`;
}

export function SearchPage(props: SearchPageProps) {
  const { frame, query, issues, result, sought, organization } = props;
  const { language, t } = frame;
  const pages = Math.ceil(result.total / query.size);
  return (
    <Layout
      sheets={result.results.length > 0 ? [] : ['view']}
      frame={frame}
      title={query.q ? t('search.title-for', { q: query.q }) : t('search.title')}
      description={t('search.description')}
      canonical={searchHref(frame, query)}
      noindex={issues.length > 0}
      wide
    >
      {issues.length > 0 && (
        <ErrorSummary
          title={t('search.bad-query')}
          items={issues.map(({ pointer, text }) => ({
            href: anchorOf(pointer),
            text: `${fieldName(frame, pointer)}: ${text}`,
          }))}
        />
      )}
      <h1>{t('search.title')}</h1>
      <search>
        <form class="search-form" method="get" action={paths.search(language)}>
          <SearchRow frame={frame} q={query.q} />
          <KeptFilters query={query} />
          {query.sort && <input type="hidden" name="sort" value={query.sort} />}
          <SearchLayout
            frame={frame}
            chosen={filterCount(query)}
            filters={<SearchFacets frame={frame} query={query} facets={result.facets} c7={result.c7} />}
          >
            <div class="results-head">
              <p class="search-total" role="status">
                {total(props, pages)}
              </p>
              {result.total > 0 && <a href={figuresHref(language, query)}>{t('figures.title')}</a>}
              <SortChoice frame={frame} query={query} />
            </div>
            <SearchNotes frame={frame} query={query} result={result} />
            <SearchChips frame={frame} query={query} organization={organization} />
            {result.results.length === 0 ? (
              <NothingFound frame={frame} query={query} total={result.total} pages={pages} />
            ) : (
              <SearchResults frame={frame} query={query} result={result} sought={sought} />
            )}
            <Pagination
              frame={frame}
              page={query.page}
              pages={result.results.length === 0 ? 0 : pages}
              hrefOf={(page) => searchHref(frame, query, { page })}
            />
          </SearchLayout>
        </form>
      </search>
    </Layout>
  );
}

function total({ frame: { language, t }, query, result }: SearchPageProps, pages: number): string {
  const said = t('search.total', { count: result.total });
  return pages > 1 && result.results.length > 0
    ? `${said} · ${t('pagination.place', { page: formatNumber(language, query.page), pages: formatNumber(language, pages) })}`
    : said;
}

/** Links, so that an order takes effect at once. */
function SortChoice({ frame, query }: { frame: Frame; query: SearchQuery }) {
  const { t } = frame;
  const current = sortOf(query);
  return (
    <nav class="search-sort" id="sort" aria-label={t('search.sort')}>
      <span aria-hidden="true">{t('search.sort')}</span>
      <ul>
        {SORTS.filter((sort) => sort !== 'relevance' || query.q !== '').map((sort) => (
          <li key={sort}>
            <a
              href={searchHref(frame, query, { sort, page: 1 })}
              rel="nofollow"
              aria-current={sort === current ? 'true' : undefined}
            >
              {t(`search.sort.${sort}` as MessageKey)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const nameIn = (pointer: string) => pointer.replace(/^\?-?/, '');

function fieldName({ t }: Frame, pointer: string): string {
  const name = t(`search.field.${nameIn(pointer)}` as MessageKey);
  return pointer.startsWith('?-') ? t('search.not', { name }) : name;
}

function anchorOf(pointer: string): string {
  const name = nameIn(pointer);
  if (name === 'sort') return '#sort';
  return (FACETS as readonly string[]).includes(name) ? `#facet-${name}` : '#q';
}
