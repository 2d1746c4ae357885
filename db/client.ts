import { drizzle } from 'drizzle-orm/d1';
import * as schema from './schema/main.ts';

/** A database or a session of one (read replica, bookmark). */
export type Database = D1Database | D1DatabaseSession;

/** Drizzle over the system of record. */
export function records(database: Database) {
  return drizzle(database as D1Database, { schema });
}
export type Records = ReturnType<typeof records>;
