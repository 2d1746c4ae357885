import { fold } from './normalise.ts';
import { bigrams, capped, indexTokens, type Run, runs } from './tokens.ts';

const MAX_WORDS = 32;
const MAX_CODE_POINTS = 500;

const DOUBLE_QUOTES = /["“”„‟«»＂〝〞]/;
const ENDS_INSIDE_WORD = /[\p{L}\p{N}\p{M}]$/u;
const TWO_LETTERS = /\p{L}.*\p{L}/u;

/** A safe FTS5 MATCH expression and the folded words it looks for. */
export interface FtsQuery {
  readonly match: string;
  readonly words: string[];
}

let segmenter: Intl.Segmenter | undefined;

/** The words of a run of Han characters. */
export function hanWords(run: string): string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(segmenter.segment(run), (part) => part.segment);
}

function quoted(tokens: readonly string[], prefix: boolean): string {
  return `"${tokens.join(' ')}"${prefix ? '*' : ''}`;
}

function splitHan(run: Run): Run[] {
  return run.han ? hanWords(run.text).map((text) => ({ text, han: true })) : [run];
}

function wordClause(word: Run, halfTyped: boolean): string {
  if (word.han) {
    const pieces = bigrams(word.text);
    // One character is never a token of its own unless it ends a run: it is the beginning of a bigram.
    return quoted(pieces, pieces[0] === word.text && Array.from(word.text).length === 1);
  }
  return quoted([capped(word.text)], halfTyped && TWO_LETTERS.test(word.text));
}

function bridged(literal: string, tokens: readonly string[]): string {
  return `((${literal}) OR ${tokens.map((token) => quoted([token], false)).join(' OR ')})`;
}

function phraseClause(phrase: readonly Run[]): string {
  const last = phrase.at(-1);
  if (last === undefined || !last.han)
    return quoted(
      phrase.flatMap((run) => indexTokens(run.text)),
      false,
    );
  // The text searched may go on after the last character, so the phrase ends with a bigram, not with that character.
  const before = phrase.slice(0, -1).flatMap((run) => indexTokens(run.text));
  return quoted([...before, ...bigrams(last.text)], Array.from(last.text).length === 1);
}

/** Other tokens that may stand for the pieces of a query from a place on. */
export type Bridge = (
  pieces: readonly Run[],
  at: number,
) => { readonly length: number; readonly tokens: readonly string[] } | null;

/**
 * Any text a person types as an FTS5 MATCH expression over `indexText`: all words must occur, or what the bridge says
 * may stand for them; text in double quotes as a phrase, a last word still being typed as a prefix; null when there is
 * no word in it.
 */
export function ftsQuery(q: string, bridge?: Bridge): FtsQuery | null {
  const text = Array.from(q.slice(0, 2 * MAX_CODE_POINTS))
    .slice(0, MAX_CODE_POINTS)
    .join('');
  const parts = text.split(DOUBLE_QUOTES);
  const halfTyped = ENDS_INSIDE_WORD.test(fold(text));
  const words: string[] = [];
  const clauses = new Set<string>();

  parts.forEach((part, index) => {
    const last = index === parts.length - 1;
    // A quotation mark that is never closed quotes nothing.
    const isPhrase = index % 2 === 1 && !last;
    const found = isPhrase ? runs(part) : runs(part).flatMap(splitHan);
    const kept = found.slice(0, MAX_WORDS - words.length);
    if (kept.length === 0) return;
    words.push(...kept.map((run) => run.text));
    if (isPhrase) {
      clauses.add(phraseClause(kept));
      return;
    }
    const literals = kept.map((word, position) =>
      wordClause(word, last && halfTyped && position === found.length - 1),
    );
    for (let position = 0; position < kept.length; ) {
      const other = bridge?.(kept, position);
      const length = other?.length ?? 1;
      const literal = literals.slice(position, position + length).join(' AND ');
      clauses.add(other ? bridged(literal, other.tokens) : literal);
      position += length;
    }
  });

  return clauses.size === 0 ? null : { match: [...clauses].join(' AND '), words: [...new Set(words)] };
}
