import { records } from '#db/client.ts';
import { contactById, type Entry } from '#db/entries.ts';
import { owe } from '#db/outbox.ts';
import { allows } from '#domain/initiative/states.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitAddress, limitNetwork } from '#worker/http/limits.ts';
import { heldEntry, type LinkActor } from './held-entry.ts';

const MINUTE = 60_000;

/** Mails a new confirmation link to the address of a submission. Nothing is sent once it is confirmed. */
export async function resendConfirmation(c: AppContext, actor: LinkActor): Promise<Entry> {
  await limitNetwork(c, 'confirm');
  const entry = await heldEntry(c.env.DB, actor);
  const contact = await contactById(c.env.DB, actor.contactId);
  if (!allows(entry.standing.state, 'confirm') || !contact?.email) return entry;
  await limitAddress(c, 'confirm', contact.email);
  const at = c.get('clock')();
  const job = {
    kind: 'mail',
    template: 'confirm',
    initiativeId: entry.id,
    version: entry.standing.version,
  } as const;
  // Pressing the button twice sends one mail.
  await owe(records(c.env.DB), job, at, `${entry.id}.again-${Math.floor(at / MINUTE)}`).onConflictDoNothing();
  hurry(c);
  return entry;
}
