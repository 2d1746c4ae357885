import { rowNumbers } from './lists.ts';
import type { Index, Register } from './register.ts';

/** Hits sorted by asking for their titles; more are picked out of the order of the whole register. */
const FEW = 2000;
/** What asking for one of some titles reads, in rows; the whole order reads one row an entry, and is kept. */
const ROWS_A_TITLE = 4;
const CHUNK = 100_000;

interface KeptOrder {
  version: number;
  order: Uint32Array;
}
const kept = new WeakMap<Register, KeptOrder>();

/** The row numbers from `offset` to `offset + size` of some hits in the order of their titles. */
export async function titleOrder(
  index: Index,
  hits: Uint32Array,
  offset: number,
  size: number,
): Promise<Iterable<number>> {
  if (offset >= hits.length) return [];
  const { columns, state } = index.register;
  const isKept = kept.get(index.register)?.version === state.version;
  if (!isKept && hits.length <= FEW && hits.length * ROWS_A_TITLE < columns.total) {
    const { results } = await index.session
      .prepare(
        `SELECT n FROM facets WHERE n IN (SELECT value FROM json_each(?1)) ORDER BY title_key, n LIMIT ?2 OFFSET ?3`,
      )
      .bind(JSON.stringify(Array.from(hits)), size, offset)
      .all<{ n: number }>();
    return results.map(({ n }) => n);
  }
  const order = await wholeOrder(index);
  if (hits.length === order.length) return order.subarray(offset, offset + size);
  const chosen = new Uint8Array(columns.size);
  for (const n of hits) chosen[n] = 1;
  const page: number[] = [];
  let seen = 0;
  for (const n of order) {
    if (chosen[n] !== 1 || seen++ < offset) continue;
    page.push(n);
    if (page.length === size) break;
  }
  return page;
}

/** The whole register by title: read once per catalogue version, by the first who asks for a large page by title. */
async function wholeOrder({ register, session }: Index): Promise<Uint32Array> {
  const { version } = register.state;
  const known = kept.get(register);
  if (known?.version === version) return known.order;
  const parts: Uint32Array[] = [];
  for (let offset = 0; offset < register.columns.total; offset += CHUNK) {
    const rows = await session
      .prepare(
        `SELECT group_concat(n) AS rows FROM (SELECT n FROM facets ORDER BY title_key, n LIMIT ${CHUNK} OFFSET ?1)`,
      )
      .bind(offset)
      .first<string | null>('rows');
    if (!rows) break;
    parts.push(rowNumbers(rows));
  }
  const order = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    order.set(part, at);
    at += part.length;
  }
  kept.set(register, { version, order });
  return order;
}
