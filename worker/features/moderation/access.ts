import { isAdministrator } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { type AppContext, actorOf } from '../../http/context.ts';

/** Lets administrators with staff power pass; for everybody else there is no such page. */
export function requireAdministrator(c: AppContext): void {
  if (!isAdministrator(actorOf(c))) throw new Problem('not-found');
}
