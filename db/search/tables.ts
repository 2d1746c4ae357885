import { NEXT } from './index-entry.ts';

/** The tables that a rebuild makes anew; all others of the database outlive it. */
const TABLES = [
  'facets',
  'removed',
  'cards',
  'names',
  'words',
  'organizations',
  'entry_organizations',
  'entry_text',
  'organization_text',
] as const;
/** Before the names of tables that the last rebuild replaced. */
const OLD = 'old_';

interface SchemaRow {
  type: 'table' | 'index';
  name: string;
  tbl_name: string;
  sql: string;
}

/**
 * The statements that make empty tables beside the live ones, in place of any that are left over. Migrations are the
 * only source: the live tables are copied as they are. Index names bear the generation, for they cannot be renamed.
 */
export async function creation(search: D1Database, generation: string): Promise<D1PreparedStatement[]> {
  const { results } = await search
    .prepare(
      `SELECT type, name, tbl_name, sql FROM sqlite_master
       WHERE sql IS NOT NULL AND type IN ('table', 'index') AND tbl_name IN (SELECT value FROM json_each(?1))
       ORDER BY type = 'index'`,
    )
    .bind(JSON.stringify(TABLES))
    .all<SchemaRow>();
  const live = await search
    .prepare('SELECT generation FROM catalogue WHERE id = 1')
    .first<string>('generation');
  return [
    ...TABLES.flatMap((table) => [
      search.prepare(`DROP TABLE IF EXISTS ${NEXT}${table}`),
      search.prepare(`DROP TABLE IF EXISTS ${OLD}${table}`),
    ]),
    ...results.map((row) => search.prepare(ofNext(row, live ?? '', generation))),
  ];
}

function ofNext({ type, name, tbl_name: table, sql }: SchemaRow, live: string, generation: string): string {
  if (type === 'table')
    return sql.replace(/^CREATE (VIRTUAL )?TABLE \S+?(?=[\s(])/, `CREATE $1TABLE ${NEXT}${table}`);
  const base = name.endsWith(`_${live}`) ? name.slice(0, -live.length - 1) : name;
  return sql.replace(
    /^CREATE (UNIQUE )?INDEX \S+ ON \S+?(?=[\s(])/,
    `CREATE $1INDEX ${base}_${generation} ON ${NEXT}${table}`,
  );
}

/** The statements that put the new tables in the place of the live ones. */
export function swap(search: D1Database): D1PreparedStatement[] {
  return TABLES.flatMap((table) => [
    search.prepare(`ALTER TABLE ${table} RENAME TO ${OLD}${table}`),
    search.prepare(`ALTER TABLE ${NEXT}${table} RENAME TO ${table}`),
  ]);
}

/** One of the replaced tables that are still there; null when there are none. */
export async function replacedTable(search: D1Database): Promise<string | null> {
  return search
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name IN (SELECT value FROM json_each(?1)) LIMIT 1`,
    )
    .bind(JSON.stringify(TABLES.map((table) => `${OLD}${table}`)))
    .first<string>('name');
}
