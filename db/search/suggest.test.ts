import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../domain/taxonomy/language.ts';
import { countingRows } from '../../test/support/counting-rows.ts';
import { aPublicEntry } from '../../test/support/public-entry.ts';
import { hide, publish } from '../../test/support/search-index.ts';
import { loadSeed } from '../seed/load.ts';
import { openIndex } from './register.ts';
import { MAX_SUGGESTIONS, type Suggestion, suggest } from './suggest.ts';

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, Date.UTC(2026, 0, 1));
}, 120_000);

const suggested = (q: string, language: (typeof LANGUAGES)[number] = 'en') =>
  suggest(openIndex(env.SEARCH), q, language);
const shown = ({ kind, label }: Suggestion) => `${kind}: ${label.replace(/\s/g, ' ')}`;
const list = async (q: string, language?: (typeof LANGUAGES)[number]) =>
  (await suggested(q, language)).map(shown);

test.each([
  ['C7', 'en', 'action_line: C7 ICT applications'],
  ['c7-ehealth', 'en', 'action_line: C7 E-health'],
  ['SDG 4', 'en', 'sdg: Goal 4: Quality education'],
  ['4', 'fr', 'sdg: Objectif 4 : Éducation de qualité'],
  ['ЦУР 4', 'ru', 'sdg: Цель 4: Качественное образование'],
  ['goal 4 qual', 'en', 'sdg: Goal 4: Quality education'],
  ['objetivo 4', 'en', 'sdg: Goal 4: Quality education'],
  ['目标4', 'zh', 'sdg: 目标4：优质教育'],
  ['bangl', 'en', 'country: Bangladesh'],
  ['Бангл', 'zh', 'country: 孟加拉国'],
  ['农', 'zh', 'concept: 农业'],
  ['农', 'en', 'concept: agriculture'],
  ['образ', 'ru', 'concept: образование'],
  ['образ', 'en', 'concept: education'],
  ['éduc', 'fr', 'concept: éducation'],
  ['educ', 'fr', 'concept: éducation'],
  ['agricul', 'es', 'concept: agricultura'],
  ['زراع', 'ar', 'concept: الزراعة'],
  ['الزراع', 'ar', 'concept: الزراعة'],
  ['ITU', 'en', 'organization: International Telecommunication Union (ITU)'],
  ['international telecomm', 'en', 'organization: International Telecommunication Union (ITU)'],
] as const)('%s in %s suggests «%s»', async (q, language, expected) => {
  expect(await list(q, language)).toContain(expected);
});

test('the title that begins so stands first among the initiatives', async () => {
  const { results } = await env.SEARCH.prepare(
    "SELECT card ->> 'title' AS title FROM cards ORDER BY n LIMIT 40",
  ).all<{ title: string }>();
  for (const { title } of results) {
    const half = title.slice(0, Math.max(8, Math.ceil(title.length * 0.6)));
    const initiatives = (await suggested(half)).filter(({ kind }) => kind === 'initiative');
    expect(initiatives[0]?.label.slice(0, half.length).toLowerCase(), half).toBe(half.toLowerCase());
  }
});

test('no kind fills the list, and nothing is there twice', async () => {
  for (const q of ['co', 'in', 'dig', 'e', 'educ', 'ال', 'об', '信息']) {
    const found = await suggested(q);
    expect(found.length, q).toBeLessThanOrEqual(MAX_SUGGESTIONS);
    const counts = Map.groupBy(found, ({ kind }) => kind);
    for (const group of counts.values()) expect(group.length).toBeLessThanOrEqual(5);
    expect(new Set(found.map(shown)).size, q).toBe(found.length);
    // Kind by kind.
    const kinds = found.map(({ kind }) => kind);
    expect(kinds.filter((kind, index) => kind !== kinds[index - 1]).length, q).toBe(counts.size);
  }
});

test('nothing is suggested that leads to nothing', async () => {
  expect(await list('')).toEqual([]);
  expect(await list('  -  ')).toEqual([]);
  expect(await list('zzzzqqq')).toEqual([]);
  expect((await list('Liechten')).filter((one) => one.startsWith('country'))).toEqual([]);
});

test('letters that were typed before are remembered until the catalogue changes', async () => {
  let rows = 0;
  const counted = countingRows(env.SEARCH, (read) => {
    rows += read;
  });
  const asked = async (q: string) => {
    rows = 0;
    const { register } = openIndex(env.SEARCH);
    const index = { register, session: counted.withSession(), trusting: false };
    return { found: (await suggest(index, q, 'en')).map(shown), rows };
  };
  await publish(aPublicEntry({ texts: [{ title: 'Quaxolotl observatory' }] }));
  const first = await asked('quaxo');
  expect(first.found).toEqual(['initiative: Quaxolotl observatory']);
  // What is left is the question for the state of the catalogue.
  expect(await asked('quaxo')).toEqual({ found: first.found, rows: 1 });
  expect((await asked('quax')).rows).toBeGreaterThan(1);

  const second = aPublicEntry({ texts: [{ title: 'Quaxolotl rescue by schools' }] });
  await publish(second);
  expect((await asked('quaxo')).found.toSorted()).toEqual([
    'initiative: Quaxolotl observatory',
    'initiative: Quaxolotl rescue by schools',
  ]);
  await hide(second);
  expect((await asked('quaxo')).found).toEqual(first.found);
});

test('a concept is suggested from the first entry that names it until the last is gone', async () => {
  const concepts = async () => (await list('blood don')).filter((one) => one.startsWith('concept'));
  expect(await concepts()).toEqual([]);
  const entry = aPublicEntry({ texts: [{ title: 'Blood donation by text message' }] });
  await publish(entry);
  expect(await concepts()).toEqual(['concept: blood donation']);
  await hide(entry);
  expect(await concepts()).toEqual([]);
});

test('any text is legal', async () => {
  const odd = [
    '"',
    '*',
    '^a',
    'NEAR(a b)',
    '{title}: x',
    'a AND',
    '\u0000',
    '\ud800',
    '🌍',
    '\u202eabc',
    "'",
    '%_',
    'a'.repeat(10_000),
    '农'.repeat(500),
    'a b c d e f g h i j',
    'ا',
    'ै',
    'क',
  ];
  for (const q of odd) for (const language of LANGUAGES) await suggested(q, language);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (q) => {
      expect((await suggested(q)).length).toBeLessThanOrEqual(MAX_SUGGESTIONS);
    }),
    { numRuns: 100 },
  );
});
