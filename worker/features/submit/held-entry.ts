import type { Entry } from '#db/entries.ts';
import { type SubjectEntry, subjectEntry } from '#db/subjects.ts';
import { type AccountActor, type Actor, isOwner } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';

export type LinkActor = Extract<Actor, { kind: 'link' }>;

/** Who opened the private pages of an entry: by its private link, or signed in. */
export type Holder = LinkActor | (AccountActor & { initiativeId: string });

/** The entry a private page is about; see `heldSubject`. */
export async function heldEntry(database: D1Database, holder: Holder): Promise<Entry> {
  return (await heldSubject(database, holder)).entry;
}

/**
 * The entry a private page is about, with what decides about its holder's rights. An entry that has another contact by
 * now is unknown to the holder of a link: `link-invalid`. Accounts that neither submitted it nor belong to its
 * organisation get `not-found`; what staff see is at the desk.
 */
export async function heldSubject(database: D1Database, holder: Holder): Promise<SubjectEntry> {
  const held = await subjectEntry(database, holder.initiativeId);
  if (holder.kind === 'link') {
    if (!held || held.entry.contactId !== holder.contactId) throw new Problem('link-invalid');
    return held;
  }
  const belongs =
    held &&
    (isOwner(holder, held.subject) ||
      holder.memberships.some(({ organizationId }) => organizationId === held.subject.organizationId));
  if (!belongs) throw new Problem('not-found');
  return held;
}
