import type { AccountActor, Grant, MemberRole, StaffRole } from '../domain/initiative/permissions.ts';
import type { Database } from './client.ts';

interface StoredActor {
  id: string;
  staffPowerUntil: number | null;
  grants: string;
  memberships: string;
}

const ACTOR = `
  u.id, u.staff_power_until AS staffPowerUntil,
  (SELECT json_group_array(json_object('role', g.role, 'scope', json(g.scope)))
   FROM grants AS g WHERE g.user_id = u.id AND g.revoked_at IS NULL) AS grants,
  (SELECT json_group_array(json_object('organizationId', m.organization_id, 'role', m.role))
   FROM organization_members AS m WHERE m.user_id = u.id) AS memberships`;

function actorFrom(stored: StoredActor, now: number): AccountActor {
  const grants = JSON.parse(stored.grants) as { role: StaffRole; scope: Omit<Grant, 'role'> }[];
  return {
    kind: 'account',
    id: stored.id,
    grants: grants.map(({ role, scope }) => ({ role, ...scope })),
    memberships: JSON.parse(stored.memberships) as { organizationId: string; role: MemberRole }[],
    staffPower: stored.staffPowerUntil !== null && stored.staffPowerUntil > now,
  };
}

/** Who an account is and what it was granted, or null. `now` in milliseconds since 1970 decides whether staff power is on. */
export async function accountActor(
  database: Database,
  id: string,
  now: number,
): Promise<AccountActor | null> {
  const stored = await database
    .prepare(`SELECT ${ACTOR} FROM users AS u WHERE u.id = ?1`)
    .bind(id)
    .first<StoredActor>();
  return stored && actorFrom(stored, now);
}

/** Everybody with a role, and how many entries wait for each. Staff power counts as off. */
export async function accountActors(database: Database): Promise<{ actor: AccountActor; waiting: number }[]> {
  const { results } = await database
    .prepare(
      `SELECT ${ACTOR}, coalesce((
         SELECT count FROM waiting_counts WHERE queue = 'open' AND part = 'assignee' AND value = u.id
       ), 0) AS waiting
       FROM users AS u WHERE u.id IN (SELECT user_id FROM grants WHERE revoked_at IS NULL) ORDER BY u.id`,
    )
    .all<StoredActor & { waiting: number }>();
  return results.map((stored) => ({ actor: actorFrom(stored, 0), waiting: stored.waiting }));
}
