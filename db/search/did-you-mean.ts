import { CONCEPT_PREFIX } from '../../domain/glossary/recognise.ts';
import { ftsQuery } from '../../domain/text/query.ts';

/** Edits a person is likely to have made in a word of this length: one in 4–7 letters, two beyond. */
function editsFor(word: string): number {
  const length = Array.from(word).length;
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/** Optimal string alignment distance, given up beyond `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  const from = Array.from(a);
  const to = Array.from(b);
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = to.map((_, index) => index + 1);
  last.unshift(0);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[to.length] ?? limit + 1;
}

/**
 * The query with its unknown words replaced by near words of the index, or null. Candidates share the first letter, so
 * the vocabulary is read in one short range per word.
 */
export async function didYouMean(search: D1DatabaseSession, q: string): Promise<string | null> {
  const words = ftsQuery(q)?.words.slice(0, 5) ?? [];
  let changed = false;
  const suggestion: string[] = [];
  for (const word of words) {
    const limit = editsFor(word);
    const [first = ''] = Array.from(word);
    const { results } = await search
      .prepare(
        `SELECT term, doc FROM entry_words WHERE term >= ?1 AND term < ?1 || char(1114111)
         AND length(term) BETWEEN ?2 AND ?3 AND term NOT GLOB '${CONCEPT_PREFIX}*'`,
      )
      .bind(first, Array.from(word).length - limit, Array.from(word).length + limit)
      .all<{ term: string; doc: number }>();
    const near = results
      .map(({ term, doc }) => ({ term, doc, distance: editDistance(word, term, limit) }))
      .filter(({ distance }) => distance <= limit)
      .sort((a, b) => a.distance - b.distance || b.doc - a.doc)[0];
    if (near && near.distance > 0) changed = true;
    suggestion.push(near?.term ?? word);
  }
  return changed ? suggestion.join(' ') : null;
}
