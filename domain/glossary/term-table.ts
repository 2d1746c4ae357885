/** The longest term, in words; in characters where it is Chinese. */
const MAX_WORDS = 14;
const MAX_HAN = 16;

const HAN = /^\p{Script=Han}/u;
/** Answers kept, so that the words of a language are looked for once; emptied when full. */
const KEPT = 50_000;

/**
 * The terms of a glossary in one string: the ids of the concepts on the first line, then a line a term, sorted, with the
 * places of its concepts among the ids. Terms are found in the string by halving, so an isolate pays for the words it
 * meets, not for the fifty thousand it does not.
 */
export class TermTable {
  readonly #table: string;
  readonly #begin: number;
  readonly #concepts = new Map<string, readonly string[]>();
  readonly #reach = new Map<string, number>();
  /** Ids of the concepts, in the order of their numbers. */
  readonly ids: readonly string[];

  constructor(table: string) {
    const end = table.indexOf('\n');
    this.#table = table;
    this.#begin = end < 0 ? table.length : end + 1;
    this.ids = (end < 0 ? table : table.slice(0, end)).split(' ');
  }

  /** Ids of the concepts that a folded term may stand for; none if it is no term. */
  conceptsOf(key: string): readonly string[] {
    return kept(this.#concepts, key, () => {
      const line = this.#lineAt(this.#find(`${key}\t`));
      if (!line.startsWith(`${key}\t`)) return [];
      return this.#idsAt(line.slice(key.length + 1));
    });
  }

  /**
   * How long the longest term is that begins with a word, in words; with the first two characters of a Chinese term, in
   * characters; 0 if none does.
   */
  reach(start: string): number {
    return kept(this.#reach, start, () => {
      const han = HAN.test(start);
      let longest = 0;
      for (const line of this.#linesFrom(start)) {
        const key = line.slice(0, line.indexOf('\t'));
        const words = key.split(' ');
        const [first = ''] = words;
        if (first === start) longest = Math.max(longest, Math.min(words.length, MAX_WORDS));
        if (han) longest = Math.max(longest, Math.min(Array.from(first).length, MAX_HAN));
      }
      return longest;
    });
  }

  /** The terms that begin with a folded text, in their order, each with the ids of what it may stand for. */
  *beginningWith(start: string): Generator<{ term: string; ids: readonly string[] }> {
    for (const line of this.#linesFrom(start)) {
      const tab = line.indexOf('\t');
      yield { term: line.slice(0, tab), ids: this.#idsAt(line.slice(tab + 1)) };
    }
  }

  /** Every term, folded. */
  *keys(): Generator<string> {
    for (const line of this.#linesFrom('')) yield line.slice(0, line.indexOf('\t'));
  }

  #idsAt(places: string): string[] {
    return places.split('\t').map((place) => this.ids[Number(place)] ?? '');
  }

  *#linesFrom(start: string): Generator<string> {
    for (let at = this.#find(start); this.#table.startsWith(start, at) && at < this.#table.length; ) {
      const line = this.#lineAt(at);
      at += line.length + 1;
      yield line;
    }
  }

  #lineAt(at: number): string {
    const end = this.#table.indexOf('\n', at);
    return this.#table.slice(at, end < 0 ? undefined : end);
  }

  /** Where the first line begins that is not before some text. */
  #find(text: string): number {
    let low = this.#begin;
    let high = this.#table.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = Math.max(low, this.#table.lastIndexOf('\n', middle - 1) + 1);
      const line = this.#lineAt(start);
      if (line < text) low = start + line.length + 1;
      else high = start;
    }
    return low;
  }
}

function kept<T>(known: Map<string, T>, key: string, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) {
    if (known.size >= KEPT) known.clear();
    value = make();
    known.set(key, value);
  }
  return value;
}
