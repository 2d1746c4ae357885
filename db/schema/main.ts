import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { EventData, EventType } from '../../domain/initiative/events.ts';
import type { State } from '../../domain/initiative/states.ts';

/** Append-only log of everything that happened. Ids and codes only; no foreign keys, because rows outlive their subjects. */
export const events = sqliteTable(
  'events',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    initiativeId: text('initiative_id').notNull(),
    version: integer('version').notNull(),
    type: text('type').$type<EventType>().notNull(),
    actorKind: text('actor_kind').$type<'link' | 'account' | 'system'>().notNull(),
    actorId: text('actor_id'),
    data: text('data', { mode: 'json' }).$type<EventData>().notNull(),
    at: integer('at').notNull(),
  },
  (table) => [uniqueIndex('events_initiative_version').on(table.initiativeId, table.version)],
);

/** Content of every revision, as parsed. Append-only. */
export const revisions = sqliteTable(
  'revisions',
  {
    initiativeId: text('initiative_id').notNull(),
    revision: integer('revision').notNull(),
    content: text('content').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.initiativeId, table.revision] })],
);

/** Where each initiative stands: follows from `events` and is written with them. */
export const initiatives = sqliteTable(
  'initiatives',
  {
    id: text('id').primaryKey(),
    state: text('state').$type<State>().notNull(),
    version: integer('version').notNull(),
    revision: integer('revision').notNull(),
    publishedRevision: integer('published_revision'),
    publishedAt: integer('published_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    language: text('language').notNull(),
    actionLineMask: integer('action_line_mask').notNull(),
    title: text('title').notNull(),
    sourceId: text('source_id'),
    contactId: text('contact_id'),
  },
  (table) => [
    index('initiatives_queue').on(table.state, table.createdAt, table.id),
    index('initiatives_published').on(table.publishedAt, table.id).where(sql`published_revision is not null`),
    uniqueIndex('initiatives_source').on(table.sourceId).where(sql`source_id is not null`),
    index('initiatives_contact').on(table.contactId).where(sql`contact_id is not null`),
  ],
);

/** The people behind submissions. The only table with their addresses; emptying a row erases the person. */
export const contacts = sqliteTable(
  'contacts',
  {
    id: text('id').primaryKey(),
    email: text('email'),
    language: text('language').notNull(),
    confirmedAt: integer('confirmed_at'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('contacts_email').on(table.email).where(sql`email is not null`)],
);

/** What moderators and submitters wrote to each other. */
export const messages = sqliteTable(
  'messages',
  {
    id: text('id').primaryKey(),
    initiativeId: text('initiative_id').notNull(),
    body: text('body').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('messages_initiative').on(table.initiativeId, table.at)],
);

/** Side effects owed, written with the event that owes them. `done_at` ends a job; `claimed_until` is a lease. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    payload: text('payload').notNull(),
    createdAt: integer('created_at').notNull(),
    dueAt: integer('due_at').notNull(),
    claimedUntil: integer('claimed_until').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    doneAt: integer('done_at'),
    lastError: text('last_error'),
  },
  (table) => [
    index('outbox_due').on(table.dueAt, table.id).where(sql`done_at is null`),
    index('outbox_done').on(table.doneAt).where(sql`done_at is not null`),
  ],
);

/** Answers already given, by `Idempotency-Key`, so that a retry makes nothing twice. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    key: text('key').primaryKey(),
    requestDigest: text('request_digest').notNull(),
    initiativeId: text('initiative_id').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('idempotency_keys_at').on(table.at)],
);

export const users = sqliteTable('users', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: integer('email_verified', { mode: 'boolean' }).notNull().default(false),
  image: text('image'),
  role: text('role').notNull().default('submitter'),
  language: text('language').notNull().default('en'),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
  updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
});

export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    userId: text('user_id').notNull(),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [index('sessions_user').on(table.userId)],
);

export const userAccounts = sqliteTable(
  'user_accounts',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: integer('access_token_expires_at', { mode: 'timestamp_ms' }),
    refreshTokenExpiresAt: integer('refresh_token_expires_at', { mode: 'timestamp_ms' }),
    scope: text('scope'),
    password: text('password'),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [index('user_accounts_user').on(table.userId)],
);

export const verifications = sqliteTable(
  'verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }),
  },
  (table) => [index('verifications_identifier').on(table.identifier)],
);
