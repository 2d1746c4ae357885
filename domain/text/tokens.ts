import { fold } from './normalise.ts';

/** The longest token kept, in code points. */
export const MAX_TOKEN = 64;

const RUN = /(?<han>[\p{Script=Han}&&[\p{L}\p{N}]]+)|[[\p{L}\p{N}]--\p{Script=Han}]+/gv;

/** An unbroken run of letters and digits of a folded text, either wholly Han or without any Han character. */
export interface Run {
  readonly text: string;
  readonly han: boolean;
}

/** The runs of a text, folded; index and query both start from here. */
export function runs(text: string): Run[] {
  // The FTS5 tokenizer unicode61 splits words at Indic and Thai vowel signs. Leaving them out keeps such a word
  // one token (its consonants); index and query lose the same.
  const letters = fold(text).replace(/\p{M}/gu, '');
  return Array.from(letters.matchAll(RUN), (found) => ({
    text: found[0],
    han: found.groups?.han !== undefined,
  }));
}

/** The overlapping two-character pieces of a run; a run of one character is itself. */
export function bigrams(run: string): string[] {
  const characters = Array.from(run);
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}

/** A word without Han characters as the index keeps it. */
export function capped(word: string): string {
  // A code point takes at most two units, so most words need no splitting.
  return word.length <= MAX_TOKEN ? word : Array.from(word).slice(0, MAX_TOKEN).join('');
}

/**
 * The tokens of a text for the full-text index: words folded; a run of Han characters as its overlapping bigrams
 * and its last character alone, so that every character begins a token.
 */
export function indexTokens(text: string): string[] {
  return runs(text).flatMap((run) => {
    if (!run.han) return [capped(run.text)];
    const pieces = bigrams(run.text);
    const last = Array.from(run.text).at(-1);
    return pieces.length > 0 && last !== undefined && last !== run.text ? [...pieces, last] : pieces;
  });
}

/** What is stored in an FTS5 table with the tokenizer `unicode61 remove_diacritics 0`, which splits it at the same places. */
export function indexText(text: string): string {
  return indexTokens(text).join(' ');
}
