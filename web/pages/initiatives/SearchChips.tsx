import type { ComponentChildren } from 'preact';
import {
  type ExclusionName,
  FACETS,
  type FacetName,
  type SearchQuery,
} from '#domain/schemas/search-query.ts';
import { truncate } from '#domain/text/count.ts';
import { Chip, type ChipProps } from '../../components/Chip.tsx';
import type { Frame } from '../../components/frame.ts';
import { filterCount, turned, valueCode, valueName, valueSaid, without, withoutFilters } from './labels.ts';
import { searchHref } from './SearchPage.tsx';

/** Characters of the words; all of them stand in the box above. */
const WORDS_SHOWN = 60;

export interface SearchChipsProps {
  frame: Frame;
  query: SearchQuery;
  organization: string | null;
}

/** What narrows the results; each can be taken away. */
export function SearchChips({ frame, query, organization }: SearchChipsProps) {
  const { t } = frame;
  const chips = [
    ...wordChips(frame, query),
    ...FACETS.flatMap((facet) => [
      ...query[facet].map((value) => valueChip(frame, query, facet, facet, value)),
      ...query[`-${facet}`].map((value) => valueChip(frame, query, facet, `-${facet}`, value)),
    ]),
    ...organizationChips(frame, query, organization),
  ];
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={t('search.chosen')}>
      {chips.map((chip) => (
        <li key={chip.removeHref}>
          <Chip {...chip} />
        </li>
      ))}
      {filterCount(query) > 0 && (
        <li>
          <a class="chips-clear" href={searchHref(frame, withoutFilters(query))}>
            {t('search.clear')}
          </a>
        </li>
      )}
    </ul>
  );
}

function wordChips(frame: Frame, query: SearchQuery): ChipProps[] {
  if (!query.q) return [];
  const { t } = frame;
  const said = t('search.words', { q: truncate(query.q, WORDS_SHOWN) });
  const words = {
    label: <bdi>{said}</bdi>,
    removeHref: searchHref(frame, { ...query, q: '', page: 1 }),
    removeLabel: t('search.remove', { name: said }),
  };
  if (!query.exact) return [words];
  return [
    words,
    {
      label: t('search.as-typed'),
      removeHref: searchHref(frame, { ...query, exact: false, page: 1 }),
      removeLabel: t('search.remove', { name: t('search.as-typed') }),
    },
  ];
}

function valueChip(
  frame: Frame,
  query: SearchQuery,
  facet: FacetName,
  filter: FacetName | ExclusionName,
  value: string | number,
): ChipProps {
  const { t } = frame;
  const out = filter !== facet;
  const said = valueSaid(frame, facet, value);
  const whole = out ? t('search.not', { name: said }) : said;
  return {
    label: out ? whole : labelOf(frame, facet, value),
    removeHref: searchHref(frame, without(query, filter, value)),
    removeLabel: t('search.remove', { name: whole }),
    out,
    turn: {
      href: searchHref(frame, turned(query, filter, value)),
      label: t(out ? 'search.include' : 'search.leave-out'),
      said: t(out ? 'search.include.name' : 'search.leave-out.name', { name: said }),
    },
  };
}

/** A name alone stands in the language of the page, and so does its direction; a code does not. */
function labelOf(frame: Frame, facet: FacetName, value: string | number): ComponentChildren {
  if (facet !== 'action_line') return valueSaid(frame, facet, value);
  return (
    <>
      <bdi>{valueCode(facet, value)}</bdi> {valueName(facet, value, frame.language)}
    </>
  );
}

function organizationChips(frame: Frame, query: SearchQuery, organization: string | null): ChipProps[] {
  if (!query.organization) return [];
  const { organization: _, ...rest } = query;
  const said = organization ?? query.organization;
  return [
    {
      label: <bdi>{said}</bdi>,
      removeHref: searchHref(frame, { ...rest, page: 1 }),
      removeLabel: frame.t('search.remove', { name: said }),
    },
  ];
}
