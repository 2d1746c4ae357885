import { expect, test } from 'vitest';
import { runs } from '../text/tokens.ts';
import applications from './applications.json';
import data from './data-and-media.json';
import { conceptText, searchQuery } from './glossary.ts';
import people from './people-and-governance.json';
import places from './places-and-bodies.json';
import { type Concept, tableOf, termKey } from './recognise.ts';
import { TABLE } from './table.generated.ts';
import technologies from './technologies.json';

const CONCEPTS: readonly Concept[] = [...applications, ...data, ...people, ...places, ...technologies];

const LANGUAGES = ['ar', 'zh', 'en', 'fr', 'ru', 'es'] as const;

test('holds at least 500 concepts, each named in all six languages, under its own id', () => {
  expect(CONCEPTS.length).toBeGreaterThanOrEqual(500);
  expect(new Set(CONCEPTS.map(({ id }) => id)).size).toBe(CONCEPTS.length);
  expect(CONCEPTS.filter(({ id }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  expect(
    CONCEPTS.flatMap((concept) =>
      LANGUAGES.filter((language) => concept[language].length === 0).map(
        (language) => `${concept.id} ${language}`,
      ),
    ),
  ).toEqual([]);
});

test('the table the search reads is made from these files (npm run glossary)', () => {
  expect(TABLE === tableOf(CONCEPTS)).toBe(true);
});

test('no term is empty, a single letter, or so common that it stands for many concepts', () => {
  const uses = new Map<string, Set<string>>();
  const short: string[] = [];
  for (const concept of CONCEPTS)
    for (const language of LANGUAGES)
      for (const term of concept[language]) {
        const key = termKey(runs(term));
        if (Array.from(key).length < 2) short.push(`${concept.id}: ${term}`);
        uses.set(key, (uses.get(key) ?? new Set()).add(concept.id));
      }
  expect(short).toEqual([]);
  expect(
    [...uses].filter(([, ids]) => ids.size > 2).map(([key, ids]) => `${key}: ${[...ids].join(', ')}`),
  ).toEqual([]);
});

test.each([
  ['农业 农民', 'smallholder farming agriculture'],
  ['agriculture paysans', 'زراعة المزارعون'],
  ['кибербезопасность', 'cybersecurity'],
  ['telemedicina', 'télémédecine'],
])('%s names what %s names', (one, other) => {
  const concepts = new Set(conceptText(one).split(' '));
  expect(conceptText(one)).not.toBe('');
  expect(
    conceptText(other)
      .split(' ')
      .some((token) => concepts.has(token)),
  ).toBe(true);
});

test('a query finds its words and its concepts', () => {
  expect(searchQuery('кибербезопасность')?.match).toMatch(/^\(\("кибербезопасность"\*?\) OR "zqx\w+"\)$/);
});
