import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bigrams, indexText, indexTokens, MAX_TOKEN } from './tokens.ts';

const cases: [text: string, tokens: string[]][] = [
  ['', []],
  [' — … ', []],
  ['C7, 5G & COVID-19', ['c7', '5g', 'covid', '19']],
  ["l'éducation à l’ère", ['l', 'education', 'a', 'l', 'ere']],
  ['电子商务', ['电子', '子商', '商务', '务']],
  ['电', ['电']],
  ['5G网络 in 农村', ['5g', '网络', '络', 'in', '农村', '村']],
  ['电子，商务', ['电子', '子', '商务', '务']],
  ['𠮷野家', ['𠮷野', '野家', '家']],
  ['الصِّحَّة الرقمية', ['الصحه', 'الرقميه']],
  ['Кибербезопасность ёлка', ['кибербезопасность', 'елка']],
  ['हिन्दी', ['हनद']],
  ['a_b+c', ['a', 'b', 'c']],
];

test.each(cases)('tokens of %j', (text, tokens) => {
  expect(indexTokens(text)).toEqual(tokens);
  expect(indexText(text)).toBe(tokens.join(' '));
});

test('caps a token in code points', () => {
  expect(indexTokens('𝒜'.repeat(100))).toEqual(['a'.repeat(MAX_TOKEN)]);
  expect(indexTokens('𐐨'.repeat(100))).toEqual(['𐐨'.repeat(MAX_TOKEN)]);
});

test('bigrams', () => {
  expect(bigrams('')).toEqual([]);
  expect(bigrams('电')).toEqual(['电']);
  expect(bigrams('电子商')).toEqual(['电子', '子商']);
});

test('tokens hold letters and digits only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const token of indexTokens(text)) expect(token).toMatch(/^[\p{L}\p{N}]+$/u);
    }),
    { numRuns: 2000 },
  );
});
