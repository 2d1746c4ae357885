import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ProblemCode } from '../../domain/problems.ts';

/** Decisions made together, from the preview on. Times in milliseconds since 1970, UTC. */
export const bulks = sqliteTable(
  'bulks',
  {
    id: text('id').primaryKey(),
    userId: text('user_id').notNull(),
    /** What shall be done to each entry, as parsed. */
    wish: text('wish').notNull(),
    at: integer('at').notNull(),
    /** When it was confirmed; null while it is only a preview. */
    begunAt: integer('begun_at'),
  },
  (table) => [index('bulks_previewed').on(table.at).where(sql`begun_at is null`)],
);

export type BulkResult = 'done' | ProblemCode;

/** The entries of a bulk, with the version that was seen. A result is written with what it tells of, and once. */
export const bulkItems = sqliteTable(
  'bulk_items',
  {
    bulkId: text('bulk_id').notNull(),
    initiativeId: text('initiative_id').notNull(),
    place: integer('place').notNull(),
    version: integer('version').notNull(),
    result: text('result').$type<BulkResult>(),
    undoResult: text('undo_result').$type<BulkResult>(),
  },
  (table) => [primaryKey({ columns: [table.bulkId, table.initiativeId] })],
);
