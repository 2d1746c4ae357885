import { INTERNAL_EVENT_TYPES } from '../domain/initiative/events.ts';
import { Problem } from '../domain/problems.ts';
import { logged } from './account-events.ts';
import { type Database, records } from './client.ts';
import { says } from './errors.ts';

/** What one table holds about an account. `?1` is its id, `?2` its address. */
interface Held {
  name: string;
  select: string;
  /** Columns that hold JSON. */
  json?: readonly string[];
}

const OWN_CONTACTS = 'SELECT id FROM contacts WHERE user_id = ?1 OR email = ?2';
const OWN_ENTRIES = `SELECT id FROM initiatives WHERE contact_id IN (${OWN_CONTACTS})`;
const INTERNAL = INTERNAL_EVENT_TYPES.map((type) => `'${type}'`).join(', ');

/**
 * Everything that is held about a person, table by table. A table that gets to hold more of a person belongs here and in
 * `ERASED`. What staff said among themselves about an entry is not about the person.
 */
const HELD: readonly Held[] = [
  {
    name: 'account',
    select: 'SELECT id, email, name, language, created_at, updated_at FROM users WHERE id = ?1',
  },
  {
    name: 'sessions',
    select:
      'SELECT user_agent AS device, created_at, updated_at, expires_at FROM sessions WHERE user_id = ?1 ORDER BY created_at',
  },
  {
    name: 'passkeys',
    select:
      'SELECT id, name, public_key, transports, backed_up, created_at, last_used_at FROM passkeys WHERE user_id = ?1',
    json: ['transports'],
  },
  {
    name: 'roles',
    select: 'SELECT role, scope, granted_at, revoked_at FROM grants WHERE user_id = ?1 ORDER BY granted_at',
    json: ['scope'],
  },
  {
    name: 'memberships',
    select: 'SELECT organization_id, role, at FROM organization_members WHERE user_id = ?1 ORDER BY at',
  },
  {
    name: 'contacts',
    select:
      'SELECT id, email, language, created_at, confirmed_at, last_used_at FROM contacts WHERE user_id = ?1 OR email = ?2',
  },
  {
    name: 'submissions',
    select: `SELECT id, contact_id, state, title, language, created_at, updated_at FROM initiatives
      WHERE contact_id IN (${OWN_CONTACTS}) ORDER BY created_at`,
  },
  {
    name: 'contents',
    select: `SELECT initiative_id, revision, at, content FROM revisions
      WHERE initiative_id IN (${OWN_ENTRIES}) ORDER BY initiative_id, revision`,
    json: ['content'],
  },
  {
    name: 'history',
    select: `SELECT e.initiative_id, e.version, e.type, e.at, m.body AS message
      FROM events AS e LEFT JOIN messages AS m ON m.id = e.data ->> 'message_id'
      WHERE e.initiative_id IN (${OWN_ENTRIES}) AND e.type NOT IN (${INTERNAL}) ORDER BY e.initiative_id, e.version`,
  },
  {
    name: 'corrections',
    select: `SELECT id, initiative_id, field, language, value, evidence, state, created_at, settled_at, answer
      FROM corrections WHERE contact_id IN (${OWN_CONTACTS}) ORDER BY created_at`,
    json: ['value'],
  },
  {
    name: 'translations',
    select: `SELECT id, initiative_id, language, parts, state, created_at, settled_at, answer
      FROM translations WHERE contact_id IN (${OWN_CONTACTS}) ORDER BY created_at`,
    json: ['parts'],
  },
  {
    name: 'reports',
    select: `SELECT id, initiative_id, reason, body, state, created_at, confirmed_at, settled_at, outcome, answer
      FROM reports WHERE contact_id IN (${OWN_CONTACTS}) ORDER BY created_at`,
  },
  {
    name: 'address_changes',
    select: `SELECT initiative_id, email, language, created_at, done_at FROM address_changes
      WHERE email = ?2 OR contact_id IN (${OWN_CONTACTS}) ORDER BY created_at`,
  },
  {
    name: 'invitations',
    select: `SELECT organization_id, role, email, invited_at, expires_at, used_at, revoked_at
      FROM organization_invitations WHERE email = ?2 OR used_by = ?1 ORDER BY invited_at`,
  },
  {
    name: 'drafts',
    select: `SELECT d.id, d.owner_id = ?1 AS owned, d.language, d.version, d.created_at, d.updated_at, d.kept_at,
      d.warned_at, d.sent_at, d.initiative_id, d.answers FROM drafts AS d JOIN draft_members AS m ON m.draft_id = d.id
      WHERE m.user_id = ?1 ORDER BY d.created_at`,
    json: ['answers'],
  },
  {
    name: 'draft_versions',
    select:
      'SELECT draft_id, number, saved_at, answers FROM draft_copies WHERE saved_by = ?1 ORDER BY draft_id, number',
    json: ['answers'],
  },
  {
    name: 'digest',
    select: 'SELECT rhythm FROM digest_choices WHERE user_id = ?1',
  },
  {
    name: 'looks',
    select: 'SELECT initiative_id, version, at FROM looks WHERE user_id = ?1 ORDER BY at',
  },
  {
    name: 'acts',
    select: `SELECT e.initiative_id, e.version, e.type, e.at, m.body AS message
      FROM events AS e LEFT JOIN messages AS m ON m.id = e.data ->> 'message_id'
      WHERE e.actor_kind = 'account' AND e.actor_id = ?1 ORDER BY e.at`,
  },
  {
    name: 'account_log',
    select: 'SELECT type, data, at FROM account_events WHERE user_id = ?1 ORDER BY id',
    json: ['data'],
  },
];

