import { defineConfig } from 'drizzle-kit';

/** The system of record. Its search index has a schema of its own: drizzle.search.config.ts. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/schema/main.ts',
  out: './migrations/main',
});
