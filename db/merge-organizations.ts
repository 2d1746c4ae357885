import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { Problem } from '../domain/problems.ts';
import { OPEN_CLAIMS } from './claims.ts';
import { type Database, records } from './client.ts';
import {
  ancestorsOf,
  commitOrganizations,
  type OrganizationMail,
  type RegisteredOrganization,
} from './organizations.ts';
import {
  organizationInvitations,
  organizationMembers,
  organizationNames,
  organizationProofs,
  organizations,
  organizationWords,
  ownershipClaims,
} from './schema/main.ts';

/** What a merge moves from one organisation to the other. */
export interface MergeCounts {
  names: number;
  members: number;
  entries: number;
  children: number;
  claims: number;
}

/** How much points to an organisation. */
export async function countsOf(database: Database, id: string): Promise<MergeCounts> {
  const counts = await database
    .prepare(
      `SELECT (SELECT count(*) FROM organization_names WHERE organization_id = ?1) AS names,
         (SELECT count(*) FROM organization_members WHERE organization_id = ?1) AS members,
         (SELECT count(*) FROM initiatives WHERE organization_id = ?1) AS entries,
         (SELECT count(*) FROM organizations WHERE parent_id = ?1) AS children,
         (SELECT count(*) FROM ownership_claims WHERE organization_id = ?1 AND state IN ('open', 'due')) AS claims`,
    )
    .bind(id)
    .first<MergeCounts>();
  return counts ?? { names: 0, members: 0, entries: 0, children: 0, claims: 0 };
}

/**
 * Makes one organisation of two, for ever: names, members, units, claims and the address of `from` become those of `into`
 * in one batch; its entries follow in the job that the batch owes. Throws `edit-conflict` if either changed meanwhile.
 */
export async function mergeOrganizations(
  database: D1Database,
  merge: {
    from: RegisteredOrganization;
    into: RegisteredOrganization;
    actorId: string;
    mails: readonly OrganizationMail[];
    at: number;
  },
): Promise<void> {
  const { from, into, actorId, mails, at } = merge;
  if (from.id === into.id) throw new Problem('wrong-state');
  // A unit that takes in what it belonged to would stand above itself.
  const below = (await ancestorsOf(database, into.id)).includes(from.id);
  const parentId = below ? (from.parentId === into.id ? null : from.parentId) : into.parentId;
  await commitOrganizations(database, [
    {
      organizationId: from.id,
      version: from.version,
      type: 'organization.merged',
      actorId,
      data: { into: into.id },
      columns: {
        mergedInto: into.id,
        parentId: null,
        verifiedAt: null,
        verifiedBy: null,
        verifiedDomain: null,
      },
      at,
    },
    {
      organizationId: into.id,
      version: into.version,
      type: 'organization.absorbed',
      actorId,
      data: { from: from.id },
      columns: { parentId },
      rows: movedRows(database, from.id, into.id, actorId, at),
      mails,
      shows: true,
      at,
    },
  ]);
}

/** The statements after which what belonged to one organisation is the other's. */
function movedRows(
  database: D1Database,
  from: string,
  into: string,
  actorId: string,
  at: number,
): BatchItem<'sqlite'>[] {
  const db = records(database);
  const openClaims = and(
    eq(ownershipClaims.organizationId, from),
    inArray(ownershipClaims.state, OPEN_CLAIMS),
  );
  return [
    db
      .update(organizationNames)
      .set({
        organizationId: into,
        // A name that is in use in the same language stays the one to show.
        current: sql`current AND NOT EXISTS (
          SELECT 1 FROM organization_names AS o
          WHERE o.organization_id = ${into} AND o.language = organization_names.language AND o.current = 1)`,
      })
      .where(eq(organizationNames.organizationId, from)),
    db
      .insert(organizationWords)
      .select(sql`SELECT word, ${into} FROM organization_words WHERE organization_id = ${from}`)
      .onConflictDoNothing(),
    db.delete(organizationWords).where(eq(organizationWords.organizationId, from)),
    db
      .insert(organizationMembers)
      .select(
        sql`SELECT ${into}, user_id, role, at FROM organization_members WHERE organization_id = ${from}`,
      )
      .onConflictDoUpdate({
        target: [organizationMembers.organizationId, organizationMembers.userId],
        // Who belonged to both keeps the role that may do more.
        set: {
          role: sql`CASE WHEN 'owner' IN (role, excluded.role) THEN 'owner'
            WHEN 'editor' IN (role, excluded.role) THEN 'editor' ELSE 'viewer' END`,
        },
      }),
    db.delete(organizationMembers).where(eq(organizationMembers.organizationId, from)),
    db
      .update(organizationInvitations)
      .set({ revokedAt: at, email: null })
      .where(
        and(
          eq(organizationInvitations.organizationId, from),
          isNull(organizationInvitations.usedAt),
          isNull(organizationInvitations.revokedAt),
        ),
      ),
    db.delete(organizationProofs).where(eq(organizationProofs.organizationId, from)),
    db
      .update(organizations)
      .set({ parentId: into })
      .where(and(eq(organizations.parentId, from), ne(organizations.id, into))),
    db.update(organizations).set({ mergedInto: into }).where(eq(organizations.mergedInto, from)),
    // What both asked for is asked once.
    db
      .update(ownershipClaims)
      .set({ organizationId: into })
      .where(
        and(
          openClaims,
          sql`NOT EXISTS (
            SELECT 1 FROM ownership_claims AS o WHERE o.initiative_id = ownership_claims.initiative_id
              AND o.organization_id = ${into} AND o.state IN ('open', 'due'))`,
        ),
      ),
    db
      .update(ownershipClaims)
      .set({ state: 'withdrawn', decidedAt: at, decidedBy: actorId })
      .where(openClaims),
  ];
}
