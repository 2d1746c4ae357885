import { formatNumber } from '#domain/strings/strings.ts';
import type { Frame } from './frame.ts';

export interface PaginationProps {
  frame: Frame;
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
}

export function Pagination({ frame: { language, t }, page, pages, hrefOf }: PaginationProps) {
  if (pages < 2) return null;
  const params = { page: formatNumber(language, page), pages: formatNumber(language, pages) };
  return (
    <nav class="pagination" aria-label={t('pagination.label')}>
      {page > 1 && (
        <a class="button" rel="prev" href={hrefOf(page - 1)}>
          {t('pagination.previous')}
        </a>
      )}
      <p class="pagination-place">{t('pagination.place', params)}</p>
      <ol class="pagination-pages">
        {nearby(page, pages).map((number, index, all) => (
          <li key={number} class={number - (all[index - 1] ?? 0) > 1 ? 'after-gap' : undefined}>
            <a
              href={hrefOf(number)}
              aria-label={t('pagination.page', { page: formatNumber(language, number) })}
              aria-current={number === page ? 'page' : undefined}
            >
              {formatNumber(language, number)}
            </a>
          </li>
        ))}
      </ol>
      {page < pages && (
        <a class="button" rel="next" href={hrefOf(page + 1)}>
          {t('pagination.next')}
        </a>
      )}
    </nav>
  );
}

/** The first page, the last one, and two on either side of this one. */
function nearby(page: number, pages: number): number[] {
  const wanted = [1, page - 2, page - 1, page, page + 1, page + 2, pages];
  return [...new Set(wanted)].filter((number) => number >= 1 && number <= pages).sort((a, b) => a - b);
}
