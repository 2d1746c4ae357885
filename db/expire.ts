import { type Records, records } from './client.ts';
import { eraseAccount } from './held-data.ts';
import { owe } from './outbox.ts';

/** Months after the last use that an address is kept. */
export const ADDRESS_MONTHS = 24;
/** Days before that its holder is told. */
export const WARNING_DAYS = 30;

const DAY = 86_400_000;
/** Addresses of one night, so that the job ends before the platform ends it. */
const A_NIGHT = 500;

/** The instant so many months before another. */
export function monthsBefore(at: number, months: number): number {
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.getTime();
}

/** When an address is forgotten that was last used at `at`. */
export function expiryOf(at: number): number {
  return monthsBefore(at, -ADDRESS_MONTHS);
}

const LAST_USE = 'coalesce(last_used_at, created_at)';

/** Whoever did something by a private link used the address. */
const NOTE_USE = `
  UPDATE contacts SET last_used_at = used.at, expiry_warned_at = NULL
  FROM (
    SELECT c.id, max(e.at) AS at FROM contacts AS c
    JOIN initiatives AS i ON i.contact_id = c.id
    JOIN events AS e ON e.initiative_id = i.id AND e.actor_kind = 'link' AND e.actor_id = c.id
    WHERE c.email IS NOT NULL AND coalesce(c.last_used_at, c.created_at) < ?1
    GROUP BY c.id HAVING max(e.at) > coalesce(c.last_used_at, c.created_at)
  ) AS used WHERE contacts.id = used.id`;

/** Addresses that no contact used since `?1`. */
const UNUSED = `
  SELECT email, max(confirmed_at) AS confirmed, max(expiry_warned_at) AS warned, max(${LAST_USE}) AS used,
    min(iif(confirmed_at IS NULL, NULL, id)) AS contactId
  FROM contacts WHERE email IN (SELECT email FROM contacts WHERE email IS NOT NULL AND ${LAST_USE} < ?1)
  GROUP BY email HAVING used < ?1`;

interface Unused {
  email: string;
  used: number;
  contactId: string;
}

/**
 * Tells the holders of addresses that were not used for long, and forgets those who were told and did not come. An
 * account that nothing else is known of goes with its address. Run twice, or by two at once, it tells nobody twice.
 */
export async function expireAddresses(
  database: D1Database,
  now: number,
): Promise<{ warned: number; forgotten: number }> {
  const forgetBefore = monthsBefore(now, ADDRESS_MONTHS);
  const warnBefore = monthsBefore(now + WARNING_DAYS * DAY, ADDRESS_MONTHS);
  await database.prepare(NOTE_USE).bind(warnBefore).run();

  // Nobody is written to at an address that was never confirmed.
  const warn = await database
    .prepare(`${UNUSED} AND warned IS NULL AND confirmed IS NOT NULL LIMIT ${A_NIGHT}`)
    .bind(warnBefore)
    .all<Unused>();
  const db = records(database);
  for (const unused of warn.results) await database.batch(warning(database, db, unused, now));

  const forget = await database
    .prepare(`${UNUSED} AND (confirmed IS NULL OR warned <= ?2) LIMIT ${A_NIGHT}`)
    .bind(forgetBefore, now - WARNING_DAYS * DAY)
    .all<Unused>();
  for (const { email } of forget.results)
    await database.prepare('UPDATE contacts SET email = NULL WHERE email = ?1').bind(email).run();

  await eraseIdle(database, forgetBefore, now);
  return { warned: warn.results.length, forgotten: forget.results.length };
}

function warning(database: D1Database, db: Records, { email, used, contactId }: Unused, now: number) {
  const job = owe(db, { kind: 'address-expires', contactId }, now, `${contactId}.${used}`)
    .onConflictDoNothing()
    .toSQL();
  return [
    database.prepare('UPDATE contacts SET expiry_warned_at = ?2 WHERE email = ?1').bind(email, now),
    database.prepare(job.sql).bind(...job.params),
  ];
}

/** Accounts without an address of a submission, a role or an organisation, whose holders did not come for as long. */
async function eraseIdle(database: D1Database, before: number, now: number): Promise<void> {
  const { results } = await database
    .prepare(
      `SELECT id, email FROM users AS u
       WHERE updated_at < ?1 AND email_verified = 1
         AND NOT EXISTS (SELECT 1 FROM grants WHERE user_id = u.id AND revoked_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM organization_members WHERE user_id = u.id)
         AND NOT EXISTS (SELECT 1 FROM contacts WHERE user_id = u.id AND email IS NOT NULL)
       LIMIT ${A_NIGHT}`,
    )
    .bind(before)
    .all<{ id: string; email: string }>();
  for (const account of results) await eraseAccount(database, account, null, now);
}

/** Keeps the address of a contact for another term, on its holder's word. False if it is forgotten by now. */
export async function renewAddress(database: D1Database, contactId: string, now: number): Promise<boolean> {
  const { meta } = await database
    .prepare(
      `UPDATE contacts SET last_used_at = ?2, expiry_warned_at = NULL
       WHERE email = (SELECT email FROM contacts WHERE id = ?1)`,
    )
    .bind(contactId, now)
    .run();
  return meta.changes > 0;
}
