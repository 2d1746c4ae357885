import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Standing } from '#domain/initiative/events.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aContent } from '#test/factories.ts';
import { commit } from '../commit.ts';
import { finish } from '../outbox.ts';
import { checkIndex, lastChecks } from './check.ts';
import { indexEntries } from './index-entry.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const { DB, SEARCH } = env;
const NOW = Date.UTC(2026, 0, 1);
/** Smaller than the register, so that every comparison crosses pages. */
const SIZE = 4;
const ENTRIES = 15;
const actor = { kind: 'system', id: null } as const;
const standings = new Map<string, Standing>();
let ids: string[] = [];
let day = 0;

async function change(
  id: string,
  type: 'initiative.imported' | 'initiative.approved' | 'initiative.withdrawn',
  owed = false,
) {
  const content = type === 'initiative.withdrawn' ? {} : { content: aContent() };
  const before = standings.get(id) ?? null;
  const change = { initiativeId: id, before, type, actor, ...content, jobs: [], at: NOW };
  const standing = await commit(DB, change);
  standings.set(id, standing);
  if (!owed) await finish(DB, `${id}.${standing.version}.index`, NOW);
}

const check = () => checkIndex(DB, SEARCH, NOW + ++day * 86_400_000, SIZE);
const run = (sql: string, ...values: string[]) =>
  SEARCH.prepare(sql)
    .bind(...values)
    .run();
const version = () => SEARCH.prepare('SELECT version FROM catalogue').first<number>('version');
const found = async (id: string) =>
  SEARCH.prepare(
    'SELECT f.revision FROM facets AS f JOIN cards USING (n) JOIN entry_text AS t ON t.rowid = f.n WHERE f.id = ?1',
  )
    .bind(id)
    .first<number>('revision');

/** The next comparison repairs this many, and the one after it nothing. */
async function expectRepaired(count: number) {
  expect(await check()).toMatchObject({ repaired: count, failed: 0 });
  const before = await version();
  expect(await check()).toMatchObject({ repaired: 0, failed: 0 });
  expect(await version()).toBe(before);
}

beforeAll(async () => {
  for (let count = 0; count < ENTRIES; count++) await change(newId(), 'initiative.imported');
  ids = [...standings.keys()].sort();
  await indexEntries(DB, SEARCH, ids, NOW);
});

test('a true index is left alone, and the digest stays', async () => {
  const before = await version();
  const [first, second] = [await check(), await check()];
  expect(first).toMatchObject({ entries: ENTRIES, repaired: 0, failed: 0 });
  expect(first.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(second.digest).toBe(first.digest);
  expect(await version()).toBe(before);
  expect(await lastChecks(SEARCH, 1)).toEqual([
    { startedAt: second.startedAt, entries: ENTRIES, repaired: 0, digest: second.digest },
  ]);
});

describe('what is wrong is indexed again, and counted', () => {
  test.each([0, 3, 4, ENTRIES - 1])('a row is missing (place %i)', async (place) => {
    await run('DELETE FROM facets WHERE id = ?1', ids[place] ?? '');
    await expectRepaired(1);
    expect(await found(ids[place] ?? '')).toBe(1);
  });

  test.each(['cards WHERE n', 'entry_text WHERE rowid'])(
    'a row has lost what belongs to it: %s',
    async (part) => {
      await run(`DELETE FROM ${part} = (SELECT n FROM facets WHERE id = ?1)`, ids[5] ?? '');
      await expectRepaired(1);
      expect(await found(ids[5] ?? '')).toBe(1);
    },
  );

  test('rows are there that belong to no entry', async () => {
    const columns = (await SEARCH.prepare(`SELECT name FROM pragma_table_info('facets')`).raw<[string]>())
      .map(([name]) => name)
      .filter((name) => name !== 'n' && name !== 'id')
      .join(', ');
    for (const id of ['0000000000', ids[2]?.replace(/.$/, '!') ?? '', 'zzzzzzzzzz'])
      await run(`INSERT INTO facets (id, ${columns}) SELECT ?1, ${columns} FROM facets LIMIT 1`, id);
    await expectRepaired(3);
    expect(await found('zzzzzzzzzz')).toBeNull();
  });

  test('a row is of an old revision', async () => {
    await change(ids[7] ?? '', 'initiative.approved');
    await expectRepaired(1);
    expect(await found(ids[7] ?? '')).toBe(2);
  });

  test('an entry was withdrawn, and another one never came', async () => {
    await change(ids[9] ?? '', 'initiative.withdrawn');
    const added = newId();
    await change(added, 'initiative.imported');
    await expectRepaired(2);
    expect(await found(ids[9] ?? '')).toBeNull();
    expect(await found(added)).toBe(1);
  });

  test('the whole index is gone', async () => {
    await run('DELETE FROM facets');
    await expectRepaired(ENTRIES);
  });
});

test('what a job owes is no difference', async () => {
  const added = newId();
  await change(added, 'initiative.imported', true);
  expect(await check()).toMatchObject({ repaired: 0 });
  expect(await found(added)).toBeNull();
  await DB.prepare('UPDATE outbox SET attempts = 3').run();
  await expectRepaired(1);
});

test('an entry that cannot be indexed is counted by itself', async () => {
  const broken = newId();
  await change(broken, 'initiative.imported');
  await DB.prepare(`INSERT INTO revisions (initiative_id, revision, content, at) VALUES (?1, 9, '{}', 0)`)
    .bind(broken)
    .run();
  await DB.prepare('UPDATE initiatives SET published_revision = 9 WHERE id = ?1').bind(broken).run();
  await run('DELETE FROM facets WHERE id = ?1', ids[0] ?? '');
  expect(await check()).toMatchObject({ repaired: 1, failed: 1 });
});
