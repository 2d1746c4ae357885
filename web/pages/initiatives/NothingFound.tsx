import { FACETS, type SearchQuery } from '#domain/schemas/search-query.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';
import { searchHref } from './SearchPage.tsx';

export interface NothingFoundProps {
  frame: Frame;
  query: SearchQuery;
  total: number;
  pages: number;
  /** The words as they may have been meant. */
  suggestion: string | null;
}

/** What to do when a page of results is empty. */
export function NothingFound({ frame, query, total, pages, suggestion }: NothingFoundProps) {
  const { language, t } = frame;
  if (total > 0)
    return (
      <EmptyState title={t('search.beyond')}>
        <p>
          <a href={searchHref(frame, query, { page: pages })}>{t('search.last-page')}</a>
        </p>
      </EmptyState>
    );
  const filtered = query.organization !== undefined || FACETS.some((facet) => query[facet].length > 0);
  return (
    <EmptyState title={t('search.empty')}>
      {suggestion && (
        <p>
          {t('search.did-you-mean')}{' '}
          <a href={searchHref(frame, query, { q: suggestion, page: 1 })} dir="auto">
            {suggestion}
          </a>
        </p>
      )}
      <ul>
        {filtered && (
          <li>
            <a href={paths.search(language, query.q ? { q: query.q } : {})}>{t('search.empty.no-filters')}</a>
          </li>
        )}
        {query.q && <li>{t('search.empty.words')}</li>}
        <li>
          <a href={paths.search(language)}>{t('search.empty.all')}</a>
        </li>
        <li>
          <a href={paths.submit(language)}>{t('search.empty.submit')}</a>
        </li>
      </ul>
    </EmptyState>
  );
}
