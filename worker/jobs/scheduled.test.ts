import { env } from 'cloudflare:workers';
import { beforeAll, expect, test, vi } from 'vitest';
import { lastChecks } from '#db/search/check.ts';
import { beginRebuild, lastRebuild, rebuildUnderWay } from '#db/search/rebuild.ts';
import { loadSeed, SEED_ENTRIES } from '#db/seed/load.ts';
import worker from '../local.ts';
import { NIGHTLY } from './nightly.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const { DB, SEARCH } = env;
const ENTRIES = SEED_ENTRIES.length;

const run = (cron: string) => worker.scheduled({ cron } as ScheduledController, env);
const indexed = () => SEARCH.prepare('SELECT count(*) AS count FROM facets').first<number>('count');

function logged() {
  const spy = vi.spyOn(console, 'log');
  return () => spy.mock.calls.map(([line]) => JSON.parse(String(line)));
}

beforeAll(async () => {
  await loadSeed(DB, SEARCH, Date.UTC(2026, 0, 1));
});

test('every minute: an index that is empty is filled; one that is not is left alone', async () => {
  const lines = logged();
  await run('* * * * *');
  expect(await lastRebuild(SEARCH)).toBeNull();

  await SEARCH.prepare('DELETE FROM facets').run();
  await run('* * * * *');
  expect(await indexed()).toBe(ENTRIES);
  expect(lines()).toEqual([
    { event: 'index-rebuilt', count: ENTRIES, entries: ENTRIES, milliseconds: expect.any(Number) },
  ]);
});

test('every minute: the rebuild under way goes on', async () => {
  await beginRebuild(DB, SEARCH, Date.now());
  await run('* * * * *');
  expect(await rebuildUnderWay(SEARCH)).toBeNull();
});

test('at night: the index is compared and repaired, and nothing else is done', async () => {
  const lines = logged();
  await SEARCH.prepare('DELETE FROM facets WHERE n < 4').run();
  const { generation } = (await lastRebuild(SEARCH)) ?? {};
  await run(NIGHTLY);
  expect(lines().find(({ event }) => event === 'index-check')).toEqual({
    event: 'index-check',
    entries: ENTRIES,
    repaired: 3,
    failed: 0,
    milliseconds: expect.any(Number),
  });
  expect(await lastChecks(SEARCH, 5)).toMatchObject([{ entries: ENTRIES, repaired: 3 }]);
  expect(await indexed()).toBe(ENTRIES);
  expect((await lastRebuild(SEARCH))?.generation).toBe(generation);
});
