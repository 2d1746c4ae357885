import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CorrectableField, CorrectionState } from '../../domain/schemas/correction.ts';

/** What anybody suggested to correct in an entry. Settled once, by its owner or by a moderator. */
export const corrections = sqliteTable(
  'corrections',
  {
    id: text('id').primaryKey(),
    initiativeId: text('initiative_id').notNull(),
    field: text('field').$type<CorrectableField>().notNull(),
    /** Of a title or a summary. */
    language: text('language'),
    value: text('value', { mode: 'json' }).$type<string | string[] | null>().notNull(),
    evidence: text('evidence').notNull(),
    /** The public revision that the suggestion is about. */
    seenRevision: integer('seen_revision').notNull(),
    contactId: text('contact_id').notNull(),
    state: text('state').$type<CorrectionState>().notNull(),
    createdAt: integer('created_at').notNull(),
    /** From when on moderators decide, in milliseconds since 1970; null until the address is confirmed. */
    dueAt: integer('due_at'),
    settledAt: integer('settled_at'),
    /** Account or contact that settled it. */
    settledBy: text('settled_by'),
    /** What was written to who suggested it; empty if nothing. */
    answer: text('answer').notNull(),
  },
  (table) => [
    index('corrections_open').on(table.dueAt, table.id).where(sql`state = 'open'`),
    index('corrections_initiative').on(table.initiativeId).where(sql`state = 'open'`),
    index('corrections_unconfirmed').on(table.createdAt).where(sql`state = 'unconfirmed'`),
    index('corrections_contact').on(table.contactId),
  ],
);

/** Which version of an entry each member of staff saw, and the one seen before it. */
export const looks = sqliteTable(
  'looks',
  {
    userId: text('user_id').notNull(),
    initiativeId: text('initiative_id').notNull(),
    version: integer('version').notNull(),
    versionBefore: integer('version_before'),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.initiativeId] })],
);

/** New addresses for the mails about an entry, until they are confirmed. */
export const addressChanges = sqliteTable(
  'address_changes',
  {
    id: text('id').primaryKey(),
    initiativeId: text('initiative_id').notNull(),
    /** The contact that is replaced. */
    contactId: text('contact_id').notNull(),
    email: text('email'),
    language: text('language').notNull(),
    createdAt: integer('created_at').notNull(),
    doneAt: integer('done_at'),
  },
  (table) => [index('address_changes_created').on(table.createdAt)],
);
