import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DuplicateSign } from '../../domain/initiative/duplicates.ts';
import type { Finding } from '../../domain/initiative/hints.ts';
import type { ReportOutcome, ReportReason, ReportState } from '../../domain/initiative/reports.ts';

/** What anybody reported about a public entry. Settled once, by a moderator. */
export const reports = sqliteTable(
  'reports',
  {
    id: text('id').primaryKey(),
    initiativeId: text('initiative_id').notNull(),
    reason: text('reason').$type<ReportReason>().notNull(),
    body: text('body').notNull(),
    contactId: text('contact_id').notNull(),
    state: text('state').$type<ReportState>().notNull(),
    createdAt: integer('created_at').notNull(),
    confirmedAt: integer('confirmed_at'),
    settledAt: integer('settled_at'),
    /** Account that settled it; null where the entry ended by itself. */
    settledBy: text('settled_by'),
    outcome: text('outcome').$type<ReportOutcome>(),
    /** What was written to who reported it; empty if nothing. */
    answer: text('answer').notNull().default(''),
  },
  (table) => [
    index('reports_open').on(table.initiativeId, table.confirmedAt, table.id).where(sql`state = 'open'`),
    index('reports_unconfirmed').on(table.createdAt).where(sql`state = 'unconfirmed'`),
    index('reports_contact').on(table.contactId),
  ],
);

/** Two entries that may be one initiative. A dismissed pair is never shown again. */
export const duplicatePairs = sqliteTable(
  'duplicate_pairs',
  {
    /** The lower id of the two. */
    lowId: text('low_id').notNull(),
    highId: text('high_id').notNull(),
    signs: text('signs', { mode: 'json' }).$type<DuplicateSign[]>().notNull(),
    /** From 0 to 100: which pairs are worth a look first. */
    likeness: integer('likeness').notNull(),
    foundAt: integer('found_at').notNull(),
    dismissedAt: integer('dismissed_at'),
    dismissedBy: text('dismissed_by'),
  },
  (table) => [
    primaryKey({ columns: [table.lowId, table.highId] }),
    index('duplicate_pairs_open')
      .on(sql`likeness DESC`, table.foundAt, table.lowId, table.highId)
      .where(sql`dismissed_at is null`),
    index('duplicate_pairs_high').on(table.highId),
  ],
);

/** What a program found in a revision. A row that is not done is owed; `claimed_until` is a lease. */
export const checks = sqliteTable(
  'checks',
  {
    initiativeId: text('initiative_id').notNull(),
    revision: integer('revision').notNull(),
    owedAt: integer('owed_at').notNull(),
    claimedUntil: integer('claimed_until').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    doneAt: integer('done_at'),
    findings: text('findings', { mode: 'json' }).$type<Finding[]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.initiativeId, table.revision] }),
    index('checks_owed').on(table.claimedUntil, table.owedAt).where(sql`done_at is null`),
  ],
);

/** Members of staff who chose to be told by mail what waits. Off by default: nobody else has a row. */
export const digestChoices = sqliteTable(
  'digest_choices',
  {
    userId: text('user_id').primaryKey(),
    rhythm: text('rhythm').$type<'daily' | 'weekly'>().notNull(),
    /** The day of the last digest, counted from 1970 (UTC). */
    lastDay: integer('last_day').notNull(),
  },
  (table) => [index('digest_choices_due').on(table.lastDay)],
);
