import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedParts, ftsQuery, hanWords, MAX_CODE_POINTS, MAX_WORDS } from './query.ts';
import { indexTokens } from './tokens.ts';

const cases: [q: string, match: string | null][] = [
  ['', null],
  [' "" -- * ()', null],
  ['agricul', '"agricul"*'],
  ['agricul ', '"agricul"'],
  ['agricul.', '"agricul"'],
  ['rural e', '"rural" AND "e"'],
  ['Rural Educ', '"rural" AND "educ"*'],
  ['action line c7', '"action" AND "line" AND "c7"'],
  ['rural rural ', '"rural"'],
  ['l’éducation', '"l" AND "education"*'],
  ['a OR NOT b', '"a" AND "or" AND "not" AND "b"'],
  ['title:x NEAR(y, 2)* ^z', '"title" AND "x" AND "near" AND "y" AND "2" AND "z"'],
  ['"digital skills" women ', '"digital skills" AND "women"'],
  ['«цифровые навыки»', '"цифровые навыки"'],
  ['“digital skills', '"digital" AND "skills"*'],
  ['it"s', '"it" AND "s"'],
  ['电', '"电"*'],
  ['"电子商务"', '"电子 子商 商务"'],
  ['"5G网络 平台"', '"5g 网络 络 平台"'],
  ['"智慧 城"', '"智慧 慧 城"*'],
  ['5G网络', '"5g" AND "网络"'],
  ['الصِّحَّة ', '"الصحه"'],
];

test.each(cases)('%j', (q, match) => {
  expect(ftsQuery(q)?.match ?? null).toBe(match);
});

test('Han words are phrases of their bigrams', () => {
  expect(hanWords('农村电子商务平台').join('')).toBe('农村电子商务平台');
  for (const clause of ftsQuery('农村电子商务平台')?.match.split(' AND ') ?? [])
    expect(clause).toMatch(/^"\p{Script=Han}+( \p{Script=Han}{2})*"\*?$/u);
});

test('names the folded words', () => {
  expect(ftsQuery('Télé "Digital skills" télé')?.words).toEqual(['tele', 'digital', 'skills']);
});

test('limits words and length', () => {
  const many = Array.from({ length: 100 }, (_, index) => `w${index}`).join(' ');
  expect(ftsQuery(many)?.words).toHaveLength(MAX_WORDS);
  expect(ftsQuery(`"${many}"`)?.words).toHaveLength(MAX_WORDS);
  expect(ftsQuery(`${' '.repeat(MAX_CODE_POINTS)}late`)).toBeNull();
  expect(ftsQuery(`${'😀'.repeat(MAX_CODE_POINTS - 1)}ab`)?.words).toEqual(['a']);
});

/** What `askedParts` makes of a query, in short: quoted parts in quotation marks, `*` half-typed, `…` cut. */
function inShort(q: string): string {
  return askedParts(q)
    .map(({ phrase, words, halfTyped, cut }) => {
      const text = words.map((word) => word.text).join(' ');
      return `${phrase ? `"${text}"` : text}${halfTyped ? '*' : ''}${cut ? '…' : ''}`;
    })
    .join(' | ');
}

test.each([
  ['Rural educ', 'rural educ*'],
  ['rural educ ', 'rural educ'],
  ['before "Digital  skills" after', 'before | "digital skills" | after*'],
  ['"digital skills"', '"digital skills"'],
  ['"digital skills', 'digital skills*'],
  ['« цифровые навыки » дети', '"цифровые навыки" | дети*'],
  ['"" !', ''],
  [`${'word '.repeat(MAX_WORDS - 1)}"two more"`, `${'word '.repeat(MAX_WORDS - 1).trim()} | "two"…`],
  [`last${' '.repeat(MAX_CODE_POINTS)}`, 'last…'],
  [`${'word '.repeat(MAX_WORDS)}more`, `${'word '.repeat(MAX_WORDS).trim()}…`],
  ['x'.repeat(MAX_CODE_POINTS + 1), `${'x'.repeat(MAX_CODE_POINTS)}…`],
])('%j is taken apart', (q, parts) => {
  expect(inShort(q)).toBe(parts);
});

const pieces = fc.constantFrom(
  '"',
  "'",
  '*',
  '^',
  ':',
  '(',
  ')',
  '+',
  '-',
  ' ',
  'AND',
  'OR',
  'NOT',
  'NEAR',
  'a',
  'é',
  '电',
  '子',
  '“',
  '»',
  '\0',
  '{',
  '}',
  ',',
  ';',
  '\ud800',
  '한',
  '\u0306',
  '٣',
);
const anyQuery = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
);
const SAFE = /^"[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*"\*?(?: AND "[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*"\*?)*$/u;

test('no text yields anything but quoted words joined by AND', () => {
  fc.assert(
    fc.property(anyQuery, (q) => {
      const query = ftsQuery(q);
      if (query === null) {
        expect(indexTokens(q)).toEqual([]);
        return;
      }
      expect(query.match).toMatch(SAFE);
      expect(query.words.length).toBeGreaterThan(0);
      expect(query.words.length).toBeLessThanOrEqual(MAX_WORDS);
    }),
    { numRuns: 3000 },
  );
});
