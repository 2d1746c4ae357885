import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/sqlite-core';
import { type Database, records } from '#db/client.ts';
import { maskOf } from '#db/mask.ts';
import { initiatives } from '#db/schema/main.ts';
import { QUEUE_STATES } from '#domain/initiative/states.ts';
import { ACTION_LINE_CODES, type ActionLine } from '#domain/taxonomy/action-lines.ts';
import { linesOf, type QueueFilters, type QueueQuery } from './queue-query.ts';

export type QueueState = (typeof QUEUE_STATES)[number];

export interface QueueEntry {
  id: string;
  title: string;
  state: QueueState;
  version: number;
  language: string;
  actionLines: ActionLine[];
  /** Milliseconds since 1970, UTC. */
  submittedAt: number;
  waitingDays: number;
}

export interface QueueCount<T> {
  value: T;
  count: number;
}

/** How many wait, and of each filter how many there would be: each counted without its own filter. */
export interface QueueCounts {
  total: number;
  state: QueueCount<QueueState>[];
  language: QueueCount<string>[];
  actionLine: QueueCount<ActionLine>[];
}

const DAY = 86_400_000;

const COLUMNS = {
  id: initiatives.id,
  title: initiatives.title,
  state: initiatives.state,
  version: initiatives.version,
  language: initiatives.language,
  mask: initiatives.actionLineMask,
  createdAt: initiatives.createdAt,
};

function narrowed(filters: QueueFilters): SQL | undefined {
  const mask = maskOf(ACTION_LINE_CODES, linesOf(filters));
  return and(
    filters.language.length > 0 ? inArray(initiatives.language, filters.language) : undefined,
    mask ? sql`${initiatives.actionLineMask} & ${mask} <> 0` : undefined,
  );
}

/**
 * Entries of the queue, oldest first. Each state is read in the order of the index `initiatives_queue` and the two are
 * merged, so that a page reads no more than the entries up to its end.
 */
async function inOrder(
  database: Database,
  filters: QueueFilters,
  page: { limit: number; offset: number; beyond?: { createdAt: number; id: string } | undefined },
) {
  const db = records(database);
  const states = filters.state.length > 0 ? filters.state : QUEUE_STATES;
  const [first, second] = states.map((state) =>
    db
      .select(COLUMNS)
      .from(initiatives)
      .where(
        and(
          eq(initiatives.state, state),
          page.beyond &&
            sql`(${initiatives.createdAt}, ${initiatives.id}) > (${page.beyond.createdAt}, ${page.beyond.id})`,
          narrowed(filters),
        ),
      ),
  );
  if (!first) return [];
  const order = [asc(initiatives.createdAt), asc(initiatives.id)];
  const { limit, offset } = page;
  return second
    ? unionAll(first, second).orderBy(sql`created_at`, sql`id`).limit(limit).offset(offset)
    : first
        .orderBy(...order)
        .limit(limit)
        .offset(offset);
}

function linesOfMask(mask: number): ActionLine[] {
  return ACTION_LINE_CODES.filter((_, bit) => mask & (1 << bit));
}

/** One page of what waits for a moderator. */
export async function queuePage(database: Database, query: QueueQuery, now: number): Promise<QueueEntry[]> {
  const rows = await inOrder(database, query, { limit: query.size, offset: (query.page - 1) * query.size });
  return rows.map(({ mask, createdAt, ...row }) => ({
    ...row,
    state: row.state as QueueState,
    actionLines: linesOfMask(mask),
    submittedAt: createdAt,
    waitingDays: Math.max(0, Math.floor((now - createdAt) / DAY)),
  }));
}

/** The entry that waits longest after another one, or the one that waits longest of all. */
export async function nextInQueue(
  database: Database,
  filters: QueueFilters,
  after: { id: string; createdAt: number },
): Promise<string | null> {
  const [next] = await inOrder(database, filters, { limit: 1, offset: 0, beyond: after });
  if (next) return next.id;
  const [first] = await inOrder(database, filters, { limit: 1, offset: 0 });
  return first && first.id !== after.id ? first.id : null;
}

/** All counts of the queue from one scan of it. Its cost grows with what waits, not with the register. */
export async function queueCounts(database: Database, filters: QueueFilters): Promise<QueueCounts> {
  const groups = await records(database)
    .select({
      state: initiatives.state,
      language: initiatives.language,
      mask: initiatives.actionLineMask,
      count: sql<number>`count(*)`,
    })
    .from(initiatives)
    .where(inArray(initiatives.state, [...QUEUE_STATES]))
    .groupBy(initiatives.state, initiatives.language, initiatives.actionLineMask);
  const mask = maskOf(ACTION_LINE_CODES, linesOf(filters));
  const fits = {
    state: (state: string) => filters.state.length === 0 || (filters.state as string[]).includes(state),
    language: (language: string) => filters.language.length === 0 || filters.language.includes(language),
    line: (lines: number) => mask === 0 || (lines & mask) !== 0,
  };
  const sum = (kept: typeof groups): number => kept.reduce((total, group) => total + group.count, 0);
  const byState = groups.filter((group) => fits.language(group.language) && fits.line(group.mask));
  const byLanguage = groups.filter((group) => fits.state(group.state) && fits.line(group.mask));
  const byLine = groups.filter((group) => fits.state(group.state) && fits.language(group.language));
  return {
    total: sum(byState.filter((group) => fits.state(group.state))),
    state: QUEUE_STATES.map((value) => ({
      value,
      count: sum(byState.filter(({ state }) => state === value)),
    })),
    language: [...new Set([...groups.map(({ language }) => language), ...filters.language])]
      .sort()
      .map((value) => ({ value, count: sum(byLanguage.filter(({ language }) => language === value)) })),
    actionLine: ACTION_LINE_CODES.map((value, bit) => ({
      value,
      count: sum(byLine.filter((group) => group.mask & (1 << bit))),
    })),
  };
}
