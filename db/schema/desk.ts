import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DeskQueue } from '../../domain/initiative/desk.ts';

/**
 * What waits at the desk: a row for each entry and reason. Triggers keep it (and the tally `waiting_counts`) in step with
 * `initiatives`; nothing else writes it.
 */
export const waiting = sqliteTable(
  'waiting',
  {
    initiativeId: text('initiative_id').notNull(),
    queue: text('queue').$type<DeskQueue>().notNull(),
    /** Waits for a decision: one of `QUEUES`. An entry has one such row at most. */
    open: integer('open', { mode: 'boolean' }).notNull(),
    /** Comes before all others of its queue. */
    urgent: integer('urgent', { mode: 'boolean' }).notNull(),
    since: integer('since').notNull(),
    /** When the entry was registered. */
    createdAt: integer('created_at').notNull(),
    assignee: text('assignee'),
    language: text('language').notNull(),
    actionLineMask: integer('action_line_mask').notNull(),
    commissions: text('commissions', { mode: 'json' }).$type<string[]>().notNull(),
    countries: text('countries', { mode: 'json' }).$type<string[]>().notNull(),
    /** Names of organisations as the entry has them. */
    organizations: text('organizations', { mode: 'json' }).$type<string[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.initiativeId, table.queue] }),
    index('waiting_queue').on(table.queue, sql`urgent DESC`, table.since, table.initiativeId),
    index('waiting_open').on(table.open, table.since, table.initiativeId),
  ],
);

/** Who has which entry open at the desk. A lease blocks nobody; the version that a writer names does. */
export const leases = sqliteTable(
  'leases',
  {
    initiativeId: text('initiative_id').notNull(),
    userId: text('user_id').notNull(),
    begunAt: integer('begun_at').notNull(),
    until: integer('until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.initiativeId, table.userId] }),
    index('leases_until').on(table.until),
    index('leases_user').on(table.userId),
  ],
);
