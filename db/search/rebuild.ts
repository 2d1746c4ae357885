import { newId } from '../../domain/initiative/identifiers.ts';
import { type PublicationPosition, publishedAmong, publishedPage } from '../published.ts';
import { additions, NEXT, removals } from './index-entry.ts';
import { registerOf } from './register.ts';
import { creation, replacedTable, swap } from './tables.ts';

/** Entries read and written in one step. */
const ENTRIES_A_STEP = 250;
/** The batch began with what is not so any more: somebody else did this part, or published before the swap. */
const OVERTAKEN = /NOT NULL constraint failed: (rebuilds\.cursor|catalogue\.version)/;
/** The new tables are gone, or of before a migration. */
const OUTDATED = /no such table: (main\.)?next_|has no column named/;
/** Pages of the full text written in one step: half a second. */
const PAGES_MERGED = 2000;
/** More pieces than the full text of millions of entries has; the rebuild goes on with what is left. */
const MERGES = 5000;
/** How long nobody else goes on with a rebuild whose runner is silent, in milliseconds. */
const LEASE = 10_000;

/**
 * Where a rebuild stands: the new tables are made and filled in the order of publication; the pieces of the full text
 * are merged into one, which is faster to read; the tables are brought up to what happened since (`event` is the last
 * event of the register they know) and put in the place of the live ones, and those are dropped.
 */
export type RebuildCursor =
  | { phase: 'create' }
  | ({ phase: 'copy' } & PublicationPosition)
  | { phase: 'merge'; round: number }
  | { phase: 'catch-up'; event: number }
  | { phase: 'drop' }
  | { phase: 'done' };

/** A rebuild of the index. Instants in milliseconds since 1970. */
export interface Rebuild {
  generation: string;
  /** The last event of the register when the rebuild began. */
  since: number;
  cursor: RebuildCursor;
  /** Entries written so far. */
  entries: number;
  startedAt: number;
  finishedAt: number | null;
}

interface RebuildRow {
  generation: string;
  since: number;
  cursor: string;
  entries: number;
  started_at: number;
  finished_at: number | null;
}

