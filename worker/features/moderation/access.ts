import { type Actor, canModerate } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { type AppContext, actorOf } from '../../http/context.ts';

export type AccountActor = Extract<Actor, { kind: 'account' }>;

/** The moderator or administrator who acts. Others get `not-found`: what moderators see does not exist for them. */
export function requireModerator(actor: Actor): AccountActor {
  if (actor.kind !== 'account' || !canModerate(actor)) throw new Problem('not-found');
  return actor;
}

/** The signed-in moderator. `sign-in-required` for people who are not signed in. */
export function moderatorOf(c: AppContext): AccountActor {
  if (!c.get('user')) throw new Problem('sign-in-required');
  return requireModerator(actorOf(c));
}

/** Lets administrators pass; for everybody else there is no such page. */
export function requireAdministrator(c: AppContext): void {
  if (c.get('user')?.role !== 'administrator') throw new Problem('not-found');
}
