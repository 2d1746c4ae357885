import { publishedAfter } from '../entries.ts';
import { indexEntries } from './index-entry.ts';

const BATCH = 25;
const BATCHES_A_CALL = 8;

/** Where a rebuild stands, so that it can go on in another call. */
export type RebuildCursor =
  | { phase: 'add'; publishedAt: number; id: string }
  | { phase: 'remove'; n: number }
  | { phase: 'done' };

/**
 * A bounded part of bringing the whole index in step with the register: first every published entry, then those the
 * index holds and the register does not. Searches go on meanwhile; nothing is dropped first.
 */
export async function rebuildSome(
  database: D1Database,
  search: D1Database,
  cursor: RebuildCursor | null,
  now: number,
): Promise<{ cursor: RebuildCursor; entries: number }> {
  let next: RebuildCursor = cursor ?? { phase: 'add', publishedAt: 0, id: '' };
  let entries = 0;
  for (let batch = 0; batch < BATCHES_A_CALL && next.phase !== 'done'; batch++) {
    if (next.phase === 'add') {
      const found = await publishedAfter(database, next, BATCH);
      const ids = found.map(({ id }) => id);
      await indexEntries(database, search, ids, now);
      entries += ids.length;
      const last = found.at(-1);
      next = last
        ? { phase: 'add', publishedAt: last.publishedAt ?? 0, id: last.id }
        : { phase: 'remove', n: 0 };
    } else {
      const { results } = await search
        .prepare('SELECT n, id FROM facets WHERE n > ?1 ORDER BY n LIMIT 200')
        .bind(next.n)
        .all<{ n: number; id: string }>();
      const published = await publishedAmong(
        database,
        results.map(({ id }) => id),
      );
      const gone = results.filter(({ id }) => !published.has(id)).map(({ id }) => id);
      await indexEntries(database, search, gone, now);
      entries += gone.length;
      const last = results.at(-1);
      next = last ? { phase: 'remove', n: last.n } : { phase: 'done' };
    }
  }
  return { cursor: next, entries };
}

async function publishedAmong(database: D1Database, ids: readonly string[]): Promise<Set<string>> {
  const { results } = await database
    .prepare(
      `SELECT id FROM initiatives WHERE published_revision IS NOT NULL
       AND id IN (SELECT value FROM json_each(?1))`,
    )
    .bind(JSON.stringify(ids))
    .all<{ id: string }>();
  return new Set(results.map(({ id }) => id));
}