function ofRow(row: RebuildRow): Rebuild {
  return {
    generation: row.generation,
    since: row.since,
    cursor: JSON.parse(row.cursor) as RebuildCursor,
    entries: row.entries,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

async function rebuildWhere(search: D1Database, where: string, ...values: string[]): Promise<Rebuild | null> {
  const row = await search
    .prepare(`SELECT * FROM rebuilds WHERE ${where} ORDER BY started_at DESC, rowid DESC LIMIT 1`)
    .bind(...values)
    .first<RebuildRow>();
  return row && ofRow(row);
}

/** The rebuild of a generation, finished or not; null if there is none. */
export const rebuildOf = (search: D1Database, generation: string) =>
  rebuildWhere(search, 'generation = ?1', generation);

/** The rebuild that is not finished, or null. */
export const rebuildUnderWay = (search: D1Database) => rebuildWhere(search, 'finished_at IS NULL');

/** The last rebuild that began, or null. */
export const lastRebuild = (search: D1Database) => rebuildWhere(search, 'true');

/** Begins a rebuild, or gives the one that is under way. */
export async function beginRebuild(database: D1Database, search: D1Database, now: number): Promise<Rebuild> {
  const since = await lastEvent(database);
  const cursor: RebuildCursor = { phase: 'create' };
  await search
    .prepare(
      `INSERT INTO rebuilds (generation, since, cursor, entries, started_at, claimed_until)
       SELECT ?1, ?2, ?3, 0, ?4, 0 WHERE NOT EXISTS (SELECT 1 FROM rebuilds WHERE finished_at IS NULL)`,
    )
    .bind(newId(), since, JSON.stringify(cursor), now)
    .run();
  const rebuild = await rebuildUnderWay(search);
  if (!rebuild) throw new Error('the rebuild ended before it began');
  return rebuild;
}

/**
 * Whether the index is to be made anew after a migration: it holds none of the published entries of the register, or
 * some without what is kept of entries now.
 */
export async function isRebuildDue(database: D1Database, search: D1Database): Promise<boolean> {
  const state = await search
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM facets) AS filled, EXISTS (SELECT 1 FROM cards WHERE traits IS NULL) AS outdated`,
    )
    .first<{ filled: number; outdated: number }>();
  if (state?.filled) return state.outdated === 1;
  const published = await database
    .prepare('SELECT 1 AS found FROM initiatives WHERE published_revision IS NOT NULL LIMIT 1')
    .first('found');
  return published !== null;
}

/**
 * Goes on with a rebuild until it is done or `milliseconds` are over. Nobody else does meanwhile: where somebody
 * already goes on with it, nothing is done. Entries counts what was written here.
 */
export async function driveRebuild(
  database: D1Database,
  search: D1Database,
  { generation }: Rebuild,
  { clock, milliseconds }: { clock: () => number; milliseconds: number },
): Promise<{ rebuild: Rebuild; entries: number }> {
  const started = clock();
  const claimed = await search
    .prepare(
      `UPDATE rebuilds SET claimed_until = ?2 WHERE generation = ?1 AND finished_at IS NULL AND claimed_until < ?3
       RETURNING *`,
    )
    .bind(generation, started + LEASE, started)
    .first<RebuildRow>();
  let rebuild = claimed ? ofRow(claimed) : await rebuildOf(search, generation);
  if (!rebuild) throw new Error('there is no such rebuild');
  if (!claimed) return { rebuild, entries: 0 };
  const before = rebuild.entries;
  try {
    while (rebuild.finishedAt === null && clock() - started < milliseconds)
      rebuild = await rebuildStep(database, search, rebuild, clock());
  } finally {
    await search
      .prepare('UPDATE rebuilds SET claimed_until = 0 WHERE generation = ?1')
      .bind(generation)
      .run();
  }
  return { rebuild, entries: rebuild.entries - before };
}

/**
 * One bounded part of a rebuild. Its statements and the new cursor are one batch, which fails if the cursor is not the
 * one that the part began with: a part is done once, whoever tries, and whenever the last runner died. At most `size`
 * entries.
 */
export async function rebuildStep(
  database: D1Database,
  search: D1Database,
  rebuild: Rebuild,
  now: number,
  size = ENTRIES_A_STEP,
): Promise<Rebuild> {
  const { cursor, since } = rebuild;
  const move = (to: RebuildCursor, entries: number, statements: D1PreparedStatement[]) =>
    moveOn(search, rebuild, to, entries, statements, now);
  switch (cursor.phase) {
    case 'create':
      return move({ phase: 'copy', publishedAt: 0, id: '' }, 0, await creation(search, rebuild.generation));
    case 'copy': {
      const { initiatives, last } = await publishedPage(database, cursor, size);
      if (!last) return move({ phase: 'merge', round: 0 }, 0, []);
      return move({ phase: 'copy', ...last }, initiatives.length, additions(search, initiatives, NEXT));
    }
    case 'merge': {
      const merged = await search
        .prepare(`SELECT min(segid) IS max(segid) AS merged FROM ${NEXT}entry_text_idx`)
        .first<number>('merged');
      if (merged || cursor.round > MERGES) return move({ phase: 'catch-up', event: since }, 0, []);
      // The first number is negative: then pieces of all sizes are taken together.
      const pages = cursor.round === 0 ? -PAGES_MERGED : PAGES_MERGED;
      return move({ phase: 'merge', round: cursor.round + 1 }, 0, [
        search
          .prepare(`INSERT INTO ${NEXT}entry_text (${NEXT}entry_text, rank) VALUES ('merge', ?1)`)
          .bind(pages),
      ]);
    }
    case 'catch-up': {
      // Read before the events: whoever publishes after them raises it, and the swap fails.
      const version = await search
        .prepare('SELECT version FROM catalogue WHERE id = 1')
        .first<number>('version');
      const { event, ids } = await eventsAfter(database, cursor.event, size);
      if (ids.length > 0) {
        const { initiatives } = await publishedAmong(database, ids);
        const published = new Set(initiatives.map(({ id }) => id));
        const gone = ids.filter((id) => !published.has(id));
        return move({ phase: 'catch-up', event }, initiatives.length, [
          ...removals(search, gone, NEXT),
          ...additions(search, initiatives, NEXT),
        ]);
      }
      return move({ phase: 'drop' }, 0, [
        search
          .prepare(
            // No version is not allowed, so the batch fails if the index went on.
            `UPDATE catalogue SET version = CASE WHEN version = ?1 THEN version + 1 END, generation = ?2, changed_at = ?3
             WHERE id = 1`,
          )
          .bind(version, rebuild.generation, now),
        ...swap(search),
      ]);
    }
    case 'drop': {
      const table = await replacedTable(search);
      if (!table) return move({ phase: 'done' }, 0, []);
      await search.prepare(`DROP TABLE IF EXISTS ${table}`).run();
      return rebuild;
    }
    case 'done':
      return rebuild;
  }
}

async function moveOn(
  search: D1Database,
  { generation, cursor }: Rebuild,
  to: RebuildCursor,
  entries: number,
  statements: D1PreparedStatement[],
  now: number,
): Promise<Rebuild> {
  try {
    await search.batch([
      search
        .prepare(
          `UPDATE rebuilds SET cursor = CASE WHEN cursor = ?2 THEN ?3 END, entries = entries + ?4, finished_at = ?5,
             claimed_until = max(claimed_until, ?6)
           WHERE generation = ?1`,
        )
        .bind(
          generation,
          JSON.stringify(cursor),
          JSON.stringify(to),
          entries,
          to.phase === 'done' ? now : null,
          now + LEASE,
        ),
      ...statements,
    ]);
    registerOf(search).doubt();
  } catch (error) {
    if (OUTDATED.test(String(error))) await beginAgain(search, generation);
    else if (!OVERTAKEN.test(String(error))) throw error;
  }
  const rebuild = await rebuildOf(search, generation);
  if (!rebuild) throw new Error('the rebuild is gone');
  return rebuild;
}

async function beginAgain(search: D1Database, generation: string): Promise<void> {
  const cursor: RebuildCursor = { phase: 'create' };
  await search
    .prepare('UPDATE rebuilds SET cursor = ?2, entries = 0 WHERE generation = ?1 AND finished_at IS NULL')
    .bind(generation, JSON.stringify(cursor))
    .run();
}

async function lastEvent(database: D1Database): Promise<number> {
  return (await database.prepare('SELECT max(id) AS last FROM events').first<number>('last')) ?? 0;
}

/** The initiatives that something happened to after an event, as far as the last of some events. */
async function eventsAfter(
  database: D1Database,
  event: number,
  limit: number,
): Promise<{ event: number; ids: string[] }> {
  const { results } = await database
    .prepare('SELECT id, initiative_id FROM events WHERE id > ?1 ORDER BY id LIMIT ?2')
    .bind(event, limit)
    .all<{ id: number; initiative_id: string }>();
  return {
    event: results.at(-1)?.id ?? event,
    ids: [...new Set(results.map(({ initiative_id }) => initiative_id))],
  };
}
