import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, editsFor } from '../text/edit-distance.ts';
import { HanTerms, Vocabulary, withWords } from './spelling.ts';

function vocabularyOf(entries: Record<string, number>): Vocabulary {
  const vocabulary = new Vocabulary();
  for (const [word, count] of Object.entries(entries)) vocabulary.add(word, count);
  return vocabulary;
}

describe('the word that was meant', () => {
  const vocabulary = vocabularyOf({
    broadband: 40,
    education: 90,
    digital: 200,
    health: 60,
    wealth: 900,
    rural: 50,
    intelligence: 12,
    здоровье: 9,
    образование: 20,
    التعليم: 11,
  });

  test.each([
    ['brodband', 'broadband'],
    ['braodband', 'broadband'],
    ['brooadband', 'broadband'],
    ['broadbend', 'broadband'],
    ['proadband', 'broadband'],
    ['eduction', 'education'],
    ['digtial', 'digital'],
    ['inteligense', 'intelligence'],
    ['здаровье', 'здоровье'],
    ['оброзаванее', null],
    ['аброзование', 'образование'],
    ['التلعيم', 'التعليم'],
    // One edit only in a short word.
    ['rurla', 'rural'],
    ['rrula', null],
    // Too short to be guessed.
    ['rur', null],
    ['xylophone', null],
    ['', null],
  ])('%s: %s', (typed, meant) => {
    expect(vocabulary.nearest(typed)).toBe(meant);
  });

  test('has the fewest edits, then the same first letter, then the most entries', () => {
    // Both one edit away; the more frequent one begins with another letter.
    expect(vocabularyOf({ health: 1, wealth: 100 }).nearest('heilth')).toBe('health');
    expect(vocabularyOf({ heasth: 1, wealth: 100 }).nearest('health')).toBe('heasth');
    expect(vocabularyOf({ mobile: 3, mobble: 300 }).nearest('mobixe')).toBe('mobile');
    expect(vocabularyOf({ station: 5, nations: 400 }).nearest('stations')).toBe('station');
    expect(vocabularyOf({ training: 2, trainers: 5000 }).nearest('trainind')).toBe('training');
    expect(vocabularyOf({ trainee: 2, trained: 500 }).nearest('trainex')).toBe('trained');
  });

  test('knows a word and adds up its entries', () => {
    const words = vocabularyOf({ telecentre: 2 });
    words.add('telecentra', 1);
    words.add('telecentra', 400);
    expect(words.size).toBe(2);
    expect(words.has('telecentre')).toBe(true);
    expect(words.has('telecentres')).toBe(false);
    expect(words.nearest('telecentro')).toBe('telecentra');
  });

  test('is within the edits of its length, and there is one if any word is', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdе'), minLength: 1, maxLength: 11 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 12 }), word, (words, typed) => {
        const limit = editsFor(typed);
        const near = words.filter((known) => limit > 0 && editDistance(typed, known, limit) <= limit);
        const meant = vocabularyOf(Object.fromEntries(words.map((known) => [known, 1]))).nearest(typed);
        if (near.length === 0) expect(meant).toBeNull();
        else expect(near).toContain(meant);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('Chinese terms', () => {
  const terms = new HanTerms(['电子商务', '电子政务', '可持续发展', '人工智能', '教育']);

  test.each([
    ['人工只能', '人工智能'],
    ['发展人工只能', '发展人工智能'],
    ['可持序发展目标', '可持续发展目标'],
    // What is a term already, or is none by more than a character, stays.
    ['电子商务', null],
    ['人造只能', null],
    // Two characters are too few to guess from.
    ['教玉', null],
    ['', null],
  ])('%s: %s', (typed, meant) => {
    expect(terms.mended(typed)).toBe(meant);
  });

  test('without any term nothing is mended', () => {
    expect(new HanTerms([]).mended('人工只能')).toBeNull();
  });
});

test.each([
  ['Artifical "Inteligence"!', 'artificial "intelligence"!'],
  ['l’inteligence artifical', 'l’intelligence artificial'],
  ['Ártifical  life', 'artificial  life'],
  ['inteligences', 'inteligences'],
  ['人工 artifical', '人工 artificial'],
])('%s becomes %s, the rest as typed', (q, mended) => {
  const replacements = new Map([
    ['artifical', 'artificial'],
    ['inteligence', 'intelligence'],
  ]);
  expect(withWords(q, replacements)).toBe(mended);
});
