import { type AccountActor, type Actor, isAdministrator, isStaff } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { type AppContext, actorOf } from '../../http/context.ts';

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

/** Lets administrators with staff power pass; for everybody else there is no such page. */
export function requireAdministrator(c: AppContext): void {
  if (!isAdministrator(actorOf(c))) throw new Problem('not-found');
}
