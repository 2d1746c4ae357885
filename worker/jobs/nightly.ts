import { forgetInvitedAddresses, markDueClaims } from '#db/claims.ts';
import { oweDigests } from '#db/digests.ts';
import { expireAddresses } from '#db/expire.ts';
import { expireDrafts } from '#db/expire-drafts.ts';
import { keepReviewTimes } from '#db/review-times.ts';
import { checkIndex } from '#db/search/check.ts';
import { verifyLog } from '#db/verify-log.ts';
import type { Env } from '../env.ts';
import { log } from '../http/log.ts';

/** The cron trigger of `nightly`, as in wrangler.toml. */
export const NIGHTLY = '17 2 * * *';

/**
 * Forgets addresses that nobody used and drafts that nobody worked on for long, then compares the index with the register
 * and repairs it, and counts what is stored otherwise than the log says.
 */
export async function nightly(env: Env, clock: () => number): Promise<void> {
  const { warned, forgotten } = await expireAddresses(env.DB, clock());
  log({ event: 'addresses', warned, forgotten });
  log({ event: 'drafts', ...(await expireDrafts(env.DB, clock())) });
  await forgetInvitedAddresses(env.DB, clock());
  log({ event: 'claims-due', count: await markDueClaims(env.DB, clock()) });
  const digests = await oweDigests(env.DB, clock());
  if (digests > 0) log({ event: 'digests', count: digests });
  await keepReviewTimes(env.DB, clock());
  const started = clock();
  const { entries, repaired, failed } = await checkIndex(env.DB, env.SEARCH, started);
  log({ event: 'index-check', entries, repaired, failed, milliseconds: clock() - started });
  const begun = clock();
  const verified = await verifyLog(env.DB, begun);
  log({ event: 'log-check', ...verified, milliseconds: clock() - begun });
}
