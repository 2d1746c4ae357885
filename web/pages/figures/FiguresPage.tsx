import { type Figures, PICTURES } from '#domain/pictures/figures.ts';
import type { Issue } from '#domain/problems.ts';
import { FACETS, type SearchQuery } from '#domain/schemas/search-query.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { KeptFilters } from '../../components/KeptFilters.tsx';
import { Layout } from '../../components/Layout.tsx';
import { SearchRow } from '../../components/SearchBox.tsx';
import { SearchLayout } from '../../components/SearchLayout.tsx';
import { paths } from '../../paths.ts';
import { countedHref, figuresHref } from '../../pictures/addresses.ts';
import { PictureScript } from '../../pictures/Picture.tsx';
import { PictureOf } from '../../pictures/pictures.tsx';
import { filterCount, isolated } from '../initiatives/labels.ts';
import { type FacetCounts, SearchFacets } from '../initiatives/SearchFacets.tsx';
import { FigureChips } from './FigureChips.tsx';

export interface FiguresPageProps {
  frame: Frame;
  query: SearchQuery;
  /** Bad parameters, which `query` leaves out. */
  issues: readonly (Issue & { text: string })[];
  figures: Figures;
  facets: FacetCounts;
  c7: number;
  searchedInstead: string | null;
  /** Name of the organisation the query asks for, if any. */
  organization: string | null;
}

/** The register in pictures, or what a search leaves of it. */
export function FiguresPage(props: FiguresPageProps) {
  const { frame, query, issues, figures, facets, c7, searchedInstead, organization } = props;
  const { language, t } = frame;
  return (
    <Layout
      sheets={['view']}
      frame={frame}
      title={t('figures.title')}
      description={t('figures.lead')}
      canonical={figuresHref(language, query)}
      noindex={issues.length > 0}
      head={<PictureScript frame={frame} />}
      wide
    >
      {issues.length > 0 && (
        <ErrorSummary
          title={t('search.bad-query')}
          items={issues.map(({ pointer, text }) => ({
            href: anchorOf(pointer),
            text: `${t(`search.field.${nameIn(pointer)}` as MessageKey)}: ${text}`,
          }))}
        />
      )}
      <h1>{t('figures.title')}</h1>
      <p class="lead">{t('figures.lead')}</p>
      <search>
        <form class="search-form" method="get" action={paths.figures(language)}>
          <SearchRow frame={frame} q={query.q} suggest={false} />
          <KeptFilters query={query} />
          <SearchLayout
            frame={frame}
            chosen={filterCount(query)}
            filters={<SearchFacets frame={frame} query={query} facets={facets} c7={c7} />}
          >
            <div class="results-head">
              <p class="search-total" role="status">
                {t('search.total', { count: figures.total })}
              </p>
              {figures.total > 0 && (
                <p>
                  <a href={countedHref(language, query)}>{t('figures.see')}</a>
                </p>
              )}
            </div>
            {searchedInstead && (
              <p>{t('search.instead', { q: isolated(query.q), other: isolated(searchedInstead) })}</p>
            )}
            <FigureChips frame={frame} query={query} organization={organization} />
            {figures.total === 0 ? (
              <EmptyState title={t('figures.empty')}>
                <p>
                  <a href={paths.figures(language)}>{t('figures.all')}</a>
                </p>
              </EmptyState>
            ) : (
              PICTURES.map((picture) => (
                <PictureOf key={picture} frame={frame} picture={picture} figures={figures} query={query} />
              ))
            )}
          </SearchLayout>
        </form>
      </search>
    </Layout>
  );
}

const nameIn = (pointer: string) => pointer.replace(/^\?-?/, '');

function anchorOf(pointer: string): string {
  const name = nameIn(pointer);
  return (FACETS as readonly string[]).includes(name) ? `#facet-${name}` : '#q';
}
