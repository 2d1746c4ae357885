import { confirmedContact, giveToAccount } from '#db/accounts.ts';
import { act } from '#db/act.ts';
import { records } from '#db/client.ts';
import type { Entry } from '#db/entries.ts';
import { can } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { heldEntry, heldSubject, type LinkActor } from './held-entry.ts';

export interface Confirmation {
  entry: Entry;
  /** Whether this call did it; a link opened again changes nothing. */
  fresh: boolean;
}

/**
 * Confirms the address of a submission, so that moderators see it; the first time that opens the account of the address.
 * Opening the link again is harmless.
 */
export async function confirmAddress(c: AppContext, actor: LinkActor): Promise<Confirmation> {
  const database = c.env.DB;
  const { entry, subject } = await heldSubject(database, actor);
  if (!can(actor, 'confirm', subject)) return { entry, fresh: false };
  const at = c.get('clock')();
  await giveToAccount(database, actor.contactId);
  try {
    const { standing } = await act(database, {
      initiativeId: entry.id,
      actor,
      action: 'confirm',
      expectedVersion: entry.standing.version,
      mails: ['received'],
      at,
      also: confirmedContact(records(database), actor.contactId, at),
    });
    hurry(c);
    return { entry: { ...entry, standing }, fresh: true };
  } catch (error) {
    // Mail programs open a link twice at once; the second one finds it done.
    if (!(error instanceof Problem && error.code === 'edit-conflict')) throw error;
    return { entry: await heldEntry(database, actor), fresh: false };
  }
}
