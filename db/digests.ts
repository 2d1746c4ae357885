import { eq } from 'drizzle-orm';
import { organizationKey } from '../domain/initiative/content.ts';
import { type DeskQueue, dayOf } from '../domain/initiative/desk.ts';
import { activeGrants, covers } from '../domain/initiative/permissions.ts';
import { ACTION_LINE_CODES } from '../domain/taxonomy/action-lines.ts';
import type { Commission } from '../domain/taxonomy/code-lists.ts';
import { accountActor } from './actors.ts';
import { type Database, records } from './client.ts';
import { valuesOfMask } from './mask.ts';
import { owe } from './outbox.ts';
import { digestChoices } from './schema/main.ts';

/** How often a member of staff is told by mail what waits. */
export const RHYTHMS = ['off', 'daily', 'weekly'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** 1 January 1970 was a Thursday. */
const isMonday = (day: number): boolean => (day + 3) % 7 === 0;

/** People of one night, and rows of the queue that are counted for them: bounds on the work. */
const A_NIGHT = 200;
const COUNTED = 5000;

export async function rhythmOf(database: Database, userId: string): Promise<Rhythm> {
  const [row] = await records(database)
    .select({ rhythm: digestChoices.rhythm })
    .from(digestChoices)
    .where(eq(digestChoices.userId, userId));
  return row?.rhythm ?? 'off';
}

/** Keeps what somebody chose; the first digest comes on the next day that fits. */
export async function chooseRhythm(
  database: D1Database,
  userId: string,
  rhythm: Rhythm,
  now: number,
): Promise<void> {
  const db = records(database);
  if (rhythm === 'off') await db.delete(digestChoices).where(eq(digestChoices.userId, userId));
  else
    await db
      .insert(digestChoices)
      .values({ userId, rhythm, lastDay: dayOf(now) })
      .onConflictDoUpdate({ target: digestChoices.userId, set: { rhythm } });
}

interface Waiting {
  id: string;
  queue: DeskQueue;
  language: string;
  mask: number;
  commissions: string;
  countries: string;
  organizations: string;
}

/** What waits for staff; what waits for its submitter needs nobody at the desk. */
async function whatWaits(database: Database): Promise<Waiting[]> {
  const { results } = await database
    .prepare(
      `SELECT initiative_id AS id, queue, language, action_line_mask AS mask, commissions, countries, organizations
       FROM waiting WHERE queue <> 'asked' ORDER BY open DESC, since LIMIT ${COUNTED}`,
    )
    .all<Waiting>();
  return results;
}

/** How many entries wait in each queue that this person may open. Administrators count as if staff power were on. */
async function countsFor(
  database: Database,
  userId: string,
  waits: readonly Waiting[],
  now: number,
): Promise<Partial<Record<DeskQueue, number>>> {
  const actor = await accountActor(database, userId, now);
  const grants = actor ? activeGrants({ ...actor, staffPower: true }) : [];
  if (!actor || grants.length === 0) return {};
  const own = await database
    .prepare(
      `SELECT (SELECT json_group_array(i.id) FROM contacts AS c JOIN initiatives AS i ON i.contact_id = c.id
           WHERE c.user_id = ?1) AS ids,
         (SELECT json_group_array(key) FROM organization_names
           WHERE organization_id IN (SELECT value FROM json_each(?2))) AS names`,
    )
    .bind(userId, JSON.stringify(actor.memberships.map(({ organizationId }) => organizationId)))
    .first<{ ids: string; names: string }>();
  const ids = new Set(JSON.parse(own?.ids ?? '[]') as string[]);
  const names = new Set(JSON.parse(own?.names ?? '[]') as string[]);
  const counts: Partial<Record<DeskQueue, number>> = {};
  for (const row of waits) {
    const subject = {
      language: row.language,
      action_lines: valuesOfMask(ACTION_LINE_CODES, row.mask),
      commissions: JSON.parse(row.commissions) as Commission[],
      countries: JSON.parse(row.countries) as string[],
    };
    const named = names.size > 0 ? (JSON.parse(row.organizations) as string[]) : [];
    if (ids.has(row.id) || named.some((name) => names.has(organizationKey(name)))) continue;
    if (!grants.some((grant) => covers(grant, subject))) continue;
    counts[row.queue] = (counts[row.queue] ?? 0) + 1;
  }
  return counts;
}

/**
 * Owes the digests of the day, to those who chose them and for whom something waits; returns how many. Runs that overlap or
 * come twice owe each once: it is owed under the name of the person and the day.
 */
export async function oweDigests(database: D1Database, now: number): Promise<number> {
  const day = dayOf(now);
  const { results: due } = await database
    .prepare(
      `SELECT user_id AS userId FROM digest_choices
       WHERE last_day < ?1 AND (rhythm = 'daily' OR ?2 OR last_day < ?1 - 7) ORDER BY last_day, user_id LIMIT ${A_NIGHT}`,
    )
    .bind(day, isMonday(day) ? 1 : 0)
    .all<{ userId: string }>();
  if (due.length === 0) return 0;
  const waits = await whatWaits(database);
  const db = records(database);
  let owed = 0;
  for (const { userId } of due) {
    const counts = await countsFor(database, userId, waits, now);
    const done = db.update(digestChoices).set({ lastDay: day }).where(eq(digestChoices.userId, userId));
    if (Object.keys(counts).length === 0) {
      await done;
      continue;
    }
    const mail = owe(db, { kind: 'digest', userId, counts }, now, `${userId}.${day}`).onConflictDoNothing();
    const [made] = await db.batch([mail, done]);
    owed += made.meta.changes;
  }
  return owed;
}
