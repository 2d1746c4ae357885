import type { Database } from './client.ts';

/** Names of accounts by id, for colleagues at the desk only. */
export async function namesOf(
  database: Database,
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  if (wanted.length === 0) return new Map();
  const { results } = await database
    .prepare('SELECT id, name FROM users WHERE id IN (SELECT value FROM json_each(?1))')
    .bind(JSON.stringify(wanted))
    .all<{ id: string; name: string }>();
  return new Map(results.map(({ id, name }) => [id, name]));
}
