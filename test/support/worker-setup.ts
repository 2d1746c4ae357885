import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';

const { DB, SEARCH, MAILBOX, TEST_MIGRATIONS } = env;

await applyD1Migrations(DB, TEST_MIGRATIONS.DB);
await applyD1Migrations(SEARCH, TEST_MIGRATIONS.SEARCH);
await applyD1Migrations(MAILBOX, TEST_MIGRATIONS.MAILBOX);
