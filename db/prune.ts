const DAY = 86_400_000;

/** Days that a finished job, an answer kept for its `Idempotency-Key`, and a draft that was sent stay. */
export const KEPT_DAYS = 30;

/**
 * Forgets what nobody needs any more: finished jobs, old answers to retries, sent drafts, ended sessions, links and
 * challenges, and what was suggested with an address that was never confirmed.
 */
export async function prune(database: D1Database, now: number): Promise<void> {
  const old = now - KEPT_DAYS * DAY;
  await database.batch([
    database.prepare('DELETE FROM outbox WHERE done_at < ?1').bind(old),
    database.prepare('DELETE FROM idempotency_keys WHERE at < ?1').bind(old),
    database.prepare('DELETE FROM drafts WHERE sent_at < ?1').bind(old),
    database.prepare('DELETE FROM draft_invitations WHERE expires_at < ?1').bind(now),
    database.prepare('DELETE FROM sessions WHERE expires_at < ?1').bind(now),
    database.prepare('DELETE FROM verifications WHERE expires_at < ?1').bind(now),
    database.prepare('DELETE FROM passkey_challenges WHERE expires_at < ?1').bind(now),
    ...(['corrections', 'reports', 'translations'] as const).flatMap((table) =>
      unconfirmedForgotten(database, table, old),
    ),
    database.prepare('DELETE FROM address_changes WHERE created_at < ?1').bind(old),
  ]);
}

/** Forgets what was made before a time with an address that was never confirmed, and the address. */
function unconfirmedForgotten(
  database: D1Database,
  table: 'corrections' | 'reports' | 'translations',
  before: number,
): D1PreparedStatement[] {
  const unconfirmed = `FROM ${table} WHERE state = 'unconfirmed' AND created_at < ?1`;
  return [
    database.prepare(`DELETE FROM contacts WHERE id IN (SELECT contact_id ${unconfirmed})`).bind(before),
    database.prepare(`DELETE ${unconfirmed}`).bind(before),
  ];
}
