import { checkIndex } from '#db/search/check.ts';
import type { Env } from '../env.ts';
import { log } from '../http/log.ts';

/** The cron trigger of `nightly`, as in wrangler.toml. */
export const NIGHTLY = '17 2 * * *';

/** Compares the index with the register and repairs it. */
export async function nightly(env: Env, clock: () => number): Promise<void> {
  const started = clock();
  const { entries, repaired, failed } = await checkIndex(env.DB, env.SEARCH, started);
  log({ event: 'index-check', entries, repaired, failed, milliseconds: clock() - started });
}
