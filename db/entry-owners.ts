import { eq } from 'drizzle-orm';
import { type Database, records } from './client.ts';
import type { Job, Recipient } from './jobs.ts';
import { owe } from './outbox.ts';
import { contacts, organizationMembers } from './schema/main.ts';
import type { SubjectEntry } from './subjects.ts';

/** Who may answer for an entry: its contact, and those who edit for its organisation. */
async function ownersOf(database: Database, { entry, subject }: SubjectEntry): Promise<Recipient[]> {
  const db = records(database);
  const contact = entry.contactId
    ? await db.select({ email: contacts.email }).from(contacts).where(eq(contacts.id, entry.contactId)).get()
    : null;
  const members = subject.organizationId
    ? await db
        .select({ account: organizationMembers.userId, role: organizationMembers.role })
        .from(organizationMembers)
        .where(eq(organizationMembers.organizationId, subject.organizationId))
    : [];
  const editors = members.filter(({ role, account }) => role !== 'viewer' && account !== subject.submitterId);
  return [
    ...(contact?.email && entry.contactId ? [{ contact: entry.contactId }] : []),
    ...editors.map(({ account }) => ({ account })),
  ];
}

/** The statements that owe a job to each who may answer for an entry, once; `cause` tells occasions apart. */
export async function owedToOwners(
  database: Database,
  held: SubjectEntry,
  jobTo: (to: Recipient) => Job,
  { cause, at }: { cause: string; at: number },
) {
  const db = records(database);
  return (await ownersOf(database, held)).map((to) => {
    const whom = 'contact' in to ? to.contact : 'account' in to ? to.account : '';
    return owe(db, jobTo(to), at, `${cause}.${whom}`).onConflictDoNothing();
  });
}
