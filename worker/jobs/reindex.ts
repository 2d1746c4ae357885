import { beginRebuild, driveRebuild, isRebuildDue, rebuildUnderWay } from '#db/search/rebuild.ts';
import type { Env } from '../env.ts';
import { log } from '../http/log.ts';

/** Milliseconds that one scheduled run goes on with a rebuild. */
const SLICE = 20_000;

/**
 * Goes on with the rebuild of the index that is under way. Where the index is empty and the register is not, as after a
 * migration that made it anew, one begins.
 */
export async function reindex(env: Env, clock: () => number): Promise<void> {
  const { DB, SEARCH } = env;
  const begun =
    (await rebuildUnderWay(SEARCH)) ??
    ((await isRebuildDue(DB, SEARCH)) ? await beginRebuild(DB, SEARCH, clock()) : null);
  if (!begun) return;
  const { rebuild, entries } = await driveRebuild(DB, SEARCH, begun, { clock, milliseconds: SLICE });
  log({
    event: rebuild.finishedAt === null ? 'index-rebuild' : 'index-rebuilt',
    count: entries,
    entries: rebuild.entries,
    milliseconds: clock() - rebuild.startedAt,
  });
}
