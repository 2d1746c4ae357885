import { act } from '#db/act.ts';
import { REMINDERS } from '#domain/initiative/deadlines.ts';
import { Problem } from '#domain/problems.ts';
import { log, withoutData } from '../http/log.ts';

const DAY = 86_400_000;
/** Requests closed in one run; the next run goes on. */
const BATCH = 50;

/**
 * Keeps what change requests promise: reminders before the deadline, and a close when nobody answered. Runs that overlap
 * or come twice do nothing twice: a reminder is owed under a name made of the entry and its deadline, and only one run
 * closes a version. A reminder that could not be sent for a day is left out.
 */
export async function keepDeadlines(database: D1Database, now: number): Promise<void> {
  const reminded = await oweReminders(database, now);
  const closed = await closeUnanswered(database, now);
  if (reminded + closed > 0) log({ event: 'deadlines', reminded, closed });
}

/** A request that gave no more time than a reminder comes before its end is not reminded of at once. */
const REMINDER = `
  INSERT INTO outbox (id, kind, payload, created_at, due_at)
  SELECT i.id || '.' || i.deadline || '.mail-' || ?1, 'mail',
    json_object('kind', 'mail', 'template', ?1, 'initiativeId', i.id, 'version', i.decision ->> 'version'), ?2, ?2
  FROM initiatives AS i
  WHERE i.deadline IS NOT NULL AND i.deadline > ?2 + (?3 - 1) * ${DAY} AND i.deadline <= ?2 + ?3 * ${DAY}
    AND i.deadline - (i.decision ->> 'at') > ?3 * ${DAY}
    AND NOT EXISTS (SELECT 1 FROM outbox AS o WHERE o.id = i.id || '.' || i.deadline || '.mail-' || ?1)
  ON CONFLICT (id) DO NOTHING`;

async function oweReminders(database: D1Database, now: number): Promise<number> {
  const results = await database.batch(
    Object.entries(REMINDERS).map(([template, days]) => database.prepare(REMINDER).bind(template, now, days)),
  );
  return results.reduce((total, { meta }) => total + meta.changes, 0);
}

async function closeUnanswered(database: D1Database, now: number): Promise<number> {
  const { results } = await database
    .prepare(
      'SELECT id, version FROM initiatives WHERE deadline IS NOT NULL AND deadline <= ?1 ORDER BY deadline LIMIT ?2',
    )
    .bind(now, BATCH)
    .all<{ id: string; version: number }>();
  let closed = 0;
  for (const { id, version } of results) {
    try {
      await act(database, {
        initiativeId: id,
        actor: { kind: 'system' },
        action: 'close',
        expectedVersion: version,
        at: now,
      });
      closed += 1;
    } catch (error) {
      // Answered, or closed by another run, since it was read. Anything else must not keep the others waiting.
      if (!(error instanceof Problem)) log({ event: 'close-failed', error: withoutData(error) });
    }
  }
  return closed;
}
