import { rowNumbers } from '../../db/search/lists.ts';
import { conceptTokens, termOfQuery } from '../../domain/glossary/glossary.ts';
import { nameKey } from '../../domain/search/entry-text.ts';
import { conceptsOfEntry, strongWords } from '../../domain/search/likeness.ts';
import { stemsOf } from '../../domain/search/stem.ts';
import { askedParts, phraseClause, wordClause } from '../../domain/text/query.ts';
import { isStopWord } from '../../domain/text/stop-words.ts';
import { capped, runs } from '../../domain/text/tokens.ts';

const SIMILAR = 6;
const SUGGESTIONS = 12;

const LITERAL = '{title organizations summary}';
const anyOf = (tokens) => `(${tokens.map((token) => `"${token}"`).join(' OR ')})`;

/**
 * The words of a query as one FTS5 expression: every one of them, as written or in another inflection, or a concept that
 * stands for them; words that only hold a sentence together left out. Null for a query without words.
 */
export function matchOf(q) {
  const parts = askedParts(q);
  const clauses = parts.flatMap((part) =>
    part.phrase ? [`${LITERAL} : ${phraseClause(part.words)}`] : unitsOf(part, isStopWord),
  );
  if (clauses.length === 0) clauses.push(...parts.flatMap((part) => unitsOf(part, () => false)));
  return clauses.length > 0 ? clauses.map((clause) => `(${clause})`).join(' AND ') : null;
}

function unitsOf({ words, halfTyped }, isLeftOut) {
  const units = [];
  for (let at = 0; at < words.length; ) {
    const term = termOfQuery(words, at);
    const length = term?.length ?? 1;
    const here = words.slice(at, at + length);
    const literal = here
      .map((word, index) => `(${wordMatch(word, halfTyped && at + index === words.length - 1)})`)
      .join(' AND ');
    if (term)
      units.push(`(${literal}) OR {title_concepts concepts tags} : ${anyOf(conceptTokens(term.ids))}`);
    else if (!isLeftOut(here[0].text)) units.push(literal);
    at += length;
  }
  return units;
}

function wordMatch(word, halfTyped) {
  const literal = `${LITERAL} : ${wordClause(word, halfTyped)}`;
  return word.han ? literal : `(${literal}) OR {title_stems stems} : ${anyOf(stemsOf(capped(word.text)))}`;
}

/**
 * The row numbers most like an entry: those that share most of what it is about, the rare more than the common. Lists of
 * row numbers, added up here, take a fifth of the time of one expression ordered by `bm25`.
 *
 * @param {(sql: string, ...values: unknown[]) => unknown[][]} rows
 * @param {object} initiative the card
 * @param {number} entries
 */
export function similarTo(rows, initiative, entries) {
  const { title, text } = conceptsOfEntry(initiative);
  const traits = [
    ...conceptTokens([...title, ...text]).map((token) => `{title_concepts concepts} : "${token}"`),
    ...strongWords(initiative).map((stem) => `{title_stems stems} : "${stem}"`),
  ];
  const lists = rows(
    `SELECT (SELECT group_concat(rowid) FROM entry_text WHERE entry_text MATCH trait.value)
     FROM json_each(?) AS trait`,
    JSON.stringify(traits),
  );
  const scores = new Float32Array(2 * entries);
  for (const [list] of lists) {
    const found = list === null ? [] : rowNumbers(list);
    const weight = Math.log(entries / Math.max(1, found.length));
    for (const n of found) scores[n] += weight;
  }
  const best = [];
  for (let n = 0; n < scores.length; n++) {
    if (scores[n] === 0 || (best.length === SIMILAR && scores[n] <= scores[best.at(-1)])) continue;
    best.push(n);
    best.sort((a, b) => scores[b] - scores[a]);
    best.length = Math.min(best.length, SIMILAR);
  }
  return best;
}

/**
 * Entries named like what was typed, the newest with the words in a title, and organisations with the words.
 *
 * @returns {{ sql: string, values: string[] }[]}
 */
export function suggestionsOf({ q }) {
  const key = nameKey(q);
  const words = runs(q);
  if (words.length === 0) return [];
  const match = words
    .map((word, index) => (index === words.length - 1 ? beginning(word) : wordClause(word, false)))
    .join(' AND ');
  return [
    {
      sql: `SELECT card FROM (SELECT n FROM names WHERE key >= ? AND key < ? LIMIT ${SUGGESTIONS}) JOIN cards USING (n)`,
      values: [key, `${key}\u{10ffff}`],
    },
    {
      sql: `SELECT card FROM (SELECT rowid AS n FROM entry_text WHERE entry_text MATCH ? ORDER BY rowid DESC
            LIMIT ${SUGGESTIONS}) JOIN cards USING (n)`,
      values: [`{title} : (${match})`],
    },
    {
      sql: `SELECT name, acronym FROM (SELECT rowid AS n FROM organization_text WHERE organization_text MATCH ?
            LIMIT ${SUGGESTIONS}) JOIN organizations USING (n)`,
      values: [match],
    },
  ];
}

const beginning = (word) => (word.han ? wordClause(word, true) : `"${word.text}"*`);
