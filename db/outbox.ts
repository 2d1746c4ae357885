import { and, asc, eq, gte, isNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import { type Database, type Records, records } from './client.ts';
import type { Job } from './jobs.ts';
import { outbox } from './schema/main.ts';

/** How long one worker may hold a job before another may take it. */
const LEASE = 20_000;
const MAX_BACKOFF = 60 * 60_000;

function nameOf(job: Job): string {
  if (job.kind !== 'mail') return job.kind;
  return `mail-${job.template}${job.userId ? `-${job.userId}` : ''}`;
}

/**
 * The statement that owes a job, for the batch that makes it true. The same cause never owes the same job twice.
 * `dueAt`: when it may be done, in milliseconds since 1970, if not at once.
 */
export function owe(db: Records, job: Job, at: number, cause: string, dueAt = at) {
  return db.insert(outbox).values({
    id: `${cause}.${nameOf(job)}`,
    kind: job.kind,
    payload: JSON.stringify(job),
    createdAt: at,
    dueAt,
  });
}

/** The same, only if a row is there at this point of the batch: `present` is a select that finds it. */
export function oweIf(db: Records, job: Job, at: number, cause: string, present: SQL) {
  const id = `${cause}.${nameOf(job)}`;
  return db
    .insert(outbox)
    .select(
      sql`select ${id}, ${job.kind}, ${JSON.stringify(job)}, ${at}, ${at}, 0, 0, null, null where exists (${present})`,
    );
}

export interface OwedJob {
  id: string;
  job: Job;
  attempts: number;
}

/** Takes up to `limit` jobs that are due. A lease keeps others away; it ends by itself if the worker dies. */
export async function claim(database: D1Database, now: number, limit: number): Promise<OwedJob[]> {
  const db = records(database);
  const due = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.doneAt), lte(outbox.dueAt, now), lt(outbox.claimedUntil, now)))
    .orderBy(asc(outbox.dueAt), asc(outbox.id))
    .limit(limit);
  const rows = await db
    .update(outbox)
    .set({ claimedUntil: now + LEASE, attempts: sql`${outbox.attempts} + 1` })
    .where(and(sql`${outbox.id} in ${due}`, isNull(outbox.doneAt)))
    .returning();
  return rows.map((row) => ({ id: row.id, job: JSON.parse(row.payload) as Job, attempts: row.attempts }));
}

/** Marks a job done and forgets its payload, which may hold a sign-in link. */
export async function finish(database: D1Database, id: string, now: number): Promise<void> {
  await records(database)
    .update(outbox)
    .set({ doneAt: now, payload: '{}', lastError: null })
    .where(eq(outbox.id, id));
}

/** Gives a job back, to be tried again later and later. `error` must not hold personal data. */
export async function postpone(
  database: D1Database,
  owed: OwedJob,
  now: number,
  error: string,
): Promise<void> {
  const backoff = Math.min(1000 * 2 ** Math.min(owed.attempts, 20), MAX_BACKOFF);
  await records(database)
    .update(outbox)
    .set({ claimedUntil: 0, dueAt: now + backoff, lastError: error.slice(0, 200) })
    .where(eq(outbox.id, owed.id));
}

/** The statement that cancels the mails owed by one event, as long as nobody has begun to send them. */
export function cancelMails(db: Records, cause: string, now: number) {
  return db
    .update(outbox)
    .set({ doneAt: now, payload: '{}' })
    .where(
      and(
        gte(outbox.id, `${cause}.mail-`),
        lt(outbox.id, `${cause}.mail.`),
        isNull(outbox.doneAt),
        lt(outbox.claimedUntil, now),
      ),
    );
}

/** Whether the mails owed by one event still wait, so that nobody was told yet. */
export async function mailsHeldBack(database: Database, cause: string): Promise<boolean> {
  const found = await database
    .prepare(
      'SELECT count(*) AS owed, count(done_at) AS done, max(claimed_until) AS claimed FROM outbox WHERE id >= ?1 AND id < ?2',
    )
    .bind(`${cause}.mail-`, `${cause}.mail.`)
    .first<{ owed: number; done: number; claimed: number }>();
  return found !== null && found.owed > 0 && found.done === 0 && found.claimed === 0;
}
