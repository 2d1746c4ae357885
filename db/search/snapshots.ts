/**
 * A value computed once per catalogue version: one row to read afterwards. The first reader after a publication computes
 * it and keeps it for the others. Names must come from a bounded set.
 */
export async function snapshot<T>(
  search: D1DatabaseSession,
  name: string,
  statements: readonly D1PreparedStatement[],
  read: (results: readonly D1Result[]) => T,
): Promise<T> {
  const current = await search
    .prepare(
      `SELECT value FROM catalogue JOIN snapshots ON name = ?1 AND snapshots.version = catalogue.version
       WHERE catalogue.id = 1`,
    )
    .bind(name)
    .first<string>('value');
  if (current) return JSON.parse(current) as T;

  const [catalogue, ...results] = await search.batch([
    search.prepare('SELECT version FROM catalogue WHERE id = 1'),
    ...statements,
  ]);
  const value = read(results);
  await search
    .prepare(
      `INSERT INTO snapshots (name, version, value) VALUES (?1, ?2, ?3)
       ON CONFLICT (name) DO UPDATE SET version = ?2, value = ?3 WHERE version < ?2`,
    )
    .bind(
      name,
      (catalogue?.results as { version: number }[] | undefined)?.[0]?.version ?? 0,
      JSON.stringify(value),
    )
    .run();
  return value;
}
