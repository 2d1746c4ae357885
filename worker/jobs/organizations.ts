import { act } from '#db/act.ts';
import { indexEntries } from '#db/search/index-entry.ts';
import { rebuildUnderWay } from '#db/search/rebuild.ts';
import { Problem } from '#domain/problems.ts';
import type { Env } from '../env.ts';

/** Entries that follow at once. */
const BATCH = 50;

/** Entries of organisations that were merged into one, of states that still take a transfer. */
const LEFT_BEHIND = `
  SELECT id FROM initiatives
  WHERE organization_id IN (SELECT id FROM organizations WHERE merged_into = ?1)
    AND state NOT IN ('unconfirmed', 'withdrawn', 'merged', 'deleted') AND id > ?2 ORDER BY id LIMIT ${BATCH}`;

async function idsOf(statement: D1PreparedStatement): Promise<string[]> {
  return (await statement.all<{ id: string }>()).results.map(({ id }) => id);
}

/** Entries that belong to what was merged become the organisation's. Somebody who writes at the same moment comes first. */
async function takeOver({ DB }: Env, organizationId: string, now: number): Promise<void> {
  let busy = 0;
  for (let after = ''; ; ) {
    const ids = await idsOf(DB.prepare(LEFT_BEHIND).bind(organizationId, after));
    for (const initiativeId of ids)
      await act(DB, {
        initiativeId,
        actor: { kind: 'system' },
        action: 'transfer',
        expectedVersion: null,
        data: { organization_id: organizationId },
        at: now,
      }).catch((error) => {
        if (!(error instanceof Problem)) throw error;
        busy++;
      });
    after = ids.at(-1) ?? '';
    if (ids.length < BATCH) break;
  }
  if (busy > 0) throw new Error('some entries are still to follow');
}

/** Published entries that the index holds under another page of the organisation: that of a further name, or of what was merged. */
async function indexedElsewhere({ DB, SEARCH }: Env, organizationId: string): Promise<string[]> {
  const pages = await idsOf(
    DB.prepare(
      `SELECT page_id AS id FROM organization_names WHERE organization_id = ?1 AND page_id <> ?1
       UNION SELECT id FROM organizations WHERE merged_into = ?1`,
    ).bind(organizationId),
  );
  return idsOf(
    SEARCH.prepare(
      `SELECT DISTINCT f.id FROM entry_organizations AS e JOIN facets AS f USING (n)
       WHERE e.organization_id IN (SELECT value FROM json_each(?1))`,
    ).bind(JSON.stringify(pages)),
  );
}

/**
 * Lets the entries of an organisation follow a change of it: those of what was merged into it become its own, those that
 * name it under another name are found on its page. Idempotent. What is kept of public pages is forgotten.
 */
export async function organizationChanged(env: Env, organizationId: string, now: number): Promise<void> {
  await takeOver(env, organizationId, now);
  const ids = await indexedElsewhere(env, organizationId);
  for (let from = 0; from < ids.length; from += BATCH)
    await indexEntries(env.DB, env.SEARCH, ids.slice(from, from + BATCH), now);
  await env.SEARCH.prepare('UPDATE catalogue SET version = version + 1, changed_at = ?1 WHERE id = 1')
    .bind(now)
    .run();
  // The tables that are being built may hold some entries as they were.
  if (await rebuildUnderWay(env.SEARCH)) throw new Error('once more when the index is rebuilt');
}
