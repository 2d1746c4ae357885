import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const minute = 60_000;

/**
 * A worker gets all modules of a test at once, in one message of at most 32 MiB. Source maps of libraries and of generated
 * tables are a good part of that, and nobody reads them.
 */
function withoutForeignMaps(): Plugin {
  return {
    name: 'without-foreign-maps',
    enforce: 'post',
    transform: {
      filter: { id: /\/node_modules\/|\.generated\./ },
      handler: (code) => ({ code, map: { mappings: '' } }),
    },
  };
}

export default defineConfig({
  json: { stringify: true, namedExports: false },
  plugins: [withoutForeignMaps()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'domain/**/*.test.ts',
            'web/**/*.test.{ts,tsx}',
            'test/repo/**/*.test.ts',
            'test/links/**/*.test.ts',
            'test/judged/measure.test.ts',
          ],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: {
                  DB: await readD1Migrations('migrations/main'),
                  SEARCH: await readD1Migrations('migrations/search'),
                  MAILBOX: await readD1Migrations('migrations/mailbox'),
                },
              },
            },
          })),
        ],
        test: {
          name: 'worker',
          include: [
            'db/**/*.test.ts',
            'worker/**/*.test.{ts,tsx}',
            'test/worker/**/*.test.{ts,tsx}',
            'test/judged/judged.test.ts',
          ],
          setupFiles: ['test/support/worker-setup.ts'],
          // Where time matters a test says so itself; a busy machine is no failure.
          testTimeout: minute / 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'crash',
          include: ['test/crash/**/*.test.ts'],
          testTimeout: 10 * minute,
          hookTimeout: minute,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'journey',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/support/journey-setup.ts'],
          testTimeout: 5 * minute,
          hookTimeout: minute,
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
