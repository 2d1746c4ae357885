import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { countingRows } from '../../test/support/counting-rows.ts';
import { askForLists, listStatements, listsOf, namesStatement, rowNumbers } from './lists.ts';
import { openIndex } from './register.ts';

/** Row numbers on both sides of the borders of what is read in one string. */
const ROWS = [1, 2, 199_999, 200_000, 200_001, 399_999, 400_000, 1_000_000, 9_999_999];

beforeAll(async () => {
  const insert = env.SEARCH.prepare('INSERT INTO entry_text (rowid, title) VALUES (?1, ?2)');
  await env.SEARCH.batch(ROWS.map((n) => insert.bind(n, n % 2 === 0 ? 'all even' : 'all odd')));
  await env.SEARCH.batch(
    [...ROWS.keys()].map((n) =>
      env.SEARCH.prepare('INSERT INTO names (key, n, rank) VALUES (?1, ?2, ?3)').bind('all', n + 1, n % 3),
    ),
  );
});

test('row numbers are read as they are written', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 ** 32 - 1 }), { minLength: 1 }), (numbers) => {
      expect(Array.from(rowNumbers(numbers.join(',')))).toEqual(numbers);
    }),
  );
});

describe('the rows of expressions', () => {
  async function ask(expressions: string[], size: number): Promise<number[][]> {
    const session = env.SEARCH.withSession();
    const statements = listStatements(session, expressions, size);
    const answers = statements.length > 0 ? await session.batch(statements) : [];
    return listsOf(...answers).map((rows) => Array.from(rows));
  }
  const even = ROWS.filter((n) => n % 2 === 0);
  const odd = ROWS.filter((n) => n % 2 !== 0);

  test.each([0, 1, 3, 199_999, 200_000, 200_001, 400_000, 400_001, 10_000_000])(
    'all of them, in their order, however few rows were known: %i',
    async (size) => {
      expect(await ask(['"even"', '"nothing"', '{title} : "odd"', '"all"'], size)).toEqual([
        even,
        [],
        odd,
        ROWS,
      ]);
    },
  );

  test('more expressions than there are digits stay in their places', async () => {
    const many = Array.from({ length: 25 }, (_, index) => (index % 2 === 0 ? '"even"' : '"odd"'));
    const lists = await ask(many, 10_000_000);
    expect(lists).toEqual(many.map((_, index) => (index % 2 === 0 ? even : odd)));
  });

  test('no expression has no rows', async () => {
    expect(await ask([], 100)).toEqual([]);
    expect(listsOf(undefined)).toEqual([]);
  });
});

test('the entries that have the whole query for a name come the best rank first', async () => {
  const { results } = await namesStatement(env.SEARCH.withSession(), 'all').all<{
    n: number;
    rank: number;
  }>();
  const ranks = results.map(({ rank }) => rank);
  expect(ranks).toEqual([...ranks].sort());
  expect(ranks).toHaveLength(ROWS.length);
});

describe('lists of concepts', () => {
  const CONCEPTS = ['{title_concepts} : ("zqxone")', '{tags} : ("zqxtwo")'];
  const WORDS = ['{title} : "even"'];
  const raiseVersion = env.SEARCH.prepare('UPDATE catalogue SET version = version + 1');
  const tag = (n: number) =>
    env.SEARCH.prepare(
      "INSERT INTO entry_text (rowid, title_concepts, tags) VALUES (?1, 'zqxone', 'zqxtwo')",
    ).bind(n);

  /** An isolate of its own, and how many rows it reads for some lists. */
  function isolate() {
    let rows = 0;
    const database = countingRows(env.SEARCH, (read) => {
      rows += read;
    });
    return async (expressions: readonly string[]) => {
      const index = openIndex(database);
      await index.register.ready(index.session);
      rows = 0;
      const { lists, changed } = await askForLists(index, expressions);
      return { lists: lists.map((list) => Array.from(list)), changed, rows };
    };
  }

  test('are asked for once, and words each time', async () => {
    await env.SEARCH.batch([tag(11), tag(13), raiseVersion]);
    const ask = isolate();
    const first = await ask([...CONCEPTS, ...WORDS]);
    expect(first.lists[0]).toEqual([11, 13]);
    const again = await ask([WORDS[0] ?? '', ...CONCEPTS]);
    expect(again.lists).toEqual([first.lists[2], first.lists[0], first.lists[1]]);
    expect(again.rows).toBeLessThan(first.rows);
    expect((await ask(CONCEPTS)).rows).toBe(0);
  });

  test('are asked for again when the catalogue has changed, all at one version', async () => {
    const ask = isolate();
    const before = await ask([...CONCEPTS, ...WORDS]);
    await env.SEARCH.batch([tag(17), raiseVersion]);
    const after = await ask([...CONCEPTS, ...WORDS]);
    expect(after.changed).toBe(true);
    expect(after.lists).toEqual([
      [...(before.lists[0] ?? []), 17],
      [...(before.lists[1] ?? []), 17],
      before.lists[2],
    ]);
    expect((await ask([...CONCEPTS, ...WORDS])).changed).toBe(false);
  });
});
