import { env } from 'cloudflare:workers';
import { beforeAll, expect, test, vi } from 'vitest';
import { beginRebuild, lastRebuild } from '#db/search/rebuild.ts';
import { loadSeed, SEED_ENTRIES } from '#db/seed/load.ts';
import { post } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const OPERATOR = { authorization: `Bearer ${env.OPERATOR_TOKEN}` };

interface Step {
  cursor: { generation: string; phase: string };
  entries: number;
  total: number;
}

async function reindex(cursor: Step['cursor'] | null): Promise<Step> {
  const answer = await post('/operator/reindex', { cursor }, OPERATOR);
  expect(answer.status).toBe(200);
  return answer.json();
}

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, Date.UTC(2026, 0, 1));
});

test('a rebuild is for operators, and for cursors that were given', async () => {
  expect((await post('/operator/reindex', { cursor: null })).status).toBe(404);
  expect((await post('/operator/reindex', { cursor: 'copy' }, OPERATOR)).status).toBe(422);
  const cursor = { generation: 'nobody', phase: 'copy' };
  expect((await post('/operator/reindex', { cursor }, OPERATOR)).status).toBe(404);
  expect(await lastRebuild(env.SEARCH)).toBeNull();
});

test('asked again and again, it ends; asked once more, it stays done', async () => {
  let step = await reindex(null);
  for (let calls = 0; step.cursor.phase !== 'done' && calls < 100; calls++) step = await reindex(step.cursor);
  expect(step).toMatchObject({ cursor: { phase: 'done' }, total: SEED_ENTRIES.length });
  expect(await reindex(step.cursor)).toEqual({ ...step, entries: 0 });
});

test('it goes on with a rebuild that somebody else began', async () => {
  const { generation } = await beginRebuild(env.DB, env.SEARCH, Date.now());
  expect((await reindex(null)).cursor.generation).toBe(generation);
});

test('a verification is for operators, goes on from its cursor and repairs if told to', async () => {
  const verify = (body: unknown, headers: Record<string, string> = OPERATOR) =>
    post('/operator/verify-log', body, headers);
  expect((await verify({ cursor: null, repair: false }, {})).status).toBe(404);
  expect((await verify({ cursor: { part: 'initiatives' }, repair: false })).status).toBe(422);
  await env.DB.prepare(
    "UPDATE initiatives SET title = 'Another' WHERE id = (SELECT min(id) FROM initiatives)",
  ).run();
  const run = async (repair: boolean) => {
    const differences: unknown[] = [];
    let entries = 0;
    for (let cursor: { part: string } | null = null; cursor?.part !== 'done'; ) {
      const answer = await verify({ cursor, repair });
      expect(answer.status).toBe(200);
      const step = (await answer.json()) as {
        cursor: { part: string };
        entries: number;
        differences: unknown[];
      };
      differences.push(...step.differences);
      entries += step.entries;
      cursor = step.cursor;
    }
    return { entries, differences };
  };
  const found = [expect.objectContaining({ field: 'title', stored: 'Another' })];
  expect(await run(true)).toEqual({ entries: SEED_ENTRIES.length, differences: found });
  expect(await run(false)).toEqual({ entries: SEED_ENTRIES.length, differences: [] });
});
