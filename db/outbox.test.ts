import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { newId } from '#domain/initiative/identifiers.ts';
import { records } from './client.ts';
import { claim, finish, owe, postpone } from './outbox.ts';

const NOW = 1_700_000_000_000;

async function owing(count: number, at = NOW): Promise<string[]> {
  const causes = Array.from({ length: count }, newId);
  for (const cause of causes) await owe(records(env.DB), { kind: 'index', initiativeId: cause }, at, cause);
  return causes.map((cause) => `${cause}.index`);
}

async function row(id: string) {
  return env.DB.prepare(
    'SELECT payload, attempts, due_at, claimed_until, done_at, last_error FROM outbox WHERE id = ?1',
  )
    .bind(id)
    .first();
}

test('a job is taken by one worker only, and again when its lease has ended', async () => {
  const ids = await owing(30);
  const taken = await Promise.all([claim(env.DB, NOW, 20), claim(env.DB, NOW, 20), claim(env.DB, NOW, 20)]);
  expect(
    taken
      .flat()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...ids].sort());
  expect(await claim(env.DB, NOW + 19_000, 20)).toEqual([]);
  expect(await claim(env.DB, NOW + 21_000, 100)).toHaveLength(30);
  for (const id of ids) await finish(env.DB, id, NOW);
});

test('a finished job keeps nothing of what it carried', async () => {
  const [id = ''] = await owing(1);
  await finish(env.DB, id, NOW + 5);
  expect(await row(id)).toMatchObject({ payload: '{}', done_at: NOW + 5 });
  expect(await claim(env.DB, NOW + 1_000_000, 10)).toEqual([]);
});

test('a failed job comes back later and later', async () => {
  const [id = ''] = await owing(1);
  const [first] = await claim(env.DB, NOW, 1);
  if (!first) throw new Error('nothing claimed');
  await postpone(env.DB, first, NOW, 'Error');
  expect(await row(id)).toMatchObject({
    attempts: 1,
    due_at: NOW + 2000,
    claimed_until: 0,
    last_error: 'Error',
  });
  expect(await claim(env.DB, NOW + 1999, 1)).toEqual([]);
  const [second] = await claim(env.DB, NOW + 2000, 1);
  if (!second) throw new Error('nothing claimed');
  await postpone(env.DB, second, NOW + 2000, 'Error');
  expect(await row(id)).toMatchObject({ attempts: 2, due_at: NOW + 6000 });
  await finish(env.DB, id, NOW);
});

test('the same cause owes the same job only once', async () => {
  const cause = newId();
  await owe(records(env.DB), { kind: 'index', initiativeId: cause }, NOW, cause);
  await expect(owe(records(env.DB), { kind: 'index', initiativeId: cause }, NOW, cause)).rejects.toThrow();
  await finish(env.DB, `${cause}.index`, NOW);
});
