import type { MiddlewareHandler } from 'hono';
import type { Database } from '#db/client.ts';
import { type SubjectEntry, subjectEntry } from '#db/subjects.ts';
import { type AccountActor, canReadAtDesk, isStaff } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { type AppContext, type AppEnv, actorOf } from '#worker/http/context.ts';
import { signInFirst } from '#worker/http/sign-in-first.ts';

/** Sends people who are not signed in to do so and back here; for accounts without a role there is no page. */
export const staffOnly: MiddlewareHandler<AppEnv> = async (c, next) => {
  const elsewhere = signInFirst(c);
  if (elsewhere) return elsewhere;
  staffOf(c);
  return next();
};

/** The signed-in member of staff; `sign-in-required`, or `not-found` for accounts without a role. */
export function staffOf(c: AppContext): AccountActor {
  if (!c.get('user')) throw new Problem('sign-in-required');
  const actor = actorOf(c);
  if (actor.kind !== 'account' || !isStaff(actor)) throw new Problem('not-found');
  return actor;
}

/** An entry that this person may open at the desk; `not-found` for everybody else. */
export async function atDesk(database: Database, actor: AccountActor, id: string): Promise<SubjectEntry> {
  const held = await subjectEntry(database, id);
  if (!held || !canReadAtDesk(actor, held.subject)) throw new Problem('not-found');
  return held;
}
