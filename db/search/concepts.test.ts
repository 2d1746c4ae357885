import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import { SearchQuery } from '../../domain/schemas/search-query.ts';
import { loadSeed } from '../seed/load.ts';
import { openIndex } from './register.ts';
import { entriesOf, searchInitiatives } from './search.ts';

const NOW = Date.UTC(2026, 0, 1);

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, NOW);
}, 120_000);

async function found(q: string): Promise<PublicInitiative[]> {
  return entriesOf(
    await searchInitiatives(openIndex(env.SEARCH), v.parse(SearchQuery, { q, size: '100', exact: '1' }), NOW),
  );
}
const titles = async (q: string) => (await found(q)).map(({ titles }) => titles.en ?? '');

test.each([
  ['农业', 'agriculture', 'زراعة', 'сельское хозяйство', 'agricultura'],
  ['cybersecurity', 'кибербезопасность', 'cybersécurité', 'ciberseguridad', 'الأمن السيبراني'],
  ['women', 'femmes', 'женщины', 'mujeres', 'النساء'],
])('%s is found by its name in any language', async (...names) => {
  const [first = [], ...others] = await Promise.all(names.map(titles));
  expect(first.length).toBeGreaterThan(2);
  for (const other of others) expect([...other].sort()).toEqual(expect.arrayContaining(first.slice(0, 3)));
});

test('e-health and ehealth are one', async () => {
  const [hyphen, joined] = await Promise.all([found('e-health '), found('ehealth ')]);
  expect(joined.length).toBeGreaterThan(3);
  const ids = new Set(hyphen.map(({ id }) => id));
  expect(joined.filter(({ id }) => !ids.has(id))).toEqual([]);
});

test('the word itself stands above its translations', async () => {
  const results = await found('femmes ');
  const literal = results.map(({ texts }) =>
    texts.some(({ title, summary }) => /femmes/i.test(`${title} ${summary}`)),
  );
  expect(literal.lastIndexOf(true)).toBeLessThan(
    literal.indexOf(false) === -1 ? Infinity : literal.indexOf(false),
  );
  expect(results.length).toBeGreaterThan(literal.filter(Boolean).length);
});

test('words in quotation marks are taken literally', async () => {
  expect((await found('"кибербезопасность"')).length).toBe(0);
  expect((await found('кибербезопасность')).length).toBeGreaterThan(3);
});
