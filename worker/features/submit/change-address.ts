import { and, eq, isNull, sql } from 'drizzle-orm';
import { confirmedContact } from '#db/accounts.ts';
import { records } from '#db/client.ts';
import { owe } from '#db/outbox.ts';
import { addressChanges, contacts, initiatives } from '#db/schema/main.ts';
import { Problem } from '#domain/problems.ts';
import { EmailAddress } from '#domain/schemas/atoms.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { AppContext } from '#worker/http/context.ts';
import { limitAddress } from '#worker/http/limits.ts';
import { type Holder, heldSubject } from './held-entry.ts';
import { holdsAddress } from './status-page.tsx';

/**
 * Mails a link to a new address for the mails about an entry, and a word to the old one. Nothing changes before the link
 * is confirmed. Only for those to whom the mails go now.
 */
export async function askForAddress(c: AppContext, holder: Holder, input: string): Promise<void> {
  const held = await heldSubject(c.env.DB, holder);
  const { contactId } = held.entry;
  if (!contactId || !holdsAddress(holder, held)) throw new Problem('not-allowed');
  const { state } = held.subject;
  if (state === 'unconfirmed') throw new Problem('wrong-state', { extra: { state } });
  const email = parse(EmailAddress, input).toLowerCase();
  await limitAddress(c, 'address', email);
  const at = c.get('clock')();
  const id = crypto.randomUUID();
  const db = records(c.env.DB);
  await db.batch([
    db.insert(addressChanges).values({
      ...{ id, initiativeId: held.entry.id, contactId, email, createdAt: at },
      language: c.get('language'),
    }),
    owe(db, { kind: 'address-named', changeId: id }, at, id),
    owe(db, { kind: 'address-asked', changeId: id }, at, id),
  ]);
}

/**
 * Lets the mails about an entry go to an address that was confirmed. A contact of its own takes the place of the old
 * one, so that old private links end. Null if the link was used before, or the address was replaced by another meanwhile.
 */
export async function changeAddress(
  database: D1Database,
  id: string,
  at: number,
): Promise<{ initiativeId: string; contactId: string } | null> {
  const db = records(database);
  const [change] = await db.select().from(addressChanges).where(eq(addressChanges.id, id));
  if (!change) throw new Problem('link-invalid');
  const { initiativeId, contactId: old, email, language } = change;
  const contactId = `address.${id}`;
  if (email === null) return null;
  const current = sql`select 1 from initiatives where id = ${initiativeId} and contact_id = ${old}`;
  const [, moved] = await db.batch([
    db
      .insert(contacts)
      .select(
        sql`select ${contactId}, ${email}, ${language}, null, ${at}, null, null, null where exists (${current})`,
      )
      .onConflictDoNothing(),
    db
      .update(initiatives)
      .set({ contactId })
      .where(and(eq(initiatives.id, initiativeId), eq(initiatives.contactId, old)))
      .returning({ id: initiatives.id }),
    db
      .update(contacts)
      .set({ email: null, userId: null })
      .where(
        and(eq(contacts.id, old), sql`exists (select 1 from initiatives where contact_id = ${contactId})`),
      ),
    db
      .update(addressChanges)
      .set({ email: null, doneAt: at })
      .where(and(eq(addressChanges.id, id), isNull(addressChanges.doneAt))),
    ...confirmedContact(db, contactId, at),
  ]);
  return moved.length > 0 ? { initiativeId, contactId } : null;
}
