import { and, eq, gt, inArray, lt, ne, sql } from 'drizzle-orm';
import { LEASE } from '../domain/initiative/desk.ts';
import { type Database, records } from './client.ts';
import { leases, users } from './schema/main.ts';

/** Somebody who has an entry open at the desk. Times in milliseconds since 1970, UTC. */
export interface Looking {
  initiativeId: string;
  /** Name of the account; may be empty. */
  name: string;
  since: number;
}

/**
 * Marks an entry as looked at from now on, or renews that. Several people may look at one entry: nobody is kept out.
 * The answer is until when it holds, which also names this renewal to `endLease`.
 */
export async function holdLease(
  database: D1Database,
  { initiativeId, userId, at }: { initiativeId: string; userId: string; at: number },
): Promise<number> {
  const db = records(database);
  const until = at + LEASE;
  await db.batch([
    db.delete(leases).where(lt(leases.until, at)),
    db
      .insert(leases)
      .values({ initiativeId, userId, begunAt: at, until })
      .onConflictDoUpdate({
        target: [leases.initiativeId, leases.userId],
        set: { until: sql`max(excluded.until, ${leases.until})` },
      }),
  ]);
  return until;
}

/** Ends a lease; with `until` only if it was not renewed since, so that a page that closes late ends no other one. */
export async function endLease(
  database: D1Database,
  { initiativeId, userId, until }: { initiativeId: string; userId: string; until?: number | undefined },
): Promise<void> {
  await records(database)
    .delete(leases)
    .where(
      and(
        eq(leases.initiativeId, initiativeId),
        eq(leases.userId, userId),
        until === undefined ? undefined : eq(leases.until, until),
      ),
    );
}

/** Who else looks at these entries now, the first comer first. */
export async function othersLooking(
  database: Database,
  ids: readonly string[],
  { userId, now }: { userId: string; now: number },
): Promise<Looking[]> {
  if (ids.length === 0) return [];
  return records(database)
    .select({ initiativeId: leases.initiativeId, name: users.name, since: leases.begunAt })
    .from(leases)
    .innerJoin(users, eq(users.id, leases.userId))
    .where(
      and(
        inArray(leases.initiativeId, sql`(select value from json_each(${JSON.stringify(ids)}))`),
        gt(leases.until, now),
        ne(leases.userId, userId),
      ),
    )
    .orderBy(leases.begunAt);
}
