import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Standing } from '#domain/initiative/events.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aContent } from '#test/factories.ts';
import { commit } from '../commit.ts';
import { publishedAmong } from '../published.ts';
import { indexEntries } from './index-entry.ts';
import {
  beginRebuild,
  driveRebuild,
  isRebuildDue,
  lastRebuild,
  type Rebuild,
  type RebuildCursor,
  rebuildStep,
  rebuildUnderWay,
} from './rebuild.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const { DB, SEARCH } = env;
const NOW = Date.UTC(2026, 0, 1);
const SIZE = 3;
const actor = { kind: 'system', id: null } as const;
const standings = new Map<string, Standing>();
let minute = 0;

const at = () => NOW + ++minute * 60_000;

async function import_(): Promise<string> {
  const initiativeId = newId();
  const content = aContent();
  standings.set(
    initiativeId,
    await commit(DB, {
      initiativeId,
      before: null,
      type: 'initiative.imported',
      actor,
      content,
      jobs: [],
      at: at(),
    }),
  );
  return initiativeId;
}

async function change(id: string, type: 'initiative.approved' | 'initiative.withdrawn'): Promise<void> {
  const before = standings.get(id) ?? null;
  const content = type === 'initiative.approved' ? { content: aContent() } : {};
  standings.set(
    id,
    await commit(DB, { initiativeId: id, before, type, actor, ...content, jobs: [], at: at() }),
  );
}

const index = (...ids: string[]) => indexEntries(DB, SEARCH, ids, NOW);
const published = () => [...standings].filter(([, { state }]) => state === 'published').map(([id]) => id);
const column = async (sql: string) =>
  (await SEARCH.prepare(sql).raw<[string | number]>()).map(([value]) => value);

/** The index holds each published entry once, as it is now, and nothing else. */
async function expectTrueIndex(): Promise<void> {
  const { initiatives } = await publishedAmong(DB, published());
  const expected = initiatives.sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(initiatives.length).toBe(published().length);
  const { results } = await SEARCH.prepare(
    'SELECT id, revision, card FROM facets JOIN cards USING (n) ORDER BY id',
  ).all<{ id: string; revision: number; card: string }>();
  expect(results.map(({ id, revision }) => [id, revision])).toEqual(
    expected.map(({ id, version }) => [id, version]),
  );
  expect(results.map(({ card }) => JSON.parse(card))).toEqual(expected);
  const rows = (await column('SELECT n FROM facets ORDER BY n')) as number[];
  expect(await column('SELECT rowid FROM entry_text ORDER BY rowid')).toEqual(rows);
  expect(await column('SELECT DISTINCT n FROM names ORDER BY n')).toEqual(rows);
  expect(await column('SELECT DISTINCT n FROM entry_organizations ORDER BY n')).toEqual(rows);
  for (const { id, title } of expected)
    expect(
      await column(
        `SELECT id FROM entry_text('title : "${title.split(' ').at(-2)}"') JOIN facets ON n = entry_text.rowid`,
      ),
    ).toEqual([id]);
  expect(
    await column(
      `SELECT name FROM sqlite_master WHERE name LIKE 'next!_%' ESCAPE '!' OR name LIKE 'old!_%' ESCAPE '!'`,
    ),
  ).toEqual([]);
}

const step = (rebuild: Rebuild) => rebuildStep(DB, SEARCH, rebuild, NOW, SIZE);

/** Goes on until a phase is reached, but not for ever. */
async function goOn(rebuild: Rebuild, phase: RebuildCursor['phase']): Promise<Rebuild> {
  let now = rebuild;
  for (let steps = 0; now.cursor.phase !== phase; steps++) {
    if (steps > 500) throw new Error(`no ${phase}: ${JSON.stringify(now.cursor)}`);
    now = await step(now);
  }
  return now;
}
const finish = (rebuild: Rebuild) => goOn(rebuild, 'done');

beforeAll(async () => {
  for (let count = 0; count < 20; count++) await import_();
});

