import { env } from 'cloudflare:workers';
import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import * as main from './schema/main.ts';
import * as search from './schema/search.ts';

interface Column {
  name: string;
  required: number;
}

/** Column names and whether each must have a value, in the order of names. */
function columns(rows: readonly Column[]): string[] {
  return rows.map(({ name, required }) => `${name}${required ? '' : '?'}`).sort();
}

const tables = [
  ...Object.values(main).map((table) => ({ table, database: env.DB })),
  ...Object.values(search).map((table) => ({ table, database: env.SEARCH })),
].filter(({ table }) => is(table, SQLiteTable));

test.each(tables.map(({ table, database }) => [getTableConfig(table as SQLiteTable).name, table, database]))(
  'the migrations and the schema agree on %s',
  async (name, table, database) => {
    const { results } = await (database as D1Database)
      .prepare('SELECT name, "notnull" OR pk > 0 AS required FROM pragma_table_info(?1)')
      .bind(name)
      .all<Column>();
    const said = getTableConfig(table as SQLiteTable).columns.map((column) => ({
      name: column.name,
      required: Number(column.notNull || column.primary),
    }));
    expect(columns(results)).toEqual(columns(said));
  },
);
