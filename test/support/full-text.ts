import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import { entryText, TEXT_COLUMNS } from '../../domain/search/entry-text.ts';

interface Statement {
  run(...values: (string | number)[]): unknown;
  all(...values: (string | number)[]): Record<string, unknown>[];
}
interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
}

// A name the compiler cannot see: the domain is compiled without the types of Node.
const builtin: string = 'node:sqlite';
const { DatabaseSync } = (await import(/* @vite-ignore */ builtin)) as {
  DatabaseSync: new (path: string) => Database;
};

/** The full text of some entries as the index keeps it; the first entry is row 1. */
export class FullText {
  readonly #match: Statement;

  constructor(entries: readonly PublicInitiative[]) {
    const database = new DatabaseSync(':memory:');
    database.exec(`CREATE VIRTUAL TABLE entry_text USING fts5(${TEXT_COLUMNS.join(', ')}, content = '',
      contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0", prefix = '2 3')`);
    const insert = database.prepare(
      `INSERT INTO entry_text (rowid, ${TEXT_COLUMNS.join(', ')}) VALUES (?${', ?'.repeat(TEXT_COLUMNS.length)})`,
    );
    for (const [index, entry] of entries.entries()) {
      const text = entryText(entry);
      insert.run(index + 1, ...TEXT_COLUMNS.map((column) => text[column]));
    }
    this.#match = database.prepare('SELECT rowid FROM entry_text WHERE entry_text MATCH ? ORDER BY rowid');
  }

  /** Row numbers that match an FTS5 expression; throws if it is none. */
  rows(expression: string): number[] {
    return this.#match.all(expression).map(({ rowid }) => Number(rowid));
  }
}
