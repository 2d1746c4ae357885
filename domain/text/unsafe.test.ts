import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  clean,
  hasBidiOverride,
  hasControl,
  hasLoneSurrogate,
  hasMarkup,
  startsLikeFormula,
} from './unsafe.ts';

test('control characters', () => {
  for (const text of ['a\0', '\u001b[0m', '\u007f', '\u0085', '\u009f']) {
    expect(hasControl(text, { multiline: false })).toBe(true);
    expect(hasControl(text, { multiline: true })).toBe(true);
  }
  for (const text of ['a\nb', 'a\tb', 'a\r\nb']) {
    expect(hasControl(text, { multiline: false })).toBe(true);
    expect(hasControl(text, { multiline: true })).toBe(false);
  }
  expect(hasControl('a\rb', { multiline: true })).toBe(true);
  expect(hasControl('é 电 😀 \u200f\u00a0', { multiline: false })).toBe(false);
});

test('writing direction', () => {
  for (const character of '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069')
    expect(hasBidiOverride(`a${character}b`)).toBe(true);
  expect(hasBidiOverride('\u200e\u200f\u061c العربية')).toBe(false);
});

test('lone surrogates', () => {
  expect(hasLoneSurrogate('a\ud83d')).toBe(true);
  expect(hasLoneSurrogate('\ude00a')).toBe(true);
  expect(hasLoneSurrogate('😀')).toBe(false);
});

test.each([
  '<script',
  '<SCRIPT src=x',
  '</p>',
  '<!-- x',
  '<b>bold</b>',
  '<br/>',
  '<img src=x onerror=y',
  '<a href="x"',
  '<svg/onload=x',
  '<p class="a">',
  '<x-y>',
  '<!DOCTYPE html',
  '<?php',
  '</ p> <i >',
])('markup: %s', (text) => {
  expect(hasMarkup(text)).toBe(true);
});

test.each([
  'a < b',
  '<3',
  'a<b',
  'x <5 and y> 3',
  '5 > 3',
  '<>',
  'Ann <ann@example.org>',
  '<https://example.org/a>',
  '<<',
  'if x <y and z = 3',
  '<电子>',
])('no markup: %s', (text) => {
  expect(hasMarkup(text)).toBe(false);
});

test('markup is looked for in linear time', () => {
  for (const piece of ['<a ', '<a', '<a b', '<', '<a  ', '<a a '])
    expect(hasMarkup(piece.repeat(20_000))).toBe(false);
});

test.each([
  '=1+1',
  ' =1',
  '+1',
  '-1',
  '- item',
  '@SUM(A1)',
  '\t1',
  '\r1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '\ufeff=1',
  '\u00a0=1',
  '\n=1',
])('formula: %j', (text) => {
  expect(startsLikeFormula(text)).toBe(true);
});

test.each(['', '— dash', '– dash', '• bullet', '1-1', 'a=b', '电子', '"=1"'])('no formula: %j', (text) => {
  expect(startsLikeFormula(text)).toBe(false);
});

test('cleans a single line', () => {
  const single = { multiline: false };
  expect(clean('  a \t b\r\nc\u2028d  ', single)).toBe('a b c d');
  expect(clean('e\u0301\u200b\u00adx\ufeff', single)).toBe('éx');
  expect(clean('می\u200cشود 👩‍👧', single)).toBe('می\u200cشود 👩‍👧');
  expect(clean('Pourquoi\u00a0?  \u00a0oui', single)).toBe('Pourquoi\u00a0? oui');
});

test('cleans paragraphs', () => {
  expect(clean('\n a  b \r\n \r\n\r\n\r\nc\td\re\n', { multiline: true })).toBe('a b\n\nc d\ne');
});

test('cleaning is stable and leaves nothing to object to but what it does not repair', () => {
  const unit = fc.oneof(
    fc.constantFrom(
      ' ',
      '\t',
      '\n',
      '\r',
      '\u00a0',
      '\u3000',
      '\u200b',
      '\u200d',
      '\u2028',
      'a',
      '\u0301',
      '😀',
      '\u0085',
      '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(unit), fc.boolean(), (list, multiline) => {
      const text = clean(list.join(''), { multiline });
      expect(clean(text, { multiline })).toBe(text);
      expect(text).toBe(text.normalize('NFC'));
      expect(text).not.toMatch(/ {2}|\n{3}|\t/);
    }),
    { numRuns: 2000 },
  );
});
