import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { difference, type Part } from './difference.ts';

const textOf = (parts: readonly Part[], kind: 'added' | 'removed') =>
  parts
    .filter((part) => part.kind === 'same' || part.kind === kind)
    .map(({ text }) => text)
    .join('');
const short = (parts: readonly Part[]) =>
  parts.map(({ kind, text }) => `${{ same: '=', added: '+', removed: '-' }[kind]}${text}`);

describe('difference', () => {
  test('tells words apart, in each of the six languages', () => {
    expect(short(difference('The river runs north.', 'The river runs south.', 'en'))).toEqual([
      '=The river runs ',
      '-north',
      '+south',
      '=.',
    ]);
    expect(short(difference('农民使用手机', '农民使用电脑', 'zh'))).toEqual(['=农民使用', '-手机', '+电脑']);
    expect(short(difference('المكتبة في القرية', 'المكتبة في المدينة', 'ar'))).toEqual([
      '=المكتبة في ',
      '-القرية',
      '+المدينة',
    ]);
    expect(short(difference('Школа у реки', 'Школа у моря', 'ru'))).toEqual(['=Школа у ', '-реки', '+моря']);
    expect(short(difference("l'école rurale", "l'école urbaine", 'fr'))).toEqual([
      "=l'école ",
      '-rurale',
      '+urbaine',
    ]);
    expect(short(difference('la niña lee', 'la niña escribe', 'es'))).toEqual([
      '=la niña ',
      '-lee',
      '+escribe',
    ]);
  });

  test('shows a rewritten phrase as one', () => {
    expect(short(difference('We lend old lamps here', 'We lend solar tablets here', 'en'))).toEqual([
      '=We lend ',
      '-old lamps',
      '+solar tablets',
      '= here',
    ]);
  });

  test('knows nothing, all new, all gone and no change', () => {
    expect(difference('', '', 'en')).toEqual([]);
    expect(short(difference('', 'new', 'en'))).toEqual(['+new']);
    expect(short(difference('gone', '', 'en'))).toEqual(['-gone']);
    expect(short(difference('as it was', 'as it was', 'en'))).toEqual(['=as it was']);
    expect(short(difference('a', ' ', 'en'))).toEqual(['-a', '+ ']);
  });

  test('gives up in time on two long texts that share nothing', () => {
    const words = (from: number) => Array.from({ length: 2000 }, (_, n) => `w${from + n}`).join(' ');
    const started = performance.now();
    const parts = difference(words(0), words(5000), 'en');
    expect(short(parts).map((text) => text[0])).toEqual(['-', '+']);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('parts add up to both texts, whatever the texts are', () => {
    const alphabet = [
      'a',
      'river',
      ' ',
      ' ',
      '\n',
      ',',
      '农',
      '农民',
      'ال',
      'é',
      'e\u0301',
      '👩‍🌾',
      '<b>',
      '\ud800',
    ];
    const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 14 }).map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, fc.constantFrom('en', 'zh', 'ar'), (before, after, language) => {
        const parts = difference(before, after, language);
        expect([textOf(parts, 'removed'), textOf(parts, 'added')]).toEqual([before, after]);
        expect(parts.every((part) => part.text !== '')).toBe(true);
        // Neighbours are of different kinds, or they would be one part.
        expect(parts.some((part, index) => part.kind === parts[index + 1]?.kind)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
