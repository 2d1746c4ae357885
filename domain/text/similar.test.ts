import fc from 'fast-check';
import { expect, test } from 'vitest';
import { similarity } from './similar.ts';

const alike: [a: string, b: string][] = [
  ['National e-Health strategy', 'National eHealth Strategy'],
  ['National e-Health strategy', 'The National e-Health Strategy'],
  ['Digital skills for women', 'Digital skills training for women'],
  ['Stratégie nationale de télémédecine', 'Strategie nationale telemedecine'],
  ['Цифровые навыки для учителей', 'Цифровые навыки учителей'],
  ['الاستراتيجية الوطنية للصحة الإلكترونية', 'الإستراتيجية الوطنيّة للصحّة الالكترونيه'],
  ['农村电子商务平台', '农村电子商务服务平台'],
];

test.each(alike)('%s ~ %s', (a, b) => {
  expect(similarity(a, b)).toBeGreaterThan(0.75);
});

const different: [a: string, b: string][] = [
  ['National e-Health strategy', 'National e-commerce strategy'],
  ['Digital skills for women', 'Broadband for rural schools'],
  ['Цифровые навыки для учителей', 'Кибербезопасность для всех'],
  ['الصحة الإلكترونية', 'التعليم الرقمي'],
  ['农村电子商务平台', '智慧城市网络建设'],
  ['National e-Health strategy', '农村电子商务平台'],
];

test.each(different)('%s ≁ %s', (a, b) => {
  expect(similarity(a, b)).toBeLessThan(0.75);
});

test('titles without letters are alike only when the same', () => {
  expect(similarity('', '')).toBe(1);
  expect(similarity('!', '?')).toBe(0);
  expect(similarity('', 'a')).toBe(0);
});

test('is symmetric, between 0 and 1, and 1 for a title and itself', () => {
  const title = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(title, title, (a, b) => {
      const value = similarity(a, b);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(similarity(b, a)).toBe(value);
      expect(similarity(a, a.toUpperCase().toLowerCase())).toBeGreaterThanOrEqual(0);
      expect(similarity(a, a)).toBe(1);
    }),
  );
});
