import { expect, test } from 'vitest';
import { type Hint, hintsFor, looksForeign } from './hints.ts';

const WORDS = 'Libraries lend tablets. '.repeat(12);

function hints(change: {
  urls?: string[];
  language?: string;
  title?: string;
  summary?: string | null;
}): Hint[] {
  const {
    urls = ['https://example.org'],
    language = 'en',
    title = 'Village libraries',
    summary = WORDS,
  } = change;
  return hintsFor({
    language,
    texts: [{ language, title, summary, origin: 'original' }],
    organizations: [],
    stakeholder_type: 'civil-society',
    kind: 'project',
    action_lines: ['C4'],
    sdgs: [4],
    coverage: null,
    countries: [],
    commissions: [],
    start_date: null,
    end_date: null,
    year: 2024,
    activity_status: null,
    beneficiaries: [],
    urls,
    source: null,
    award: null,
  });
}

test('says nothing of an ordinary submission', () => {
  expect(hints({})).toEqual([]);
});

test.each([
  [[], [{ code: 'no-link' }]],
  [['http://example.org/a'], [{ code: 'plain-http', url: 'http://example.org/a' }]],
  [['https://192.0.2.1/a'], [{ code: 'odd-link', url: 'https://192.0.2.1/a' }]],
  [['https://example.org:8443/'], [{ code: 'odd-link', url: 'https://example.org:8443/' }]],
  [['https://еxample.org/'], [{ code: 'odd-link', url: 'https://еxample.org/' }]],
  [['not a link'], [{ code: 'odd-link', url: 'not a link' }]],
])('links %j', (urls, expected) => {
  expect(hints({ urls })).toEqual(expected);
});

test('counts the words of the summary', () => {
  expect(hints({ summary: 'Too short.' })).toEqual([{ code: 'words', count: 2, min: 30, max: 300 }]);
  expect(hints({ summary: null })).toEqual([{ code: 'words', count: 0, min: 30, max: 300 }]);
});

test.each([
  ['zh', 'Village libraries lend tablets', true],
  ['zh', '乡村图书馆为当地居民出借平板电脑和课程', false],
  ['ar', 'Village libraries lend tablets', true],
  ['ar', 'مكتبات القرى تعير الأجهزة اللوحية', false],
  ['ru', 'Сельские библиотеки выдают планшеты', false],
  ['ru', 'Village libraries lend tablets', true],
  ['en', 'Сельские библиотеки выдают планшеты', true],
  ['fr', 'Les bibliothèques prêtent des tablettes', false],
  ['vi', 'Thư viện làng cho mượn máy tính bảng', false],
  ['sr', 'Сеоске библиотеке позајмљују таблете', false],
  ['zh', 'ICT4D', false],
])('%s: %s', (language, text, foreign) => {
  expect(looksForeign(text, language)).toBe(foreign);
});
