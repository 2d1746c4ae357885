import { fold } from './normalise.ts';
import { bigrams, capped, indexTokens, type Run, runs } from './tokens.ts';

/** Words of a query that are looked for; further ones are left out. */
export const MAX_WORDS = 16;
export const MAX_CODE_POINTS = 500;

const DOUBLE_QUOTES = /["“”„‟«»＂〝〞]/;
const ENDS_INSIDE_WORD = /[\p{L}\p{N}\p{M}]$/u;
const TWO_LETTERS = /\p{L}.*\p{L}/u;

/** Some words of a query: those between two quotation marks, which stand together, or those outside. */
export interface AskedPart {
  readonly phrase: boolean;
  /** Folded; outside of quotation marks Chinese is split into words. */
  readonly words: readonly Run[];
  /** Whether the last word may still be being typed. */
  readonly halfTyped: boolean;
  /** Whether the query goes on after these words: it is longer than is searched. */
  readonly cut: boolean;
}

/** A query as FTS5 takes it, and the folded words it looks for. */
export interface FtsQuery {
  readonly match: string;
  readonly words: string[];
}

let segmenter: Intl.Segmenter | undefined;

/** The words of a run of Han characters; what the dictionary leaves as single characters in a row is one word. */
export function hanWords(run: string): string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const words: string[] = [];
  let single = false;
  for (const { segment } of segmenter.segment(run)) {
    const alone = Array.from(segment).length === 1;
    if (alone && single) words.push(`${words.pop() ?? ''}${segment}`);
    else words.push(segment);
    single = alone;
  }
  return words;
}

/** The words of any text a person types; `segment` cuts a run of Han characters into words. */
export function askedParts(q: string, segment: (run: string) => string[] = hanWords): AskedPart[] {
  const splitHan = (run: Run): Run[] =>
    run.han ? segment(run.text).map((text) => ({ text, han: true })) : [run];
  const characters = Array.from(q.slice(0, 2 * MAX_CODE_POINTS + 1));
  const text = characters.slice(0, MAX_CODE_POINTS).join('');
  const tooLong = characters.length > MAX_CODE_POINTS;
  const parts = text.split(DOUBLE_QUOTES);
  const inWord = ENDS_INSIDE_WORD.test(fold(text));
  let room = MAX_WORDS;
  return parts.flatMap((part, index) => {
    const last = index === parts.length - 1;
    // A quotation mark that is never closed quotes nothing.
    const phrase = index % 2 === 1 && !last;
    const found = phrase ? runs(part) : runs(part).flatMap(splitHan);
    const words = found.slice(0, room);
    if (words.length === 0) return [];
    room -= words.length;
    const cut = tooLong || words.length < found.length;
    return [{ phrase, words, halfTyped: last && inWord && !cut, cut }];
  });
}

function quoted(tokens: readonly string[], prefix: boolean): string {
  return `"${tokens.join(' ')}"${prefix ? '*' : ''}`;
}

/** The FTS5 expression for a word of `indexText`; one still being typed is the beginning of a word. */
export function wordClause(word: Run, halfTyped: boolean): string {
  if (word.han) {
    const pieces = bigrams(word.text);
    // One character is never a token of its own unless it ends a run: it is the beginning of a bigram.
    return quoted(pieces, pieces[0] === word.text && Array.from(word.text).length === 1);
  }
  return quoted([capped(word.text)], halfTyped && TWO_LETTERS.test(word.text));
}

/** The FTS5 expression for any of some words as the index has them. */
export function anyClause(words: readonly string[]): string {
  return `(${words.map((word) => quoted([word], false)).join(' OR ')})`;
}

/** The FTS5 expression for words that stand together in `indexText`. */
export function phraseClause(phrase: readonly Run[], halfTyped = false): string {
  const last = phrase.at(-1);
  if (last === undefined || !last.han)
    return quoted(
      phrase.flatMap((run) => indexTokens(run.text)),
      halfTyped && TWO_LETTERS.test(last?.text ?? ''),
    );
  // The text searched may go on after the last character, so the phrase ends with a bigram, not with that character.
  const before = phrase.slice(0, -1).flatMap((run) => indexTokens(run.text));
  return quoted([...before, ...bigrams(last.text)], Array.from(last.text).length === 1);
}

/** A text as an FTS5 expression: all words must occur, text in quotation marks as a phrase; null without any word. */
export function ftsQuery(q: string): FtsQuery | null {
  const parts = askedParts(q);
  const clauses = new Set(
    parts.flatMap(({ phrase, words, halfTyped }) =>
      phrase
        ? [phraseClause(words)]
        : words.map((word, index) => wordClause(word, halfTyped && index === words.length - 1)),
    ),
  );
  const words = parts.flatMap((part) => part.words.map(({ text }) => text));
  return clauses.size === 0 ? null : { match: [...clauses].join(' AND '), words: [...new Set(words)] };
}
