import { eq } from 'drizzle-orm';
import { records } from '#db/client.ts';
import { commit } from '#db/commit.ts';
import type { Entry } from '#db/entries.ts';
import { contacts } from '#db/schema/main.ts';
import { allows } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { heldEntry, type LinkActor, requireLink } from './held-entry.ts';

export interface Confirmation {
  entry: Entry;
  /** Whether this call did it; a link opened again changes nothing. */
  fresh: boolean;
}

/** Confirms the address of a submission, so that moderators see it. Opening the link again is harmless. */
export async function confirmAddress(c: AppContext, actor: LinkActor): Promise<Confirmation> {
  requireLink(actor, 'confirm');
  const database = c.env.DB;
  const entry = await heldEntry(database, actor);
  if (!allows(entry.standing.state, 'confirm')) return { entry, fresh: false };
  const at = c.get('clock')();
  const { id } = entry;
  try {
    const standing = await commit(database, {
      initiativeId: id,
      before: entry.standing,
      type: 'initiative.confirmed',
      actor: { kind: 'link', id: actor.contactId },
      jobs: [{ kind: 'mail', template: 'received', initiativeId: id, version: entry.standing.version + 1 }],
      at,
      also: [
        records(database).update(contacts).set({ confirmedAt: at }).where(eq(contacts.id, actor.contactId)),
      ],
    });
    hurry(c);
    return { entry: { ...entry, standing }, fresh: true };
  } catch (error) {
    // Mail programs open a link twice at once; the second one finds it done.
    if (!(error instanceof Problem && error.code === 'edit-conflict')) throw error;
    return { entry: await heldEntry(database, actor), fresh: false };
  }
}
