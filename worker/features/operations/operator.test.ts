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
