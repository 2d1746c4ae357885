import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { loadSeed, SEED_ENTRIES } from '#db/seed/load.ts';
import { call } from '../support/sign-in.ts';
import { missedFloors } from './floors.ts';
import { askAll, LANGUAGES, QUERIES, TYPES, worst } from './outcomes.ts';

const WORST = 15;
const SHOWN_RESULTS = 5;
const ids = new Set(SEED_ENTRIES.map(({ id }) => id));

test('every judged query is asked once, in a known language, with grades for entries that exist', () => {
  const wrong = QUERIES.filter(
    ({ q, language, type, relevant }) =>
      q.trim() === '' ||
      !LANGUAGES.includes(language) ||
      !TYPES.includes(type) ||
      Object.keys(relevant).length === 0 ||
      Object.entries(relevant).some(([id, grade]) => !ids.has(id) || ![1, 2, 3].includes(grade)),
  );
  expect(wrong.map(({ q }) => q)).toEqual([]);
  expect(new Set(QUERIES.map(({ q, language }) => `${language} ${q}`)).size).toBe(QUERIES.length);
});

test('the judged queries come in order, and are enough of each kind', () => {
  const orders = QUERIES.map(({ type, language }) => `${type} ${language}`);
  expect(orders).toEqual(orders.toSorted());
  const count = (test: (query: (typeof QUERIES)[number]) => boolean) => QUERIES.filter(test).length;
  const few = [
    ...LANGUAGES.map((name) => [name, 15, count(({ language }) => language === name)] as const),
    ...LANGUAGES.map(
      (name) =>
        [
          `cross-language ${name}`,
          6,
          count(({ language, type }) => language === name && type === 'cross-language'),
        ] as const,
    ),
    ['known-item', 25, count(({ type }) => type === 'known-item')] as const,
    ['typo', 20, count(({ type }) => type === 'typo')] as const,
  ].filter(([, least, found]) => found < least);
  expect(few).toEqual([]);
});

test('the search answers the judged queries as well as it must', { timeout: 120_000 }, async () => {
  await loadSeed(env.DB, env.SEARCH, Date.now());
  const log = vi.spyOn(console, 'log').mockReturnValue(undefined);
  const outcomes = await askAll(call).finally(() => log.mockRestore());
  const missed = missedFloors(outcomes);
  expect(missed, `${missed.join('\n')}\n\nThe worst:\n${worst(outcomes, WORST, SHOWN_RESULTS)}`).toEqual([]);
});
