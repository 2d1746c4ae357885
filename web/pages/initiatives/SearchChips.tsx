import type { ComponentChildren } from 'preact';
import { FACETS, type SearchQuery } from '#domain/schemas/search-query.ts';
import { Chip } from '../../components/Chip.tsx';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';
import { valueCode, valueName, without } from './labels.ts';
import { searchHref } from './SearchPage.tsx';

export interface SearchChipsProps {
  frame: Frame;
  query: SearchQuery;
  organization: string | null;
}

/** What narrows the results; each can be taken away. */
export function SearchChips({ frame, query, organization }: SearchChipsProps) {
  const { language, t } = frame;
  const chips: { label: ComponentChildren; said: string; href: string }[] = FACETS.flatMap((facet) =>
    query[facet].map((value) => {
      const name = valueName(facet, value, language);
      const code = valueCode(facet, value);
      const said =
        facet === 'sdg' ? t('sdg.label', { number: value, name }) : code ? `${code} ${name}` : name;
      // A name alone stands in the language of the page, and so does its direction.
      const label =
        facet === 'action_line' ? (
          <>
            <bdi>{code}</bdi> {name}
          </>
        ) : (
          said
        );
      return { label, said, href: searchHref(frame, without(query, facet, value)) };
    }),
  );
  if (query.q) {
    const said = t('search.words', { q: query.q });
    chips.unshift({
      label: <bdi>{said}</bdi>,
      said,
      href: searchHref(frame, { ...query, q: '', page: 1 }),
    });
  }
  if (query.organization) {
    const { organization: _, ...rest } = query;
    const said = organization ?? query.organization;
    chips.push({ label: <bdi>{said}</bdi>, said, href: searchHref(frame, { ...rest, page: 1 }) });
  }
  if (chips.length === 0) return null;
  const filtered = chips.length > (query.q ? 1 : 0);
  return (
    <ul class="chips" aria-label={t('search.chosen')}>
      {chips.map(({ label, said, href }) => (
        <li key={href}>
          <Chip label={label} removeHref={href} removeLabel={t('search.remove', { name: said })} />
        </li>
      ))}
      {filtered && (
        <li>
          <a class="chips-clear" href={paths.search(language, query.q ? { q: query.q } : {})}>
            {t('search.clear')}
          </a>
        </li>
      )}
    </ul>
  );
}
