import { unconfirmedForgotten } from './corrections.ts';
import { unconfirmedReportsForgotten } from './reports.ts';
import { unconfirmedTranslationsForgotten } from './translations.ts';

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
    ...unconfirmedForgotten(database, old),
    ...unconfirmedReportsForgotten(database, old),
    ...unconfirmedTranslationsForgotten(database, old),
  ]);
}