/**
 * What empties a person everywhere. `?1` is the account, `?2` its address, `?3` the time. Ids stay, so that logs and entries
 * still say that the same person did what one person did.
 */
const ERASED: readonly string[] = [
  'UPDATE grants SET revoked_at = ?3, revoked_by = ?1 WHERE user_id = ?1 AND revoked_at IS NULL',
  'DELETE FROM organization_members WHERE user_id = ?1',
  'UPDATE organization_invitations SET email = NULL WHERE email = ?2',
  'DELETE FROM drafts WHERE owner_id = ?1',
  'DELETE FROM draft_members WHERE user_id = ?1',
  'DELETE FROM draft_copies WHERE saved_by = ?1',
  'DELETE FROM digest_choices WHERE user_id = ?1',
  'DELETE FROM looks WHERE user_id = ?1',
  'DELETE FROM leases WHERE user_id = ?1',
  `UPDATE address_changes SET email = NULL
    WHERE email = ?2 OR contact_id IN (${OWN_CONTACTS})`,
  'DELETE FROM sessions WHERE user_id = ?1',
  'DELETE FROM passkeys WHERE user_id = ?1',
  'DELETE FROM passkey_challenges WHERE user_id = ?1',
  'DELETE FROM user_accounts WHERE user_id = ?1',
  `DELETE FROM verifications WHERE json_valid(value) AND value ->> '$.email' = ?2`,
  `UPDATE outbox SET payload = '{}', done_at = ?3
    WHERE done_at IS NULL AND (payload ->> '$.to' = ?2 OR payload ->> '$.to.address' = ?2)`,
  'UPDATE contacts SET email = NULL, expiry_warned_at = NULL WHERE user_id = ?1 OR email = ?2',
  `UPDATE users SET email = 'erased ' || id, name = '', image = NULL, email_verified = 0, staff_power_until = NULL,
    updated_at = ?3 WHERE id = ?1`,
];

/** A statement with the first of the values, as many as it numbers. */
function bound(database: Database, statement: string, values: readonly (string | number)[]) {
  const used = Math.max(...Array.from(statement.matchAll(/\?(\d)/g), ([, number]) => Number(number)));
  return database.prepare(statement).bind(...values.slice(0, used));
}

function readable(row: Record<string, unknown>, json: readonly string[] = []): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (json.includes(name) && typeof value === 'string') return [name, JSON.parse(value)];
      if (/(^|_)at$/.test(name) && typeof value === 'number') return [name, new Date(value).toISOString()];
      return [name, value];
    }),
  );
}

/** Everything that is held about an account: rows by the name of what they are, instants in RFC 3339. */
export async function heldData(
  database: Database,
  { id, email }: { id: string; email: string },
): Promise<Record<string, Record<string, unknown>[]>> {
  const answers = await database.batch<Record<string, unknown>>(
    HELD.map(({ select }) => bound(database, select, [id, email])),
  );
  return Object.fromEntries(
    HELD.map(({ name, json }, index) => [
      name,
      (answers[index]?.results ?? []).map((row) => readable(row, json)),
    ]),
  );
}

/** Text of the trigger of `grants` that keeps the last administrator. */
const LAST = 'the last administrator stays';

/** Throws `last-administrator` if that is what an error of the database says. */
export function asLastAdministrator(error: unknown): unknown {
  return says(error, LAST) ? new Problem('last-administrator') : error;
}

/**
 * Empties a person everywhere, in one batch; the log keeps ids. `by` is the account itself, or null for the register.
 * Throws `last-administrator`.
 */
export async function eraseAccount(
  database: D1Database,
  { id, email }: { id: string; email: string },
  by: string | null,
  at: number,
): Promise<void> {
  const event = logged(records(database), { userId: id, type: 'account.erased', actorId: by, at }).toSQL();
  try {
    await database.batch([
      ...ERASED.map((statement) => bound(database, statement, [id, email, at])),
      database.prepare(event.sql).bind(...event.params),
    ]);
  } catch (error) {
    throw asLastAdministrator(error);
  }
}
