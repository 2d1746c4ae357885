import type { ComponentChildren } from 'preact';
import { formatNumber } from '#domain/strings/strings.ts';
import type { Frame } from './frame.ts';

export interface SearchLayoutProps {
  frame: Frame;
  /** The form of the filters. On narrow screens it is folded away. */
  filters: ComponentChildren;
  /** How many filters are chosen. */
  chosen: number;
  children: ComponentChildren;
}

/** A column of filters beside the results; on narrow screens a sheet over them, opened by a button within a thumb's reach. */
export function SearchLayout({ frame, filters, chosen, children }: SearchLayoutProps) {
  return (
    <div class="search-layout">
      <details class="filters">
        <summary class="button">
          {frame.t('search-layout.filters')}
          {chosen > 0 && <span class="facet-chosen">{formatNumber(frame.language, chosen)}</span>}
        </summary>
        <section class="filters-sheet" aria-labelledby="filters">
          <h2 id="filters">{frame.t('search-layout.filters')}</h2>
          {filters}
        </section>
      </details>
      <div class="results">{children}</div>
    </div>
  );
}
