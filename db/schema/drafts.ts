import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DraftAnswers, Marks } from '../../domain/draft/merge.ts';

/** Entries that are not sent yet. Each save is a new version; a writer names the one he saw. */
export const drafts = sqliteTable(
  'drafts',
  {
    id: text('id').primaryKey(),
    ownerId: text('owner_id').notNull(),
    language: text('language').notNull(),
    /** The stage of the form that was saved last. */
    stage: text('stage').notNull(),
    answers: text('answers', { mode: 'json' }).$type<DraftAnswers>().notNull(),
    marks: text('marks', { mode: 'json' }).$type<Marks>().notNull(),
    version: integer('version').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    updatedBy: text('updated_by').notNull(),
    /** What it became once sent. */
    initiativeId: text('initiative_id'),
    sentAt: integer('sent_at'),
    sentBy: text('sent_by'),
    /** When somebody last worked on it without a change, or wanted it kept; null if never. */
    keptAt: integer('kept_at'),
    /** When its members were last told that it goes; null if never. */
    warnedAt: integer('warned_at'),
  },
  (table) => [
    index('drafts_owner').on(table.ownerId),
    index('drafts_unsent').on(table.updatedAt).where(sql`initiative_id is null`),
    index('drafts_sent').on(table.sentAt).where(sql`sent_at is not null`),
  ],
);

/** Who works on a draft, its owner among them. */
export const draftMembers = sqliteTable(
  'draft_members',
  {
    draftId: text('draft_id').notNull(),
    userId: text('user_id').notNull(),
    joinedAt: integer('joined_at').notNull(),
    /** The stage that was last open, and when; null if none ever was. */
    stage: text('stage'),
    seenAt: integer('seen_at'),
  },
  (table) => [
    primaryKey({ columns: [table.draftId, table.userId] }),
    index('draft_members_user').on(table.userId),
  ],
);

/** Links by which others join a draft; deleted when taken back. */
export const draftInvitations = sqliteTable(
  'draft_invitations',
  {
    /** SHA-256 of the token in the link. */
    digest: text('digest').primaryKey(),
    draftId: text('draft_id').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    index('draft_invitations_draft').on(table.draftId),
    index('draft_invitations_expires').on(table.expiresAt),
  ],
);

/** Answers set aside: not taken because others had changed the same, or replaced by choice. */
export const draftCopies = sqliteTable(
  'draft_copies',
  {
    draftId: text('draft_id').notNull(),
    number: integer('number').notNull(),
    answers: text('answers', { mode: 'json' }).$type<DraftAnswers>().notNull(),
    /** Version of the draft that they went on from. */
    base: integer('base').notNull(),
    stage: text('stage').notNull(),
    savedAt: integer('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
    /** Whether somebody has looked at it and chosen. */
    settled: integer('settled', { mode: 'boolean' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.draftId, table.number] })],
);
