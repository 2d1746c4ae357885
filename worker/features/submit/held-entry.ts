import { type Entry, entryById } from '#db/entries.ts';
import { type Actor, mayEver } from '#domain/initiative/permissions.ts';
import { type Action, allows } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';

export type LinkActor = Extract<Actor, { kind: 'link' }>;

/** The entry a private link is about. An entry that has another contact by now is unknown to the holder: `link-invalid`. */
export async function heldEntry(database: D1Database, actor: LinkActor): Promise<Entry> {
  const entry = await entryById(database, actor.initiativeId);
  if (!entry || entry.contactId !== actor.contactId) throw new Problem('link-invalid');
  return entry;
}

/** Permission for an action by link, before anything is read. */
export function requireLink(actor: LinkActor, action: Action): void {
  if (!mayEver(actor, action, actor.initiativeId)) throw new Problem('not-found');
}

/** Refuses a stale version with `edit-conflict`, then a state that does not allow the action with `wrong-state`. */
export function requireReady(entry: Entry, action: Action, expectedVersion: number): void {
  const { state, version } = entry.standing;
  if (version !== expectedVersion)
    throw new Problem('edit-conflict', {
      extra: { expected_version: expectedVersion, current_version: version, state },
    });
  if (!allows(state, action)) throw new Problem('wrong-state', { extra: { state } });
}
