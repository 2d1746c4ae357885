import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { TextParts } from '../../domain/initiative/content.ts';
import type { TranslationState } from '../../domain/schemas/translation.ts';

/** Translations that readers propose. Who proposed one is a row of `contacts`. */
export const translations = sqliteTable(
  'translations',
  {
    id: text('id').primaryKey(),
    initiativeId: text('initiative_id').notNull(),
    /** The language it is in. */
    language: text('language').notNull(),
    parts: text('parts', { mode: 'json' }).$type<TextParts>().notNull(),
    /** The public revision that it translates. */
    seenRevision: integer('seen_revision').notNull(),
    contactId: text('contact_id').notNull(),
    state: text('state').$type<TranslationState>().notNull(),
    createdAt: integer('created_at').notNull(),
    settledAt: integer('settled_at'),
    /** Account or contact that settled it. */
    settledBy: text('settled_by'),
    /** What was written to who proposed it; empty if nothing. */
    answer: text('answer').notNull(),
  },
  (table) => [
    index('translations_open').on(table.createdAt, table.id).where(sql`state = 'open'`),
    index('translations_initiative').on(table.initiativeId).where(sql`state = 'open'`),
    index('translations_unconfirmed').on(table.createdAt).where(sql`state = 'unconfirmed'`),
    index('translations_contact').on(table.contactId),
  ],
);
