import { conceptName } from '#domain/glossary/glossary.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { type SearchQuery, sortOf } from '#domain/schemas/search-query.ts';
import type { Sought } from '#domain/search/sought.ts';
import { formatList } from '#domain/strings/strings.ts';
import type { Frame } from '../../components/frame.ts';
import { InitiativeCard } from '../../components/InitiativeCard.tsx';

/** Why words found an entry. */
export interface Match {
  all_words: boolean;
  /** Ids of the concepts that stand for words it does not have. */
  concepts: readonly string[];
}

export interface SearchResultsProps {
  frame: Frame;
  query: SearchQuery;
  result: { results: readonly PublicInitiative[]; matches: readonly Match[] };
  sought: Sought;
}

const CONCEPTS_NAMED = 3;

/** The cards of a page; what has all the words of the query apart from what has some of them. */
export function SearchResults({ frame, query, result: { results, matches }, sought }: SearchResultsProps) {
  const { t } = frame;
  const byMatch = sortOf(query) === 'relevance';
  const border = byMatch ? matches.findIndex(({ all_words }) => !all_words) : -1;
  const first = (query.page - 1) * query.size + 1;
  const list = (from: number, to: number) => (
    <ol class="entry-cards" start={first + from}>
      {results.slice(from, to).map((initiative, index) => (
        <li key={initiative.id}>
          <InitiativeCard
            frame={frame}
            initiative={initiative}
            headingLevel={2}
            sought={sought}
            why={whyFound(frame, matches[from + index], byMatch)}
          />
        </li>
      ))}
    </ol>
  );
  if (border < 0) return list(0, results.length);
  return (
    <>
      {border > 0 && list(0, border)}
      {border === 0 && query.page === 1 ? (
        <p class="results-border">{t('search.none-all')}</p>
      ) : (
        <h2 class="results-border">{t('search.some-words')}</h2>
      )}
      {list(border, results.length)}
    </>
  );
}

/** What the marks on a card do not tell: in the order of matches a heading tells of missing words. */
function whyFound({ language, t }: Frame, match: Match | undefined, byMatch: boolean): string | undefined {
  if (!match) return undefined;
  const names = new Set(match.concepts.map((id) => conceptName(id, language)));
  const said = [
    ...(match.all_words || byMatch ? [] : [t('search.some-words')]),
    ...(names.size > 0
      ? [t('search.by-meaning', { concepts: formatList(language, [...names].slice(0, CONCEPTS_NAMED)) })]
      : []),
  ];
  return said.length > 0 ? said.join(' · ') : undefined;
}
