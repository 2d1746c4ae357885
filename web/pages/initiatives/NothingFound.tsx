import type { SearchQuery } from '#domain/schemas/search-query.ts';
import { LinkButton } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';
import { filterCount, withoutFilters } from './labels.ts';
import { searchHref } from './SearchPage.tsx';
import { WaysIn } from './WaysIn.tsx';

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
      {query.q && <p>{t('search.empty.words')}</p>}
      <div class="actions">
        {filterCount(query) > 0 && (
          <LinkButton href={searchHref(frame, withoutFilters(query))}>
            {t('search.empty.no-filters')}
          </LinkButton>
        )}
        <LinkButton href={paths.search(language)} kind="secondary">
          {t('search.empty.all')}
        </LinkButton>
      </div>
      <WaysIn frame={frame} />
    </EmptyState>
  );
}
