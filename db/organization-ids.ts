import { type Content, organizationKey } from '../domain/initiative/content.ts';
import { idFromKey } from '../domain/initiative/identifiers.ts';
import type { Database } from './client.ts';

/** The id of the page that a name of an organisation has by itself: one per spelling-independent name, for ever. */
export function organizationPageId(key: string): Promise<string> {
  return idFromKey(`organization ${key}`);
}

/** Organisations by the keys of their registered names. */
export type RegisteredKeys = ReadonlyMap<string, string>;

/** Which of the organisations that some contents name are registered, with one statement. */
export async function registeredKeys(
  database: Database,
  contents: readonly Pick<Content, 'organizations'>[],
): Promise<RegisteredKeys> {
  const keys = new Set(
    contents.flatMap(({ organizations }) => organizations.map(({ name }) => organizationKey(name))),
  );
  if (keys.size === 0) return new Map();
  const { results } = await database
    .prepare(
      `SELECT DISTINCT key, organization_id AS id FROM organization_names
       WHERE key IN (SELECT value FROM json_each(?1))`,
    )
    .bind(JSON.stringify([...keys]))
    .all<{ key: string; id: string }>();
  return new Map(results.map(({ key, id }) => [key, id]));
}

/** Ids of the pages of the organisations that a content names, in its order. Each once, though it may have many names. */
export async function organizationIds(
  content: Pick<Content, 'organizations'>,
  registered: RegisteredKeys,
): Promise<string[]> {
  return Promise.all(
    content.organizations.map(({ name }) => {
      const key = organizationKey(name);
      return registered.get(key) ?? organizationPageId(key);
    }),
  );
}
