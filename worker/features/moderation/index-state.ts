import { type Check, lastChecks } from '#db/search/check.ts';
import { lastRebuild, type Rebuild } from '#db/search/rebuild.ts';
import type { Env } from '../../env.ts';

/** How the search index stands beside the register. */
export interface IndexState {
  /** Published entries in the register. */
  published: number;
  /** Entries in the index. */
  indexed: number;
  version: number;
  /** The last rebuild, which may be under way. */
  rebuild: Rebuild | null;
  /** The last comparisons, newest first. */
  checks: Check[];
}

const CHECKS = 7;

export async function indexState({ DB, SEARCH }: Env): Promise<IndexState> {
  const [published, index, rebuild, checks] = await Promise.all([
    DB.prepare(
      'SELECT count(*) AS count FROM initiatives WHERE published_revision IS NOT NULL',
    ).first<number>('count'),
    SEARCH.prepare(
      'SELECT (SELECT count(*) FROM facets) AS indexed, version FROM catalogue WHERE id = 1',
    ).first<{
      indexed: number;
      version: number;
    }>(),
    lastRebuild(SEARCH),
    lastChecks(SEARCH, CHECKS),
  ]);
  return {
    published: published ?? 0,
    indexed: index?.indexed ?? 0,
    version: index?.version ?? 0,
    rebuild,
    checks,
  };
}
