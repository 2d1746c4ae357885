import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, plain } from './normalise.ts';

const same: [name: string, a: string, b: string][] = [
  ['Latin diacritics and case', 'TÉLÉMÉDECINE', 'telemedecine'],
  ['decomposed Latin', 'te\u0301le\u0301', 'tele'],
  [
    'Latin letters without a decomposition',
    'Straße Œuvre Łódź Ærø Đà Işık',
    'strasse oeuvre lodz aero da isik',
  ],
  ['dotted capital I', 'İstanbul', 'istanbul'],
  ['compatibility forms', 'ＩＣＴ ﬁbre 5Ｇ', 'ict fibre 5g'],
  ['ё and е', 'Ёлка', 'елка'],
  ['final sigma', 'ΟΔΌΣ', 'οδοσ'],
  ['Arabic vowel marks', 'الصِّحَّة', 'الصحه'],
  ['tatweel', 'الصحـــة', 'الصحه'],
  ['alef and hamza', 'الإلكترونية أمن مسؤول هيئة', 'الالكترونيه امن مسوول هييه'],
  ['Persian letters', 'کشاورزی', 'كشاورزي'],
  ['Arabic presentation forms', 'ﷲ', 'الله'],
  ['Arabic-Indic digits', '٢٠٢٥ ۲۰۲۵', '2025 2025'],
  ['Hebrew points', 'שָׁלוֹם', 'שלום'],
  ['invisible characters', 'e\u00adHe\u200balth\u202e\ufeff', 'ehealth'],
  ['apostrophes', 'l’éducation', "l'education"],
  ['traditional Chinese characters', '數位落差 薴', '数位落差 苎'],
  ['lone surrogates', 'a\ud800', 'a\ufffd'],
];

test.each(same)('folds %s', (_name, a, b) => {
  expect(fold(a)).toBe(fold(b));
  expect(fold(b)).toBe(b);
});

test('keeps й, a letter of its own, whether composed or not', () => {
  expect(fold('Йошкар')).toBe('йошкар');
  expect(fold('и\u0306')).toBe('й');
  expect(fold('й')).not.toBe(fold('и'));
});

test('keeps marks that carry vowels or voicing', () => {
  expect(fold('हिन्दी')).toBe('हिन्दी');
  expect(fold('ガ')).toBe('ガ');
  expect(fold('한국')).toBe('한국');
});

test('plain keeps Arabic spelling', () => {
  expect(plain('الصِّحَّة الإلكترونية')).toBe('الصحة الإلكترونية');
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      'и',
      'И',
      '\u0306',
      '\u0308',
      '\u034f',
      '\u093c',
      'ـ',
      'ﹷ',
      '\u064e',
      'か',
      '\u3099',
      'ς',
      'İ',
    ),
  }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

test('is idempotent where a tatweel kept marks out of order', () => {
  expect(fold(fold('йﹷ\u3099'))).toBe(fold('йﹷ\u3099'));
});

test('is idempotent for any text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(fold(fold(text))).toBe(fold(text));
      expect(plain(plain(text))).toBe(plain(text));
      expect(fold(plain(text))).toBe(fold(text));
    }),
    { numRuns: 2000 },
  );
});

test('does not depend on the normalisation form or the case of Latin, Cyrillic and Arabic text', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'aéÉçßœØłñüžЙйЁёЖіїأإآئؤةیک١ \u0301\u0651') });
  fc.assert(
    fc.property(letters, (text) => {
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const)
        expect(fold(text.normalize(form))).toBe(fold(text));
      expect(fold(text.toUpperCase())).toBe(fold(text));
    }),
  );
});
