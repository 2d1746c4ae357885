import { type AccountActor, mayEver } from '../domain/initiative/permissions.ts';
import { Problem } from '../domain/problems.ts';
import { act } from './act.ts';
import { accountActor } from './actors.ts';
import { subjectEntry } from './subjects.ts';

/** Entries given back at once; what one person has to decide is far less. */
const MOST = 500;

/**
 * Gives back the entries that wait for somebody who may not decide on them any more, so that they wait for nobody in
 * vain. `by` is who took the role back. What changes meanwhile, or what `by` may not assign, stays as it is.
 */
export async function releaseEntries(
  database: D1Database,
  userId: string,
  by: AccountActor,
  at: number,
): Promise<void> {
  const { results } = await database
    .prepare(
      `SELECT id FROM initiatives WHERE assignee = ?1 AND queue IS NOT NULL ORDER BY queued_at LIMIT ${MOST}`,
    )
    .bind(userId)
    .all<{ id: string }>();
  if (results.length === 0) return;
  const actor = await accountActor(database, userId, at);
  // An administrator may switch staff power on again.
  const assignee = actor && { ...actor, staffPower: true };
  for (const { id } of results) {
    const held = await subjectEntry(database, id);
    if (!held || (assignee && mayEver(assignee, 'approve', held.subject))) continue;
    try {
      await act(database, {
        initiativeId: id,
        actor: by,
        action: 'assign',
        expectedVersion: held.entry.standing.version,
        data: { assignee: null, rule: 'hand' },
        at,
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
}
