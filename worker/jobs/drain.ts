import { claim, finish, type OwedJob, postpone } from '#db/outbox.ts';
import { indexEntries } from '#db/search/index-entry.ts';
import type { Env } from '../env.ts';
import { log } from '../http/log.ts';
import { type Mail, mailOf } from './mails.ts';
import { organizationChanged } from './organizations.ts';

/** Hands a mail over for delivery. May be called twice for one mail, with the same `id`. */
export type Deliver<E extends Env = Env> = (env: E, mail: Mail) => Promise<void>;

const BATCH = 20;
/** Rounds of one call, so that it ends before the platform ends it. */
const MAX_ROUNDS = 50;

/**
 * Runs one job, or several at once, and marks what was done. If several fail, each is tried by itself: one entry that
 * cannot be indexed must not keep the others out of the index.
 */
async function settle(
  env: Env,
  jobs: readonly OwedJob[],
  work: (jobs: readonly OwedJob[]) => Promise<void>,
): Promise<void> {
  try {
    await work(jobs);
    for (const { id } of jobs) await finish(env.DB, id, Date.now());
  } catch (error) {
    if (jobs.length > 1) {
      for (const one of jobs) await settle(env, [one], work);
      return;
    }
    const name = error instanceof Error ? error.name : 'unknown';
    for (const owed of jobs) {
      log({ event: 'job-failed', job: owed.job.kind, count: owed.attempts, error: name });
      await postpone(env.DB, owed, Date.now(), name);
    }
  }
}

function entriesOf(jobs: readonly OwedJob[]): string[] {
  return [...new Set(jobs.flatMap(({ job }) => (job.kind === 'index' ? job.initiativeId : [])))];
}

/**
 * Does what the outbox owes. The queue consumer and the cron sweeper both call it; a lease keeps them off each other's
 * jobs, and a job that dies half-way is taken up again when its lease ends. At least once; every job is idempotent.
 */
export async function drain<E extends Env>(env: E, deliver: Deliver<E>): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const owed = await claim(env.DB, Date.now(), BATCH);
    if (owed.length === 0) return;
    const mails = owed.filter(({ job }) => job.kind !== 'index');
    await Promise.all([
      settle(
        env,
        owed.filter(({ job }) => job.kind === 'index'),
        (jobs) => indexEntries(env.DB, env.SEARCH, entriesOf(jobs), Date.now()),
      ),
      ...mails.map((one) =>
        settle(env, [one], async () => {
          if (one.job.kind === 'index') return;
          if (one.job.kind === 'organization')
            return organizationChanged(env, one.job.organizationId, Date.now());
          const mail = await mailOf(env, one.id, one.job, Date.now());
          // What stands in the place of an erased address is none.
          if (mail?.to.includes('@')) await deliver(env, mail);
        }),
      ),
    ]);
  }
}
