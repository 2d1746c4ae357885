import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { countingRows } from '../../test/support/counting-rows.ts';
import { multiply } from '../../test/support/many-entries.ts';
import { loadSeed } from '../seed/load.ts';
import { openIndex } from './register.ts';
import { suggest } from './suggest.ts';

const MANY = 20_000;
/** Half of it: entries counted of the organisations found. */
const BUDGET = 600;

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, Date.UTC(2026, 0, 1));
  await multiply(env.SEARCH, MANY);
}, 240_000);

test('suggestions read few rows of a register of 20,000, however little was typed', async () => {
  let rows = 0;
  const counted = countingRows(env.SEARCH, (read) => {
    rows += read;
  });
  // The first reader loads the columns of every entry.
  await suggest(openIndex(counted), 'a', 'en');
  const read: Record<string, number> = {};
  const queries = [
    'a',
    'e',
    'in',
    'the',
    'co',
    'digital',
    'digital de',
    'itu',
    'un',
    'of',
    'и',
    'об',
    'ال',
    'و',
    '农',
    '信息',
    '4',
    'zzz',
    'a b c d e f',
  ];
  for (const q of queries) {
    rows = 0;
    await suggest(openIndex(counted), q, 'en');
    read[q] = rows;
  }
  expect(Object.entries(read).filter(([, count]) => count > BUDGET)).toEqual([]);
  expect(Math.max(...Object.values(read))).toBeGreaterThan(20);
});
