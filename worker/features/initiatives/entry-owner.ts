import type { PublicRecord } from '#db/entries.ts';
import { namesOf, verificationsOf } from '#db/organization-lists.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { EntryOwnership } from '#web/pages/initiatives/EntryOwner.tsx';
import type { AppContext } from '#worker/http/context.ts';
import { reader } from '#worker/http/databases.ts';

/** Whose an entry is, and which of the organisations that it names have proved their domain. */
export async function ownershipOf(
  c: AppContext,
  { organizations }: PublicInitiative,
  { organizationId: ownerId, namesRegistered }: Pick<PublicRecord, 'organizationId' | 'namesRegistered'>,
): Promise<EntryOwnership> {
  if (!ownerId && !namesRegistered) return { owner: null, verifications: new Map() };
  const database = reader(c, c.env.DB);
  const ids = [...organizations.map((organization) => organization.id), ...(ownerId ? [ownerId] : [])];
  const [verifications, names] = await Promise.all([
    verificationsOf(database, ids),
    ownerId ? namesOf(database, [ownerId], c.get('language')) : null,
  ]);
  return { owner: ownerId ? { id: ownerId, name: names?.get(ownerId) ?? ownerId } : null, verifications };
}
