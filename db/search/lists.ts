import { asksForConcepts } from '../../domain/search/plan.ts';
import type { CatalogueState, Index, Register } from './register.ts';

/**
 * Row numbers asked for in one string: a string of D1 holds two million bytes (developers.cloudflare.com/d1/platform/limits),
 * and a row number with its comma takes up to eight.
 */
const BLOCK = 200_000;
const MAX_NAMES = 1000;
/** Row numbers of concepts that an isolate keeps: four bytes each. */
const KEPT = 2_000_000;

/** The lists that were asked for last, as long as they are not too many together. */
class KeptLists {
  readonly state: CatalogueState;
  readonly #lists = new Map<string, Uint32Array>();
  #rows = 0;

  constructor(state: CatalogueState) {
    this.state = state;
  }

  /** The list now counts as the one asked for last. */
  get(expression: string): Uint32Array | undefined {
    const list = this.#lists.get(expression);
    if (list !== undefined) {
      this.#lists.delete(expression);
      this.#lists.set(expression, list);
    }
    return list;
  }

  set(expression: string, list: Uint32Array): void {
    if (this.#lists.has(expression)) return;
    // What was read holds room for more numbers than it has.
    this.#lists.set(expression, list.slice());
    this.#rows += list.length;
    for (const [oldest, { length }] of this.#lists) {
      if (this.#rows <= KEPT) break;
      this.#lists.delete(oldest);
      this.#rows -= length;
    }
  }
}
const kept = new WeakMap<Register, KeptLists>();

function listsKeptFor(register: Register): KeptLists {
  let lists = kept.get(register);
  if (lists?.state !== register.state) {
    lists = new KeptLists(register.state);
    kept.set(register, lists);
  }
  return lists;
}

/**
 * The row numbers of each expression, and the answers of other statements of the same catalogue version; `changed` as
 * the register says it. Entries name few concepts, but many entries do: their lists are the longest, and are asked for
 * again in every language, so they are kept until the catalogue changes. If all are kept and nothing else is asked, there
 * is no question to the database: only for who has just asked one.
 */
export async function askForLists(
  index: Index,
  expressions: readonly string[],
  others: readonly D1PreparedStatement[] = [],
): Promise<{ lists: Uint32Array[]; others: D1Result[]; changed: boolean }> {
  const { register, session } = index;
  const before = listsKeptFor(register);
  const lists = expressions.map((expression) => before.get(expression));
  const missing = expressions.filter((_, place) => lists[place] === undefined);
  const statements = listStatements(session, missing, register.columns.size);
  if (others.length + statements.length === 0)
    return { lists: lists.map(orNone), others: [], changed: false };
  const { results, changed, current } = await register.ask(session, [...others, ...statements]);
  // Kept lists are of an older index than the others: what was kept of it is gone now.
  if (changed && missing.length < expressions.length)
    return { ...(await askForLists(index, expressions, others)), changed };
  const found = listsOf(...results.slice(others.length));
  const now = listsKeptFor(register);
  let next = 0;
  return {
    lists: lists.map((list, place) => {
      if (list !== undefined) return list;
      const answer = orNone(found[next++]);
      const expression = expressions[place] ?? '';
      if (current && asksForConcepts(expression)) now.set(expression, answer);
      return answer;
    }),
    others: results.slice(0, others.length),
    changed,
  };
}

const orNone = (list: Uint32Array | undefined) => list ?? new Uint32Array(0);

/** Asks for row numbers by expression, block by block; `size` is one more than the highest row number known. */
export function listStatements(
  session: D1DatabaseSession,
  expressions: readonly string[],
  size: number,
): D1PreparedStatement[] {
  if (expressions.length === 0) return [];
  const blocks = Math.max(1, Math.ceil(size / BLOCK));
  return Array.from({ length: blocks }, (_, block) => {
    // The last block is open: rows added since are among its answers.
    const [limit, values] = block === blocks - 1 ? ['', []] : [' AND rowid < ?3', [(block + 1) * BLOCK]];
    return session
      .prepare(
        `SELECT e.key AS place, (
           SELECT group_concat(rowid) FROM entry_text WHERE entry_text MATCH e.value AND rowid >= ?2${limit}
         ) AS rows FROM json_each(?1) AS e ORDER BY e.key`,
      )
      .bind(JSON.stringify(expressions), block * BLOCK, ...values);
  });
}

/** The entries that have the whole query for a name, the best rank first. */
export function namesStatement(session: D1DatabaseSession, name: string): D1PreparedStatement {
  return session
    .prepare(`SELECT n, rank FROM names WHERE key = ?1 ORDER BY rank LIMIT ${MAX_NAMES}`)
    .bind(name);
}

/** Reads the answers of `listStatements`. */
export function listsOf(...results: readonly (D1Result | undefined)[]): Uint32Array[] {
  const lists: Uint32Array[] = [];
  for (const result of results)
    for (const { place, rows } of (result?.results ?? []) as { place: number; rows: string | null }[]) {
      const found = rows === null ? new Uint32Array(0) : rowNumbers(rows);
      const before = lists[place];
      if (before === undefined || before.length === 0) lists[place] = found;
      else if (found.length > 0) lists[place] = joined(before, found);
    }
  return lists;
}

function joined(first: Uint32Array, second: Uint32Array): Uint32Array {
  const both = new Uint32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

const COMMA = 44;
const ZERO = 48;

/** `12,45,7` as numbers. */
export function rowNumbers(text: string): Uint32Array {
  // The shortest number with its comma takes two characters.
  const numbers = new Uint32Array((text.length >> 1) + 1);
  let count = 0;
  let number = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === COMMA) {
      numbers[count++] = number;
      number = 0;
    } else number = number * 10 + code - ZERO;
  }
  numbers[count++] = number;
  return numbers.subarray(0, count);
}