test('an empty index of a register that is not is noticed, and one call fills it', async () => {
  expect(await isRebuildDue(DB, SEARCH)).toBe(true);
  const begun = await beginRebuild(DB, SEARCH, NOW);
  const { rebuild, entries } = await driveRebuild(DB, SEARCH, begun, {
    clock: Date.now,
    milliseconds: 60_000,
  });
  expect([rebuild.cursor.phase, entries]).toEqual(['done', 20]);
  expect(await isRebuildDue(DB, SEARCH)).toBe(false);
  expect(await rebuildUnderWay(SEARCH)).toBeNull();
  expect(await SEARCH.prepare('SELECT generation FROM catalogue').first('generation')).toBe(
    rebuild.generation,
  );
  await expectTrueIndex();
});

test('an index of before traits were kept is noticed, and a rebuild fills them in', async () => {
  await SEARCH.prepare('UPDATE cards SET traits = NULL WHERE n = (SELECT max(n) FROM cards)').run();
  expect(await isRebuildDue(DB, SEARCH)).toBe(true);
  await finish(await beginRebuild(DB, SEARCH, NOW));
  expect(await isRebuildDue(DB, SEARCH)).toBe(false);
  expect(await column('SELECT count(*) FROM cards WHERE traits IS NULL')).toEqual([0]);
});

test('row numbers follow the order of publication, and the full text is in one piece', async () => {
  await finish(await beginRebuild(DB, SEARCH, NOW));
  const inOrder = [...published()].sort(
    (a, b) => (standings.get(a)?.publishedAt ?? 0) - (standings.get(b)?.publishedAt ?? 0),
  );
  expect(await column('SELECT id FROM facets ORDER BY n')).toEqual(inOrder);
  expect(await column('SELECT count(DISTINCT segid) FROM entry_text_idx')).toEqual([1]);
});

test('tables and indexes are those of the migrations, after any number of rebuilds', async () => {
  const shape = async () => {
    const generation = await SEARCH.prepare('SELECT generation FROM catalogue').first<string>('generation');
    const rows = await column(`SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name`);
    return rows.map((sql) => String(sql).replaceAll('"', '').replaceAll(`_${generation}`, '')).sort();
  };
  const before = await shape();
  await finish(await beginRebuild(DB, SEARCH, NOW));
  expect(await shape()).toEqual(before);
});

describe('nothing is lost', () => {
  test('when entries are published, changed and withdrawn between any two steps', async () => {
    let rebuild = await beginRebuild(DB, SEARCH, NOW);
    const phases = new Set<string>();
    for (let steps = 0; rebuild.finishedAt === null && steps < 500; steps++) {
      phases.add(rebuild.cursor.phase);
      const all = published();
      const early = all[1] ?? '';
      const late = all.at(-2) ?? '';
      if (steps < 24) {
        const added = await import_();
        await change(steps % 2 ? early : late, steps % 3 ? 'initiative.approved' : 'initiative.withdrawn');
        // What is not indexed at once is what a queue would do later.
        if (steps % 4) await index(added, early, late);
        expect(await column(`SELECT count(*) FROM facets WHERE id = '${added}'`)).toEqual([
          steps % 4 ? 1 : 0,
        ]);
        rebuild = await step(rebuild);
        if (steps % 4 === 0) await index(added, early, late);
      } else rebuild = await step(rebuild);
    }
    expect([...phases]).toEqual(['create', 'copy', 'merge', 'catch-up', 'drop']);
    await expectTrueIndex();
  });

  test('when the index changes between the last look at the register and the swap', async () => {
    const rebuild = await goOn(await beginRebuild(DB, SEARCH, NOW), 'catch-up');
    let added = '';
    const late = {
      prepare: (sql: string) => SEARCH.prepare(sql),
      async batch(statements: D1PreparedStatement[]) {
        if (!added) {
          added = await import_();
          await index(added);
        }
        return SEARCH.batch(statements);
      },
    } as D1Database;
    const after = await rebuildStep(DB, late, rebuild, NOW, SIZE);
    expect(after.cursor).toEqual(rebuild.cursor);
    await finish(after);
    expect(published()).toContain(added);
    await expectTrueIndex();
  });

  test('when an entry is withdrawn that the live index had lost', async () => {
    const [lost = ''] = published();
    await SEARCH.prepare('DELETE FROM facets WHERE id = ?1').bind(lost).run();
    const rebuild = await goOn(await beginRebuild(DB, SEARCH, NOW), 'catch-up');
    await change(lost, 'initiative.withdrawn');
    await index(lost);
    await finish(rebuild);
    await expectTrueIndex();
  });
});

