import type { SearchPlan } from '../../domain/search/plan.ts';

/**
 * Row numbers asked for in one string: a string of D1 holds two million bytes (developers.cloudflare.com/d1/platform/limits),
 * and a row number with its comma takes up to eight.
 */
const BLOCK = 200_000;
const MAX_NAMES = 1000;

/** Asks for the row numbers of every expression of a plan, and for the entries named like the query. */
export function planStatements(
  session: D1DatabaseSession,
  plan: Pick<SearchPlan, 'expressions' | 'name'>,
  size: number,
): D1PreparedStatement[] {
  return [listStatement(session, plan.expressions, size), namesStatement(session, plan.name)];
}

/** Row numbers by expression; `size` is one more than the highest row number known. */
export function listStatement(
  session: D1DatabaseSession,
  expressions: readonly string[],
  size: number,
): D1PreparedStatement {
  // The last block is open: rows added since are among its answers.
  const blocks = Array.from({ length: Math.max(1, Math.ceil(size / BLOCK)) }, (_, index) => index * BLOCK);
  return session
    .prepare(
      `SELECT e.key AS place, (
         SELECT group_concat(rowid) FROM entry_text WHERE entry_text MATCH e.value
         AND rowid >= b.value AND rowid < iif(b.key = ?3, 9007199254740991, b.value + ${BLOCK})
       ) AS rows FROM json_each(?1) AS e, json_each(?2) AS b ORDER BY e.key, b.key`,
    )
    .bind(JSON.stringify(expressions), JSON.stringify(blocks), blocks.length - 1);
}

function namesStatement(session: D1DatabaseSession, name: string): D1PreparedStatement {
  return session
    .prepare(`SELECT n, rank FROM names WHERE key = ?1 ORDER BY rank LIMIT ${MAX_NAMES}`)
    .bind(name);
}

/** Reads the answer of `listStatement`. */
export function listsOf(result: D1Result | undefined): Uint32Array[] {
  const lists: Uint32Array[] = [];
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
