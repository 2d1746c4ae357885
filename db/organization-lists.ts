import { and, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { MemberRole } from '../domain/initiative/permissions.ts';
import type { State } from '../domain/initiative/states.ts';
import { nameIn, type OrganizationName } from '../domain/organization/names.ts';
import { type Database, records } from './client.ts';
import {
  initiatives,
  organizationInvitations,
  organizationMembers,
  organizationNames,
  organizations,
  users,
} from './schema/main.ts';

/** How an organisation proved its domain. `at` in milliseconds since 1970. */
export interface Verification {
  at: number;
  by: 'mail' | 'dns';
  domain: string;
}

export interface Membership {
  id: string;
  name: string;
  role: MemberRole;
}

/** The organisations that an account belongs to, by name in a language. */
export async function listOrganizationsOf(
  database: Database,
  userId: string,
  language: string,
): Promise<Membership[]> {
  const rows = await records(database)
    .select({ id: organizationMembers.organizationId, role: organizationMembers.role })
    .from(organizationMembers)
    .where(eq(organizationMembers.userId, userId));
  const names = await namesOf(
    database,
    rows.map(({ id }) => id),
    language,
  );
  return rows
    .map(({ id, role }) => ({ id, role, name: names.get(id) ?? id }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

/** Names of registered organisations in a language, by id. */
export async function namesOf(
  database: Database,
  ids: readonly string[],
  language: string,
): Promise<Map<string, string>> {
  const found = new Map<string, OrganizationName[]>();
  if (ids.length === 0) return new Map();
  const rows = await records(database)
    .select()
    .from(organizationNames)
    .where(
      inArray(
        organizationNames.organizationId,
        sql`(select value from json_each(${JSON.stringify([...new Set(ids)])}))`,
      ),
    );
  for (const row of rows) found.set(row.organizationId, [...(found.get(row.organizationId) ?? []), row]);
  return new Map([...found].map(([id, names]) => [id, nameIn(names, language).name]));
}

export interface Member {
  userId: string;
  email: string;
  role: MemberRole;
  /** Since when, in milliseconds since 1970. */
  at: number;
}

/** The members of an organisation, owners first, with their addresses: for members only. */
export async function membersOf(database: Database, organizationId: string): Promise<Member[]> {
  return records(database)
    .select({
      userId: organizationMembers.userId,
      email: users.email,
      role: organizationMembers.role,
      at: organizationMembers.at,
    })
    .from(organizationMembers)
    .innerJoin(users, eq(users.id, organizationMembers.userId))
    .where(eq(organizationMembers.organizationId, organizationId))
    .orderBy(
      sql`case ${organizationMembers.role} when 'owner' then 0 when 'editor' then 1 else 2 end`,
      organizationMembers.at,
    );
}

/** Accounts that own an organisation. */
export async function ownersOf(database: Database, organizationId: string): Promise<string[]> {
  const rows = await records(database)
    .select({ id: organizationMembers.userId })
    .from(organizationMembers)
    .where(
      and(eq(organizationMembers.organizationId, organizationId), eq(organizationMembers.role, 'owner')),
    );
  return rows.map(({ id }) => id);
}

export interface OpenInvitation {
  id: string;
  email: string | null;
  role: MemberRole;
  expiresAt: number;
}

/** Invitations that still work. */
export async function openInvitations(
  database: Database,
  organizationId: string,
  now: number,
): Promise<OpenInvitation[]> {
  return records(database)
    .select({
      id: organizationInvitations.id,
      email: organizationInvitations.email,
      role: organizationInvitations.role,
      expiresAt: organizationInvitations.expiresAt,
    })
    .from(organizationInvitations)
    .where(
      and(
        eq(organizationInvitations.organizationId, organizationId),
        isNull(organizationInvitations.usedAt),
        isNull(organizationInvitations.revokedAt),
        gt(organizationInvitations.expiresAt, now),
      ),
    )
    .orderBy(organizationInvitations.invitedAt);
}

export interface OwnedEntry {
  id: string;
  title: string;
  language: string;
  state: State;
  updatedAt: number;
}

const ENTRIES_SHOWN = 200;

/** The entries that belong to an organisation, the latest first, at most two hundred. */
export async function entriesOwnedBy(database: Database, organizationId: string): Promise<OwnedEntry[]> {
  return records(database)
    .select({
      id: initiatives.id,
      title: initiatives.title,
      language: initiatives.language,
      state: initiatives.state,
      updatedAt: initiatives.updatedAt,
    })
    .from(initiatives)
    .where(eq(initiatives.organizationId, organizationId))
    .orderBy(desc(initiatives.updatedAt))
    .limit(ENTRIES_SHOWN);
}

/** Those of some organisations that have proved their domain. */
export async function verificationsOf(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, Verification>> {
  if (ids.length === 0) return new Map();
  const rows = await records(database)
    .select({
      id: organizations.id,
      at: organizations.verifiedAt,
      by: organizations.verifiedBy,
      domain: organizations.verifiedDomain,
    })
    .from(organizations)
    .where(inArray(organizations.id, sql`(select value from json_each(${JSON.stringify(ids)}))`));
  return new Map(
    rows.flatMap(({ id, at, by, domain }) => (at && by && domain ? [[id, { at, by, domain }] as const] : [])),
  );
}
