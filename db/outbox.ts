import { and, asc, eq, isNull, lt, lte, sql } from 'drizzle-orm';
import { type Records, records } from './client.ts';
import type { Job } from './jobs.ts';
import { outbox } from './schema/main.ts';

/** How long one worker may hold a job before another may take it. */
const LEASE = 20_000;
const MAX_BACKOFF = 60 * 60_000;

function nameOf(job: Job): string {
  return job.kind === 'mail' ? `mail-${job.template}` : job.kind;
}

/** The statement that owes a job, for the batch that makes it true. The same cause never owes the same job twice. */
export function owe(db: Records, job: Job, at: number, cause: string) {
  return db.insert(outbox).values({
    id: `${cause}.${nameOf(job)}`,
    kind: job.kind,
    payload: JSON.stringify(job),
    createdAt: at,
    dueAt: at,
  });
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
