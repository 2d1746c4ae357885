import { expect, test } from 'vitest';
import { countWords, graphemes, truncate } from './count.ts';

test('counts words', () => {
  expect(countWords('')).toBe(0);
  expect(countWords('Two words, — !')).toBe(2);
  expect(countWords('In 2025, 40% of schools')).toBe(5);
  expect(countWords('الصحة الإلكترونية للجميع', 'ar')).toBe(3);
  expect(countWords('Кибербезопасность для всех', 'ru')).toBe(3);
  expect(countWords('农村电子商务平台', 'zh')).toBeGreaterThanOrEqual(3);
  expect(countWords('农村电子商务平台', 'zh')).toBeLessThan(8);
  expect(countWords('two words', 'not a language')).toBe(2);
  expect(countWords('two words', 'zh-Hans-CN')).toBe(2);
});

test('counts graphemes', () => {
  expect(graphemes('')).toBe(0);
  expect(graphemes('e\u0301a')).toBe(2);
  expect(graphemes('👩‍👩‍👧')).toBe(1);
});

test('truncates at a word border', () => {
  expect(truncate('short', 5)).toBe('short');
  expect(truncate('National strategy for health', 20)).toBe('National strategy…');
  expect(truncate('National strategy, for', 19)).toBe('National strategy…');
  expect(truncate('Internationalisation', 6)).toBe('Inter…');
  expect(truncate('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2)).toBe('👩‍👩‍👧…');
  expect(truncate('abc', 1)).toBe('…');
  expect(truncate('abc', 0)).toBe('');
  expect(graphemes(truncate('农村电子商务平台', 5))).toBeLessThanOrEqual(5);
});
