import type { Database } from './client.ts';
import { monthsBefore, WARNING_DAYS } from './expire.ts';

/** Months without work after which a draft that was not sent goes. */
export const DRAFT_MONTHS = 12;

const DAY = 86_400_000;
/** Drafts of one night, so that the job ends before the platform ends it. */
const A_NIGHT = 500;

const TOUCHED = 'max(updated_at, coalesce(kept_at, 0))';
/** Whether the members were told since anybody worked on it. */
const TOLD = `coalesce(warned_at, 0) > ${TOUCHED}`;
/** Drafts that were not sent and that nobody has worked on since `?1`. The first comparison is the one with an index. */
const UNTOUCHED = `initiative_id IS NULL AND updated_at <= ?1 AND ${TOUCHED} <= ?1`;

const TO_WARN = `SELECT id FROM drafts WHERE ${UNTOUCHED} AND NOT ${TOLD} ORDER BY updated_at, id LIMIT ${A_NIGHT}`;

/** A mail to each member, under a name made of the draft, the member and the last work on it. */
const WARN = `
  INSERT INTO outbox (id, kind, payload, created_at, due_at)
  SELECT d.id || '.' || m.user_id || '.' || ${TOUCHED} || '.draft-expires', 'draft-expires',
    json_object('kind', 'draft-expires', 'draftId', d.id, 'userId', m.user_id), ?2, ?2
  FROM drafts AS d JOIN draft_members AS m ON m.draft_id = d.id WHERE d.id IN (${TO_WARN})
  ON CONFLICT (id) DO NOTHING`;

/** When a draft goes that nobody works on any more, in milliseconds since 1970: never before its members had time. */
export function goesAt(draft: { updatedAt: number; keptAt: number | null; warnedAt: number | null }): number {
  const touched = Math.max(draft.updatedAt, draft.keptAt ?? 0);
  const due = monthsBefore(touched, -DRAFT_MONTHS);
  const told = draft.warnedAt ?? 0;
  return told > touched ? Math.max(due, told + WARNING_DAYS * DAY) : due;
}

/** Whether a draft goes so soon that its members are told. */
export function goesSoon(at: number, now: number): boolean {
  return at - now <= WARNING_DAYS * DAY;
}

/**
 * Tells the members of drafts that nobody has worked on for long, and deletes those whose members were told and did
 * nothing. Run twice, or by two at once, it tells nobody twice.
 */
export async function expireDrafts(
  database: D1Database,
  now: number,
): Promise<{ warned: number; forgotten: number }> {
  const warnBefore = monthsBefore(now + WARNING_DAYS * DAY, DRAFT_MONTHS);
  const [, warned] = await database.batch([
    database.prepare(WARN).bind(warnBefore, now),
    database
      .prepare(`UPDATE drafts SET warned_at = ?2 WHERE id IN (${TO_WARN}) RETURNING id`)
      .bind(warnBefore, now),
  ]);
  const forgotten = await database
    .prepare(
      `DELETE FROM drafts WHERE id IN (
         SELECT id FROM drafts WHERE ${UNTOUCHED} AND ${TOLD} AND warned_at <= ?2 LIMIT ${A_NIGHT}
       ) RETURNING id`,
    )
    .bind(monthsBefore(now, DRAFT_MONTHS), now - WARNING_DAYS * DAY)
    .all();
  return { warned: warned?.results.length ?? 0, forgotten: forgotten.results.length };
}

/** Keeps a draft that was not sent for another term from now on. */
export async function keepDraft(database: D1Database, id: string, at: number): Promise<void> {
  await database
    .prepare('UPDATE drafts SET kept_at = ?2 WHERE id = ?1 AND initiative_id IS NULL')
    .bind(id, at)
    .run();
}

export interface WarnedDraft {
  /** Address and ISO 639 code of the member. */
  email: string;
  language: string;
  /** Empty if there is none yet. */
  title: string;
  goesAt: number;
}

/** What a member is told of a draft that goes; null if somebody has worked on it since, or there is nobody to tell. */
export async function warnedDraft(
  database: Database,
  { draftId, userId }: { draftId: string; userId: string },
): Promise<WarnedDraft | null> {
  const row = await database
    .prepare(
      `SELECT u.email, u.language, coalesce(d.answers ->> '$.title[0]', '') AS title,
         d.updated_at AS updatedAt, d.kept_at AS keptAt, d.warned_at AS warnedAt
       FROM (SELECT * FROM drafts WHERE id = ?1 AND initiative_id IS NULL AND ${TOLD}) AS d
       JOIN draft_members AS m ON m.draft_id = d.id AND m.user_id = ?2
       JOIN users AS u ON u.id = m.user_id AND u.email_verified = 1`,
    )
    .bind(draftId, userId)
    .first<WarnedDraft & { updatedAt: number; keptAt: number | null; warnedAt: number | null }>();
  return row && { email: row.email, language: row.language, title: row.title.trim(), goesAt: goesAt(row) };
}
