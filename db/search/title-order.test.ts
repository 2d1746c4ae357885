import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { openIndex } from './register.ts';
import { titleOrder } from './title-order.ts';

const { SEARCH } = env;
const COUNT = 6000;

/** Titles repeat, and row numbers have gaps, as those of a register in use. */
const titleOf = (n: number) => `title ${String((n * 7919) % 2500).padStart(4, '0')}`;

beforeAll(async () => {
  await SEARCH.prepare(
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${COUNT * 2})
     INSERT INTO facets SELECT n, 'id' || n, n, 1, 1, 1, 1, 0, 0, 0, 0, 0, 'en', 2020, '',
       format('title %04d', (n * 7919) % 2500), 1, 1, 1, 0 FROM numbers WHERE n % 2 = 1`,
  ).run();
});

async function index() {
  const opened = openIndex(SEARCH);
  await opened.register.ready(opened.session);
  await opened.register.ask(opened.session, []);
  return opened;
}

/** The same page, by sorting all of them. */
function plainly(hits: Uint32Array, offset: number, size: number, titles = titleOf): number[] {
  return Array.from(hits)
    .sort((a, b) => (titles(a) < titles(b) ? -1 : titles(a) > titles(b) ? 1 : a - b))
    .slice(offset, offset + size);
}

/** Some hits in the order of their publication, as `narrow` gives them. */
const everyNth = (whole: Uint32Array, step: number) => whole.filter((_, place) => place % step === 0);

test.each([1, 2, 4, 7, 600, 9000])('every %ith entry is put in order, on any page', async (step) => {
  const opened = await index();
  const hits = everyNth(opened.register.columns.newest(), step);
  for (const [offset, size] of [
    [0, 20],
    [0, 1],
    [hits.length - 10, 20],
    [Math.floor(hits.length / 2), 100],
  ] as const)
    expect(Array.from(await titleOrder(opened, hits, Math.max(0, offset), size)), `${offset}`).toEqual(
      plainly(hits, Math.max(0, offset), size),
    );
  expect(Array.from(await titleOrder(opened, hits, hits.length, 20))).toEqual([]);
  expect(Array.from(await titleOrder(opened, hits, 99_999_999, 20))).toEqual([]);
});

test('a change of titles is seen', async () => {
  const before = await index();
  await titleOrder(before, before.register.columns.newest(), 0, 20);
  const { version } = before.register.state;
  await SEARCH.batch([
    SEARCH.prepare('UPDATE catalogue SET version = version + 1'),
    SEARCH.prepare(
      `UPDATE facets SET title_key = 'a first', changed = (SELECT version FROM catalogue) WHERE n IN (4001, 11)`,
    ),
  ]);
  const after = await index();
  expect(after.register.state.version).toBe(version + 1);
  const whole = after.register.columns.newest();
  const titles = (n: number) => (n === 11 || n === 4001 ? 'a first' : titleOf(n));
  expect(Array.from(await titleOrder(after, whole, 0, 20))).toEqual(plainly(whole, 0, 20, titles));
  const few = Uint32Array.of(4001, 3, 11, 5);
  expect(Array.from(await titleOrder(after, few, 0, 3))).toEqual(plainly(few, 0, 3, titles));
});
