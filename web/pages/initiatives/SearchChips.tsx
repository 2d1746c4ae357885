import { FACETS, type SearchQuery } from '#domain/schemas/search-query.ts';
import { Chip } from '../../components/Chip.tsx';
import type { Frame } from '../../components/frame.ts';
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
  const chips = FACETS.flatMap((facet) =>
    query[facet].map((value) => {
      const name = valueName(facet, value, language);
      const code = valueCode(facet, value);
      const said =
        facet === 'sdg' ? t('sdg.label', { number: value, name }) : code ? `${code} ${name}` : name;
      return { label: said, href: searchHref(frame, without(query, facet, value)) };
    }),
  );
  if (query.q)
    chips.unshift({
      label: t('search.words', { q: query.q }),
      href: searchHref(frame, { ...query, q: '', page: 1 }),
    });
  if (query.organization) {
    const { organization: _, ...rest } = query;
    chips.push({ label: organization ?? query.organization, href: searchHref(frame, { ...rest, page: 1 }) });
  }
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={t('search.chosen')}>
      {chips.map(({ label, href }) => (
        <li key={href}>
          <Chip label={label} removeHref={href} removeLabel={t('search.remove', { name: label })} />
        </li>
      ))}
    </ul>
  );
}
