import { editDistance, editsFor } from '../text/edit-distance.ts';
import { fold } from '../text/normalise.ts';

/** Words with the number of entries that have them, to find near ones among. */
export class Vocabulary {
  readonly #byLength = new Map<number, { word: string; letters: number; entries: number }[]>();
  readonly #known = new Map<string, number>();

  add(word: string, entries: number): void {
    const before = this.#known.get(word);
    this.#known.set(word, (before ?? 0) + entries);
    if (before !== undefined) return;
    const list = this.#byLength.get(word.length) ?? [];
    if (list.length === 0) this.#byLength.set(word.length, list);
    list.push({ word, letters: lettersOf(word), entries });
  }

  has(word: string): boolean {
    return this.#known.has(word);
  }

  get size(): number {
    return this.#known.size;
  }

  /** The word a person probably meant: the fewest edits, then the same beginning, then the most frequent; or null. */
  nearest(word: string): string | null {
    const limit = editsFor(word);
    if (limit === 0) return null;
    const letters = lettersOf(word);
    let best: { word: string; cost: number } | null = null;
    for (let length = word.length - limit; length <= word.length + limit; length++)
      for (const known of this.#byLength.get(length) ?? []) {
        // An edit changes at most two of the letters that occur.
        if (bits(known.letters ^ letters) > 2 * limit) continue;
        const distance = editDistance(word, known.word, limit);
        if (distance > limit) continue;
        const cost =
          distance +
          (known.word[0] === word[0] ? 0 : 0.45) -
          Math.min(0.4, Math.log10(1 + (this.#known.get(known.word) ?? 0)) / 10);
        if (!best || cost < best.cost) best = { word: known.word, cost };
      }
    return best?.word ?? null;
  }
}

/** Which letters occur, as bits; letters of all scripts share thirty of them. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let index = 0; index < word.length; index++) letters |= 1 << (word.charCodeAt(index) % 30);
  return letters;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

const MIN_HAN = 3;

/**
 * Chinese terms, to find the one that was meant where a character was mistaken for another: typed by sound, a wrong
 * character is the usual slip.
 */
export class HanTerms {
  readonly #terms: ReadonlySet<string>;
  readonly #byLength = new Map<number, string[]>();

  constructor(terms: Iterable<string>) {
    this.#terms = new Set(terms);
    for (const term of this.#terms) {
      const list = this.#byLength.get(term.length) ?? [];
      if (list.length === 0) this.#byLength.set(term.length, list);
      list.push(term);
    }
  }

  /** The run of characters with one character of its longest almost-term mended; null if it has none. */
  mended(run: string): string | null {
    const longest = Math.min(run.length, Math.max(0, ...this.#byLength.keys()));
    for (let length = longest; length >= MIN_HAN; length--)
      for (let start = 0; start + length <= run.length; start++) {
        const piece = run.slice(start, start + length);
        if (this.#terms.has(piece)) return null;
        const term = this.#byLength.get(length)?.find((known) => differInOne(known, piece));
        if (term) return run.slice(0, start) + term + run.slice(start + length);
      }
    return null;
  }
}

function differInOne(a: string, b: string): boolean {
  let differences = 0;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index] && ++differences > 1) return false;
  return differences === 1;
}

const WORD = /\p{Script=Han}+|[[\p{L}\p{N}\p{M}]--\p{Script=Han}]+/gv;

/** A query with some of its words replaced, the rest as typed. Keys are folded. */
export function withWords(q: string, replacements: ReadonlyMap<string, string>): string {
  return q.replace(WORD, (word) => replacements.get(fold(word)) ?? word);
}
