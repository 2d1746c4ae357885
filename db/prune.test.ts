import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { newId } from '#domain/initiative/identifiers.ts';
import { records } from './client.ts';
import { finish, owe } from './outbox.ts';
import { prune } from './prune.ts';

const DAY = 86_400_000;
const NOW = 1_700_000_000_000;

test('forgets finished jobs after thirty days, and never one that is still owed', async () => {
  const [old, recent, owed] = [newId(), newId(), newId()];
  for (const cause of [old, recent, owed])
    await owe(records(env.DB), { kind: 'index', initiativeId: cause }, NOW - 90 * DAY, cause);
  await finish(env.DB, `${old}.index`, NOW - 31 * DAY);
  await finish(env.DB, `${recent}.index`, NOW - 29 * DAY);
  await prune(env.DB, NOW);
  const { results } = await env.DB.prepare('SELECT id FROM outbox ORDER BY id').all<{ id: string }>();
  expect(results.map(({ id }) => id)).toEqual([`${recent}.index`, `${owed}.index`].sort());
});
