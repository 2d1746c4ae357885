import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type {
  EventData,
  EventType,
  Restorable,
  StandingDecision,
  StandingProposal,
} from '../../domain/initiative/events.ts';
import type { QueueName, State } from '../../domain/initiative/states.ts';

export * from './bulk.ts';
export * from './corrections.ts';
export * from './desk.ts';
export * from './drafts.ts';
export * from './organizations.ts';
export * from './people.ts';
export * from './signals.ts';
export * from './translations.ts';

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
  (table) => [
    uniqueIndex('events_initiative_version').on(table.initiativeId, table.version),
    index('events_actor').on(table.actorId).where(sql`actor_kind = 'account'`),
  ],
);

/** Content of every revision, as parsed. Append-only; that of a deleted initiative is emptied to `null`. */
export const revisions = sqliteTable(
  'revisions',
  {
    initiativeId: text('initiative_id').notNull(),
    revision: integer('revision').notNull(),
    content: text('content').notNull(),
    /** Keys of the organisations that it names (`organizationKey`); null where the content is older than this column. */
    organizationKeys: text('organization_keys', { mode: 'json' }).$type<string[]>(),
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
    revisions: integer('revisions').notNull(),
    publishedRevision: integer('published_revision'),
    publishedAt: integer('published_at'),
    publicAt: integer('public_at'),
    lastPublicRevision: integer('last_public_revision'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    queue: text('queue').$type<QueueName>(),
    queuedAt: integer('queued_at'),
    assignee: text('assignee'),
    deadline: integer('deadline'),
    decision: text('decision', { mode: 'json' }).$type<StandingDecision>(),
    proposal: text('proposal', { mode: 'json' }).$type<StandingProposal>(),
    mergedInto: text('merged_into'),
    organizationId: text('organization_id'),
    undo: text('undo', { mode: 'json' }).$type<Restorable>(),
    language: text('language').notNull(),
    actionLineMask: integer('action_line_mask').notNull(),
    title: text('title').notNull(),
    sourceId: text('source_id'),
    contactId: text('contact_id'),
  },
  (table) => [
    index('initiatives_queue').on(table.queue, table.queuedAt, table.id).where(sql`queue is not null`),
    index('initiatives_assignee').on(table.assignee, table.queuedAt).where(sql`queue is not null`),
    index('initiatives_deadline').on(table.deadline).where(sql`deadline is not null`),
    index('initiatives_proposal').on(table.updatedAt).where(sql`proposal is not null`),
    index('initiatives_published').on(table.publishedAt, table.id).where(sql`published_revision is not null`),
    index('initiatives_organization').on(table.organizationId).where(sql`organization_id is not null`),
    index('initiatives_merged').on(table.mergedInto).where(sql`merged_into is not null`),
    uniqueIndex('initiatives_source').on(table.sourceId).where(sql`source_id is not null`),
    index('initiatives_contact').on(table.contactId).where(sql`contact_id is not null`),
  ],
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
