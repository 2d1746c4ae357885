import type { SearchQuery } from '#domain/schemas/search-query.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';
import { filterCount, withoutFilters } from './labels.ts';
import { searchHref } from './SearchPage.tsx';

export interface NothingFoundProps {
  frame: Frame;
  query: SearchQuery;
  total: number;
  pages: number;
}

/** What to do when a page of results is empty. */
export function NothingFound({ frame, query, total, pages }: NothingFoundProps) {
  const { language, t } = frame;
  if (total > 0)
    return (
      <EmptyState title={t('search.beyond')}>
        <p>
          <a href={searchHref(frame, query, { page: pages })}>{t('search.last-page')}</a>
        </p>
      </EmptyState>
    );
  return (
    <EmptyState title={t('search.empty')}>
      <ul>
        {filterCount(query) > 0 && (
          <li>
            <a href={searchHref(frame, withoutFilters(query))}>{t('search.empty.no-filters')}</a>
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
