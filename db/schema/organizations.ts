import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { MemberRole } from '../../domain/initiative/permissions.ts';
import type { OrganizationEventType } from '../../domain/organization/events.ts';
import type { StakeholderType } from '../../domain/taxonomy/code-lists.ts';

/** Organisations that somebody registered. Entries name organisations by text; `organization_names` tells which is which. */
export const organizations = sqliteTable(
  'organizations',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    type: text('type').$type<StakeholderType>(),
    /** Empty when there is none. */
    acronym: text('acronym').notNull(),
    country: text('country'),
    url: text('url'),
    parentId: text('parent_id'),
    mergedInto: text('merged_into'),
    /** When and how the organisation proved its domain. */
    verifiedAt: integer('verified_at'),
    verifiedBy: text('verified_by').$type<'mail' | 'dns'>(),
    verifiedDomain: text('verified_domain'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('organizations_parent').on(table.parentId).where(sql`parent_id is not null`),
    index('organizations_merged').on(table.mergedInto).where(sql`merged_into is not null`),
  ],
);

/**
 * Names of organisations in several languages, in use (`current`, one per language) or former ones. A key
 * (`organizationKey`) belongs to one organisation only, and for ever.
 */
export const organizationNames = sqliteTable(
  'organization_names',
  {
    organizationId: text('organization_id').notNull(),
    language: text('language').notNull(),
    name: text('name').notNull(),
    key: text('key').notNull(),
    /** The page that a name has by itself (`organizationPageId`); it leads to the organisation. */
    pageId: text('page_id').notNull(),
    current: integer('current', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.language, table.key] }),
    index('organization_names_key').on(table.key),
    index('organization_names_page').on(table.pageId),
    uniqueIndex('organization_names_current')
      .on(table.organizationId, table.language)
      .where(sql`current = 1`),
  ],
);

/** The words of all names and of the acronym, folded, to find an organisation by what somebody types. */
export const organizationWords = sqliteTable(
  'organization_words',
  { word: text('word').notNull(), organizationId: text('organization_id').notNull() },
  (table) => [
    primaryKey({ columns: [table.word, table.organizationId] }),
    index('organization_words_organization').on(table.organizationId),
  ],
);

/** Invitations to become a member. The address is forgotten when the invitation is over. */
export const organizationInvitations = sqliteTable(
  'organization_invitations',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id').notNull(),
    role: text('role').$type<MemberRole>().notNull(),
    email: text('email'),
    /** SHA-256 of the token in the link. */
    digest: text('digest').notNull().unique(),
    invitedBy: text('invited_by').notNull(),
    invitedAt: integer('invited_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
    usedBy: text('used_by'),
    revokedAt: integer('revoked_at'),
  },
  (table) => [
    index('organization_invitations_open')
      .on(table.organizationId)
      .where(sql`used_at is null and revoked_at is null`),
    index('organization_invitations_address').on(table.email).where(sql`email is not null`),
  ],
);

/** The last link that was mailed to prove a domain. `expiresAt` is 0 once it was used. */
export const organizationProofs = sqliteTable('organization_proofs', {
  organizationId: text('organization_id').primaryKey(),
  domain: text('domain').notNull(),
  /** SHA-256 of the token in the link. */
  digest: text('digest').notNull().unique(),
  expiresAt: integer('expires_at').notNull(),
});

/** Who says that an entry is his organisation's (`claim`), or should become another's (`offer`). */
export const ownershipClaims = sqliteTable(
  'ownership_claims',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<'claim' | 'offer'>().notNull(),
    initiativeId: text('initiative_id').notNull(),
    organizationId: text('organization_id').notNull(),
    askedBy: text('asked_by').notNull(),
    message: text('message').notNull(),
    /** `due`: the time to object is over, a moderator decides. */
    state: text('state').$type<'open' | 'due' | 'granted' | 'refused' | 'withdrawn'>().notNull(),
    askedAt: integer('asked_at').notNull(),
    /** Until when the present owner may object to a claim; null for an offer. */
    dueAt: integer('due_at'),
    objectedAt: integer('objected_at'),
    objection: text('objection'),
    decidedAt: integer('decided_at'),
    decidedBy: text('decided_by'),
  },
  (table) => [
    uniqueIndex('ownership_claims_once')
      .on(table.initiativeId, table.organizationId)
      .where(sql`state in ('open', 'due')`),
    index('ownership_claims_waiting').on(table.state, table.dueAt).where(sql`state in ('open', 'due')`),
    index('ownership_claims_organization').on(table.organizationId).where(sql`state in ('open', 'due')`),
    index('ownership_claims_asked').on(table.askedBy),
  ],
);

/** Append-only log of what happened to organisations. Ids and codes only. */
export const organizationEvents = sqliteTable(
  'organization_events',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    organizationId: text('organization_id').notNull(),
    version: integer('version').notNull(),
    type: text('type').$type<OrganizationEventType>().notNull(),
    actorId: text('actor_id'),
    data: text('data', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    at: integer('at').notNull(),
  },
  (table) => [uniqueIndex('organization_events_version').on(table.organizationId, table.version)],
);

export const organizationMembers = sqliteTable(
  'organization_members',
  {
    organizationId: text('organization_id').notNull(),
    userId: text('user_id').notNull(),
    role: text('role').$type<MemberRole>().notNull(),
    at: integer('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    index('organization_members_user').on(table.userId),
  ],
);
