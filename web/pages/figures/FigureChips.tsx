import { FACETS, type SearchQuery } from '#domain/schemas/search-query.ts';
import { Chip } from '../../components/Chip.tsx';
import type { Frame } from '../../components/frame.ts';
import { figuresHref } from '../../pictures/addresses.ts';
import { isolated, valueSaid, without } from '../initiatives/labels.ts';

/** One thing a query asks for, in words, and the query without it. */
export interface Asked {
  said: string;
  out: boolean;
  rest: SearchQuery;
}

/** What a query asks for, in words. `organization`: the name of the one it asks for. */
export function askedIn(frame: Frame, query: SearchQuery, organization: string | null): Asked[] {
  const { t } = frame;
  const { organization: id, ...withoutOrganization } = query;
  const asked: Asked[] = [];
  if (query.q)
    asked.push({
      said: t('search.words', { q: query.q }),
      out: false,
      rest: { ...query, q: '', exact: false },
    });
  for (const facet of FACETS) {
    for (const value of query[facet])
      asked.push({ said: valueSaid(frame, facet, value), out: false, rest: without(query, facet, value) });
    for (const value of query[`-${facet}`])
      asked.push({
        said: t('search.not', { name: valueSaid(frame, facet, value) }),
        out: true,
        rest: without(query, `-${facet}`, value),
      });
  }
  if (id) asked.push({ said: isolated(organization ?? id), out: false, rest: withoutOrganization });
  return asked;
}

/** What narrows the figures; each can be taken away. */
export function FigureChips(props: { frame: Frame; query: SearchQuery; organization: string | null }) {
  const { frame, query, organization } = props;
  const { language, t } = frame;
  const asked = askedIn(frame, query, organization);
  if (asked.length === 0) return null;
  return (
    <ul class="chips" aria-label={t('search.chosen')}>
      {asked.map(({ said, out, rest }) => (
        <li key={said}>
          <Chip
            label={<bdi>{said}</bdi>}
            removeHref={figuresHref(language, rest)}
            removeLabel={t('search.remove', { name: said })}
            out={out}
          />
        </li>
      ))}
    </ul>
  );
}