describe('a rebuild ends', () => {
  test('whenever its runner dies, before or after a batch', async () => {
    for (const moment of ['before', 'after'] as const) {
      let deadly = false;
      const dying = {
        prepare: (sql: string) => SEARCH.prepare(sql),
        async batch(statements: D1PreparedStatement[]) {
          deadly = !deadly;
          if (!deadly) return SEARCH.batch(statements);
          if (moment === 'after') await SEARCH.batch(statements);
          throw new Error('killed');
        },
      } as D1Database;
      let rebuild: Rebuild | null = await beginRebuild(DB, SEARCH, NOW);
      for (let steps = 0; rebuild && steps < 500; steps++) {
        await rebuildStep(DB, dying, rebuild, NOW, SIZE).catch(() => null);
        rebuild = await rebuildUnderWay(SEARCH);
      }
      expect(rebuild).toBeNull();
      await expectTrueIndex();
    }
  });

  test('when two go on with it at once: each part is done once', async () => {
    let rebuild = await beginRebuild(DB, SEARCH, NOW);
    for (let steps = 0; rebuild.finishedAt === null && steps < 500; steps++) {
      const [one, other] = await Promise.all([step(rebuild), step(rebuild)]);
      rebuild = one.entries > other.entries ? one : other;
    }
    expect((await lastRebuild(SEARCH))?.entries).toBe(published().length);
    await expectTrueIndex();
  });

  test('when its new tables are gone', async () => {
    let rebuild = await beginRebuild(DB, SEARCH, NOW);
    for (let steps = 0; steps < 4; steps++) rebuild = await step(rebuild);
    expect(rebuild.cursor.phase).toBe('copy');
    await SEARCH.prepare('DROP TABLE next_facets').run();
    rebuild = await step(rebuild);
    expect(rebuild.cursor.phase).toBe('create');
    await finish(rebuild);
    await expectTrueIndex();
  });
});

test('while somebody goes on with a rebuild nobody else does, until the lease is over', async () => {
  const begun = await beginRebuild(DB, SEARCH, NOW);
  expect(await beginRebuild(DB, SEARCH, NOW)).toEqual(begun);
  await SEARCH.prepare('UPDATE rebuilds SET claimed_until = ?2 WHERE generation = ?1')
    .bind(begun.generation, NOW + 1000)
    .run();
  const early = await driveRebuild(DB, SEARCH, begun, { clock: () => NOW, milliseconds: 1000 });
  expect([early.rebuild, early.entries]).toEqual([begun, 0]);
  const later = await driveRebuild(DB, SEARCH, begun, { clock: () => NOW + 1001, milliseconds: 1000 });
  expect([later.rebuild.cursor.phase, later.entries]).toEqual(['done', published().length]);
});

test('an entry without a public form does not keep the others out', async () => {
  const broken = await import_();
  await DB.prepare(`UPDATE initiatives SET published_revision = 9 WHERE id = ?1`).bind(broken).run();
  const unreadable = newId();
  standings.delete(broken);
  await commit(DB, {
    initiativeId: unreadable,
    before: null,
    type: 'initiative.imported',
    actor,
    content: { ...aContent(), kind: 'spaceship' as 'project' },
    jobs: [],
    at: at(),
  });
  await finish(await beginRebuild(DB, SEARCH, NOW));
  await expectTrueIndex();
});
