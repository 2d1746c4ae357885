import { defineConfig } from 'drizzle-kit';

/** The search index: derived, and rebuilt from the system of record at any time. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/schema/search.ts',
  out: './migrations/search',
});
