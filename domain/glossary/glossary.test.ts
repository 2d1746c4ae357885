import { expect, test } from 'vitest';
import { COUNTRY_CODES, countryName } from '../taxonomy/countries.ts';
import { LANGUAGES } from '../taxonomy/language.ts';
import { runs } from '../text/tokens.ts';
import applications from './applications.json';
import countries from './countries.json';
import data from './data-and-media.json';
import { conceptName, conceptsOf, termOfQuery, termsBeginning } from './glossary.ts';
import people from './people-and-governance.json';
import places from './places-and-bodies.json';
import { type Concept, conceptToken, tableOf, termKey } from './recognise.ts';
import { NAMES, TABLE } from './table.generated.ts';
import technologies from './technologies.json';

const CONCEPTS: readonly Concept[] = [
  ...applications,
  ...countries,
  ...data,
  ...people,
  ...places,
  ...technologies,
];

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
  const names = CONCEPTS.map((concept) => LANGUAGES.map((language) => concept[language][0]).join('\t'));
  expect(NAMES === names.join('\n')).toBe(true);
});

test('every concept has a word of its own in the index', () => {
  expect(new Set(CONCEPTS.map(({ id }) => conceptToken(id))).size).toBe(CONCEPTS.length);
});

// Their short names are everyday words: "financial", "of that", "meeting".
const AMBIGUOUS = ['ML ar', 'TG ru', 'RE en', 'RE fr', 'RE es'];

test('a country is called what the register calls it', () => {
  const different = COUNTRY_CODES.flatMap((code) =>
    LANGUAGES.filter(
      (language) => conceptName(`country-${code.toLowerCase()}`, language) !== countryName(code, language),
    ).map((language) => `${code} ${language}`),
  );
  expect(different.sort()).toEqual([...AMBIGUOUS].sort());
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
  const concepts = conceptsOf(one);
  expect(concepts.size).toBeGreaterThan(0);
  expect([...conceptsOf(other)].some((id) => concepts.has(id))).toBe(true);
});

test.each([
  ['кенийские фермеры', ['country-ke']],
  ['Ivory Coast', ['country-ci']],
  ['المغربية', ['country-ma']],
  ['中国香港', ['country-hk']],
  ['República Dominicana', ['country-do']],
  ['that', undefined],
  ['reunión', ['conference']],
  ['того', undefined],
  ['مالي', undefined],
])('%s at the beginning of a query stands for %s', (query, ids) => {
  expect(termOfQuery(runs(query), 0)?.ids).toEqual(ids);
});

test('terms are found by how they begin, in their order', () => {
  const [, ...lines] = TABLE.split('\n');
  const keys = lines.map((line) => line.slice(0, line.indexOf('\t')));
  for (const start of ['agri', 'e', '农', 'مدر', 'zzzz', keys[0] ?? '', keys.at(-1) ?? '']) {
    const found = [...termsBeginning(start)];
    expect(
      found.map(({ term }) => term),
      start,
    ).toEqual(keys.filter((key) => key.startsWith(start)));
    for (const { term, ids } of found.slice(0, 20))
      expect(ids, term).toEqual(termOfQuery(runs(term), 0)?.ids ?? ids);
  }
});
