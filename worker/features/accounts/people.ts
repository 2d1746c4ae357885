import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { loggedIf } from '#db/account-events.ts';
import { type Database, records } from '#db/client.ts';
import { asLastAdministrator } from '#db/held-data.ts';
import { oweIf } from '#db/outbox.ts';
import { releaseEntries } from '#db/release.ts';
import { grants, users } from '#db/schema/main.ts';
import type { Grant, StaffRole } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { EmailAddress, issue } from '#domain/schemas/atoms.ts';
import type { GrantRequest } from '#domain/schemas/grant.ts';
import type { AccountUser } from '../../http/context.ts';

/** Whom an administrator looks for. */
export const Wanted = v.object({ email: v.pipe(EmailAddress, v.toLowerCase()) }, issue('wrong-type'));

export interface GrantInfo {
  id: string;
  role: StaffRole;
  limits: Omit<Grant, 'role'>;
  /** Milliseconds since 1970, UTC. */
  grantedAt: number;
}

export interface Person {
  id: string;
  name: string;
  email: string;
  grants: GrantInfo[];
}

interface Row {
  user: typeof users.$inferSelect;
  grant: typeof grants.$inferSelect | null;
}

function peopleOf(rows: readonly Row[]): Person[] {
  const people = new Map<string, Person>();
  for (const { user, grant } of rows) {
    const person = people.get(user.id) ?? { id: user.id, name: user.name, email: user.email, grants: [] };
    people.set(user.id, person);
    if (grant)
      person.grants.push({
        id: grant.id,
        role: grant.role,
        limits: grant.scope,
        grantedAt: grant.grantedAt,
      });
  }
  return [...people.values()];
}

/** Everybody with a role, by address. */
export async function listStaff(database: Database): Promise<Person[]> {
  const rows = await records(database)
    .select({ user: users, grant: grants })
    .from(grants)
    .innerJoin(users, eq(users.id, grants.userId))
    .where(isNull(grants.revokedAt))
    .orderBy(users.email, grants.grantedAt);
  return peopleOf(rows);
}

/** Somebody with an account and the roles there are now, or `not-found`. Who was erased is nobody. */
export async function personById(database: Database, id: string): Promise<Person> {
  const rows = await records(database)
    .select({ user: users, grant: grants })
    .from(users)
    .leftJoin(grants, and(eq(grants.userId, users.id), isNull(grants.revokedAt)))
    .where(and(eq(users.id, id), eq(users.emailVerified, true)))
    .orderBy(desc(grants.grantedAt));
  const [person] = peopleOf(rows);
  if (!person) throw new Problem('not-found');
  return person;
}

/**
 * Grants a role, once: the same role with the same limits again changes nothing. The person is told by mail. Throws
 * `not-found`.
 */
export async function grantRole(
  database: D1Database,
  userId: string,
  { role, ...scope }: GrantRequest,
  by: string,
  at: number,
): Promise<void> {
  await personById(database, userId);
  const db = records(database);
  const id = crypto.randomUUID();
  const made = sql`select 1 from grants where id = ${id}`;
  await db.batch([
    db.insert(grants).values({ id, userId, role, scope, grantedBy: by, grantedAt: at }).onConflictDoNothing(),
    loggedIf(
      db,
      { userId, type: 'account.role-granted', actorId: by, data: { grant_id: id, role }, at },
      made,
    ),
    oweIf(db, { kind: 'role-granted', grantId: id }, at, id, made),
  ]);
}

/**
 * Takes a role back; entries that wait for the person and need it wait for nobody. One that was taken back before is left
 * as it is. The person is told by mail. Throws `not-found` for a grant of somebody else, and `last-administrator`.
 */
export async function revokeRole(
  database: D1Database,
  userId: string,
  grantId: string,
  { actor }: AccountUser,
  at: number,
): Promise<void> {
  const by = actor.id;
  const db = records(database);
  const [grant] = await db
    .select()
    .from(grants)
    .where(and(eq(grants.id, grantId), eq(grants.userId, userId)));
  if (!grant) throw new Problem('not-found');
  const { role } = grant;
  const standing = sql`select 1 from grants where id = ${grantId} and revoked_at is null`;
  try {
    await db.batch([
      loggedIf(
        db,
        { userId, type: 'account.role-revoked', actorId: by, data: { grant_id: grantId, role }, at },
        standing,
      ),
      oweIf(db, { kind: 'role-revoked', grantId }, at, grantId, standing),
      db
        .update(grants)
        .set({ revokedAt: at, revokedBy: by })
        .where(and(eq(grants.id, grantId), isNull(grants.revokedAt))),
      ...(role === 'administrator'
        ? [db.update(users).set({ staffPowerUntil: null }).where(eq(users.id, userId))]
        : []),
    ]);
  } catch (error) {
    throw asLastAdministrator(error);
  }
  await releaseEntries(database, userId, actor, at);
}
