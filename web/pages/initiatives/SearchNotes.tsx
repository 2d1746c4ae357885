import { QUERY_LENGTH, type SearchQuery } from '#domain/schemas/search-query.ts';
import { formatNumber } from '#domain/strings/strings.ts';
import { MAX_WORDS } from '#domain/text/query.ts';
import type { Frame } from '../../components/frame.ts';
import { Notice } from '../../components/Notice.tsx';
import { isolated } from './labels.ts';
import { searchHref } from './SearchPage.tsx';

export interface SearchNotesProps {
  frame: Frame;
  query: SearchQuery;
  result: { did_you_mean: string | null; searched_instead: string | null; cut: boolean };
}

/** How the search differs from what was typed, and how to insist. */
export function SearchNotes({ frame, query, result }: SearchNotesProps) {
  const { language, t } = frame;
  const { did_you_mean: meant, searched_instead: instead, cut } = result;
  const q = isolated(query.q);
  if (!meant && !instead && !cut) return null;
  return (
    <Notice kind="info">
      {instead && (
        <p>
          {t('search.instead', { q, other: isolated(instead) })}{' '}
          <a href={searchHref(frame, query, { exact: true, page: 1 })}>{t('search.exactly', { q })}</a>
        </p>
      )}
      {meant && !instead && (
        <p>
          {t('search.did-you-mean')}{' '}
          <a href={searchHref(frame, query, { q: meant, exact: false, page: 1 })}>
            <bdi>{meant}</bdi>
          </a>
        </p>
      )}
      {cut && (
        <p>
          {t('search.cut', {
            words: formatNumber(language, MAX_WORDS),
            characters: formatNumber(language, QUERY_LENGTH),
          })}
        </p>
      )}
    </Notice>
  );
}
