import type { Database } from './client.ts';
import type { Difference } from './verify-log.ts';

/** Rows that are only in one of two queries with the same columns. */
const onlyIn = (one: string, other: string) => `SELECT * FROM (${one} EXCEPT ${other}) LIMIT 1000`;

const KEPT = 'SELECT * FROM waiting';
const MEANT = 'SELECT * FROM waiting_reasons';

const TALLY = 'SELECT queue, part, value, count FROM waiting_counts';
/** The tally, counted anew from the rows that wait. */
const COUNTED = `
  WITH w AS (SELECT queue AS name, * FROM waiting UNION ALL SELECT 'open', * FROM waiting WHERE open = 1)
  SELECT name AS queue, 'all' AS part, '' AS value, count(*) AS count FROM w GROUP BY name
  UNION ALL SELECT name, 'assignee', coalesce(assignee, ''), count(*) FROM w GROUP BY name, coalesce(assignee, '')
  UNION ALL SELECT name, 'language', language, count(*) FROM w GROUP BY name, language
  UNION ALL SELECT name, 'day', since / 86400000, count(*) FROM w GROUP BY name, since / 86400000
  UNION ALL SELECT name, 'line', bits.value, count(*)
    FROM w JOIN json_each('[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23]') AS bits
    WHERE (action_line_mask >> bits.value) & 1 GROUP BY name, bits.value`;

interface Counted {
  queue: string;
  part: string;
  value: string | number;
  count: number;
}

/** What waits at the desk, and how much, compared with what the initiatives say. */
export async function verifyWaiting(database: Database): Promise<Difference[]> {
  const [kept, meant, tally, counted] = await database.batch<Record<string, unknown>>(
    [
      onlyIn(KEPT, MEANT),
      onlyIn(MEANT, KEPT),
      onlyIn(TALLY, `SELECT * FROM (${COUNTED})`),
      onlyIn(`SELECT * FROM (${COUNTED})`, TALLY),
    ].map((query) => database.prepare(query)),
  );
  const row = (found: Record<string, unknown>) => ({
    id: String(found.initiative_id),
    field: `waiting.${found.queue}`,
  });
  const sum = ({ queue, part, value }: Counted) => ({ id: queue, field: `waiting_counts.${part}.${value}` });
  return [
    ...(kept?.results ?? []).map((found) => ({ ...row(found), stored: found, derived: undefined })),
    ...(meant?.results ?? []).map((found) => ({ ...row(found), stored: undefined, derived: found })),
    ...((tally?.results ?? []) as unknown as Counted[]).map((found) => ({
      ...sum(found),
      stored: found.count,
      derived: undefined,
    })),
    ...((counted?.results ?? []) as unknown as Counted[]).map((found) => ({
      ...sum(found),
      stored: undefined,
      derived: found.count,
    })),
  ];
}

/** Writes anew what waits. The triggers count what they see written. */
export async function repairWaiting(database: Database): Promise<void> {
  await database.batch(
    ['DELETE FROM waiting_counts', 'DELETE FROM waiting', `INSERT INTO waiting ${MEANT}`].map((statement) =>
      database.prepare(statement),
    ),
  );
}
