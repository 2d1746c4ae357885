import { eq, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { organizationKey } from '../domain/initiative/content.ts';
import type { Records } from './client.ts';
import { says } from './errors.ts';
import { organizationPageId } from './organization-ids.ts';
import { organizationNames, organizationWords } from './schema/main.ts';
import { wordsOfOrganization } from './similar-organizations.ts';

/** What the trigger `organization_names_one_body` says. */
const OF_ANOTHER = 'the name belongs to another organisation';

/** Whether an error says that somebody else registered one of the names a moment before. */
export function isNameTaken(error: unknown): boolean {
  return says(error, OF_ANOTHER);
}

/**
 * The statements after which an organisation has these names in use, and is found by them. What it was called before
 * stays its own (`held`), as a former name.
 */
export async function nameStatements(
  db: Records,
  organizationId: string,
  names: readonly { language: string; name: string }[],
  acronym: string,
  held: readonly { name: string }[] = [],
): Promise<BatchItem<'sqlite'>[]> {
  const rows = await Promise.all(
    names.map(async ({ language, name }) => {
      const key = organizationKey(name);
      return { organizationId, language, name, key, pageId: await organizationPageId(key), current: true };
    }),
  );
  const words = wordsOfOrganization([...names, ...held], acronym);
  return [
    db
      .update(organizationNames)
      .set({ current: false })
      .where(eq(organizationNames.organizationId, organizationId)),
    ...rows.map((row) =>
      db
        .insert(organizationNames)
        .values(row)
        .onConflictDoUpdate({
          target: [organizationNames.organizationId, organizationNames.language, organizationNames.key],
          set: { name: row.name, current: true },
        }),
    ),
    db.delete(organizationWords).where(eq(organizationWords.organizationId, organizationId)),
    db
      .insert(organizationWords)
      .select(sql`select value, ${organizationId} from json_each(${JSON.stringify(words)})`),
  ];
}
