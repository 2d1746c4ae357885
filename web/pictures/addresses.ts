import type { PictureId } from '#domain/pictures/figures.ts';
import {
  DEFAULT_PAGE_SIZE,
  type FacetName,
  type SearchQuery,
  selectedActionLines,
  toSearchParams,
} from '#domain/schemas/search-query.ts';
import type { Language } from '#domain/taxonomy/language.ts';
import { paths } from '../paths.ts';

function withParams(path: string, query: SearchQuery, changes: Partial<SearchQuery>): string {
  // Figures count what a search finds on all its pages.
  const { sort: _, ...asked } = { ...query, ...changes, page: 1, size: DEFAULT_PAGE_SIZE };
  const params = toSearchParams(asked);
  return params.size > 0 ? `${path}?${params}` : path;
}

/** The figures of what a search finds. */
export function figuresHref(language: Language, query: SearchQuery): string {
  return withParams(paths.figures(language), query, {});
}

/** A picture of them as a file. */
export function fileHref(
  language: Language,
  query: SearchQuery,
  picture: PictureId,
  type: 'svg' | 'csv',
): string {
  return withParams(`${paths.figures(language)}/${picture}.${type}`, query, {});
}

/** The initiatives that figures count. */
export function countedHref(
  language: Language,
  query: SearchQuery,
  changes: Partial<SearchQuery> = {},
): string {
  return withParams(paths.search(language), query, changes);
}

/**
 * The initiatives that have some values besides what the query asks for; null where no search says that: it takes the
 * values of one filter as alternatives, so a second country beside the one that is asked for would find more.
 */
export function narrowedHref(
  language: Language,
  query: SearchQuery,
  values: Partial<Record<FacetName, string | number>>,
): string | null {
  const changes: Partial<Record<FacetName, (string | number)[]>> = {};
  for (const [name, value] of Object.entries(values)) {
    const facet = name as FacetName; // entries() forgets the names
    const chosen: readonly (string | number)[] =
      facet === 'action_line' ? selectedActionLines(query) : query[facet];
    if (chosen.length > 0 && !chosen.includes(value)) return null;
    changes[facet] = [value];
  }
  return countedHref(language, query, changes as Partial<SearchQuery>);
}
