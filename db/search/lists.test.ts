import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { listStatement, listsOf, planStatements, rowNumbers } from './lists.ts';

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
    const [answer] = await session.batch([listStatement(session, expressions, size)]);
    return listsOf(answer).map((rows) => Array.from(rows));
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

test('a plan brings the entries of that name, the best rank first', async () => {
  const session = env.SEARCH.withSession();
  const [lists, names] = await session.batch<{ n: number; rank: number }>(
    planStatements(session, { expressions: ['"even"'], name: 'all' }, 10),
  );
  expect(listsOf(lists)).toHaveLength(1);
  const ranks = names?.results.map(({ rank }) => rank) ?? [];
  expect(ranks).toEqual([...ranks].sort());
  expect(ranks).toHaveLength(ROWS.length);
});
