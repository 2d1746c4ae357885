import type { MiddlewareHandler } from 'hono';
import type { Database } from '#db/client.ts';
import { type SubjectEntry, subjectEntries, subjectEntry } from '#db/subjects.ts';
import { type AccountActor, type Actor, canReadAtDesk, isStaff } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { type AppContext, type AppEnv, actorOf } from './context.ts';
import { signInFirst } from './sign-in-first.ts';

/** Who works at the desk. Others get `not-found`: what staff see does not exist for them. */
export function requireStaff(actor: Actor): AccountActor {
  if (actor.kind !== 'account' || !isStaff(actor)) throw new Problem('not-found');
  return actor;
}

/** The signed-in member of staff. `sign-in-required` for people who are not signed in. */
export function staffOf(c: AppContext): AccountActor {
  if (!c.get('user')) throw new Problem('sign-in-required');
  return requireStaff(actorOf(c));
}

/** Sends people who are not signed in to do so and back here; for accounts without a role there is no page. */
export const staffOnly: MiddlewareHandler<AppEnv> = async (c, next) => {
  const elsewhere = signInFirst(c);
  if (elsewhere) return elsewhere;
  staffOf(c);
  return next();
};

/** An entry that this person may open at the desk; `not-found` for everybody else. */
export async function atDesk(database: Database, actor: AccountActor, id: string): Promise<SubjectEntry> {
  const held = await subjectEntry(database, id);
  if (!held || !canReadAtDesk(actor, held.subject)) throw new Problem('not-found');
  return held;
}

/** Rows about entries that are looked at for one page; what a role does not reach is left out of them. */
export const LOOKED_AT = 100;

/** Those of rows about entries whose entry this person may open at the desk, with that entry. */
export async function readableAtDesk<Row extends { initiativeId: string }>(
  database: Database,
  actor: AccountActor,
  rows: readonly Row[],
): Promise<(Row & SubjectEntry)[]> {
  const held = await subjectEntries(database, [...new Set(rows.map(({ initiativeId }) => initiativeId))]);
  return rows.flatMap((row) => {
    const one = held.get(row.initiativeId);
    return one && canReadAtDesk(actor, one.subject) ? [{ ...row, ...one }] : [];
  });
}
