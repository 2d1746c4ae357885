import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unstable_splitSqlQuery as splitSqlQuery } from 'wrangler';

/**
 * Applies what is missing, each migration in one batch with its own row in `d1_migrations`, as
 * `wrangler d1 migrations apply` does; either tool can take over from the other.
 */
export async function migrate(database, directory) {
  await database
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (
         id INTEGER PRIMARY KEY AUTOINCREMENT,
         name TEXT UNIQUE,
         applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
       )`,
    )
    .run();
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all();
  const applied = new Set(results.map((row) => row.name));
  for (const name of migrationNames(directory)) {
    if (applied.has(name)) continue;
    const statements = splitSqlQuery(readFileSync(join(directory, name), 'utf8'));
    try {
      await database.batch([
        ...statements.map((sql) => database.prepare(sql)),
        database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
      ]);
    } catch (error) {
      throw new Error(`The migration ${join(directory, name)} failed: ${error.message}`, { cause: error });
    }
  }
}

/** The .sql files by their leading number. */
function migrationNames(directory) {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1));
}
