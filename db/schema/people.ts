import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Grant, StaffRole } from '../../domain/initiative/permissions.ts';

/** The people behind submissions. The only table with their addresses; emptying a row erases the person. */
export const contacts = sqliteTable(
  'contacts',
  {
    id: text('id').primaryKey(),
    email: text('email'),
    language: text('language').notNull(),
    confirmedAt: integer('confirmed_at'),
    createdAt: integer('created_at').notNull(),
    /** The account of the address, once it is confirmed. */
    userId: text('user_id'),
    /** When its holder last opened a link or signed in. An address that nobody uses any more is forgotten. */
    lastUsedAt: integer('last_used_at'),
    /** When its holder was told that it will be forgotten. */
    expiryWarnedAt: integer('expiry_warned_at'),
  },
  (table) => [
    index('contacts_last_used').on(sql`coalesce(last_used_at, created_at)`).where(sql`email is not null`),
    index('contacts_email').on(table.email).where(sql`email is not null`),
    index('contacts_user').on(table.userId).where(sql`user_id is not null`),
  ],
);

export const users = sqliteTable('users', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: integer('email_verified', { mode: 'boolean' }).notNull().default(false),
  image: text('image'),
  language: text('language').notNull().default('en'),
  /** Until when an administrator acts with staff power, in milliseconds since 1970. */
  staffPowerUntil: integer('staff_power_until'),
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
    /** `Browser/System`, nothing finer; see `worker/http/device.ts`. */
    userAgent: text('user_agent'),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [
    index('sessions_user').on(table.userId),
    index('sessions_expires').on(table.expiresAt),
    index('sessions_created').on(table.createdAt),
  ],
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
  (table) => [
    index('verifications_identifier').on(table.identifier),
    index('verifications_expires').on(table.expiresAt),
  ],
);

/** Keys that sign their holder in without a mail (WebAuthn Level 3). */
export const passkeys = sqliteTable(
  'passkeys',
  {
    /** Credential id in base64url. */
    id: text('id').primaryKey(),
    userId: text('user_id').notNull(),
    /** COSE key in base64. */
    publicKey: text('public_key').notNull(),
    counter: integer('counter').notNull(),
    transports: text('transports', { mode: 'json' }).$type<string[]>().notNull(),
    name: text('name').notNull(),
    /** Whether it is copied to other devices of its holder. */
    backedUp: integer('backed_up', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at'),
  },
  (table) => [index('passkeys_user').on(table.userId)],
);

/** Challenges that wait for the answer of an authenticator; each is taken once. */
export const passkeyChallenges = sqliteTable(
  'passkey_challenges',
  {
    challenge: text('challenge').primaryKey(),
    /** Whose new passkey it is for; null to sign in. */
    userId: text('user_id'),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('passkey_challenges_expires').on(table.expiresAt)],
);

/** Roles that were granted. A row is never deleted; only its revocation is written, once. */
export const grants = sqliteTable(
  'grants',
  {
    id: text('id').primaryKey(),
    userId: text('user_id').notNull(),
    role: text('role').$type<StaffRole>().notNull(),
    scope: text('scope', { mode: 'json' }).$type<Omit<Grant, 'role'>>().notNull(),
    grantedBy: text('granted_by'),
    grantedAt: integer('granted_at').notNull(),
    revokedBy: text('revoked_by'),
    revokedAt: integer('revoked_at'),
  },
  (table) => [
    index('grants_user').on(table.userId).where(sql`revoked_at is null`),
    uniqueIndex('grants_once').on(table.userId, table.role, table.scope).where(sql`revoked_at is null`),
    index('grants_role').on(table.role).where(sql`revoked_at is null`),
  ],
);

/** Append-only log of what happened to accounts. Ids and codes only. */
export const accountEvents = sqliteTable(
  'account_events',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    userId: text('user_id').notNull(),
    type: text('type').notNull(),
    actorId: text('actor_id'),
    data: text('data', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('account_events_user').on(table.userId, table.id)],
);
