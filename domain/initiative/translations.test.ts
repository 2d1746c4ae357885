import { expect, test } from 'vitest';
import { aContent } from '#test/factories.ts';
import type { Content } from './content.ts';
import { markOutdated, partsOf, withoutTranslation, withTranslation } from './translations.ts';

const before: Content = aContent({
  texts: [
    { language: 'en', title: 'River school', summary: 'By radio.', origin: 'original' },
    { language: 'fr', title: 'École du fleuve', summary: 'Par radio.', origin: 'human' },
    { language: 'es', title: 'Escuela del río', summary: null, origin: 'human' },
  ],
});
const [en, fr, es] = before.texts;
if (!en || !fr || !es) throw new Error('content has three texts');

const outdated = ({ texts }: Content) => texts.map(({ language, outdated }) => [language, outdated === true]);

test('a change of the original makes translations old, but not those that changed with it', () => {
  const after = { ...before, texts: [{ ...en, impact: 'It grew.' }, fr, { ...es, summary: 'Por radio.' }] };
  expect(outdated(markOutdated(before, after))).toEqual([
    ['en', false],
    ['fr', true],
    ['es', false],
  ]);
});

test('a change of a translation or of anything else makes none old', () => {
  const after = { ...before, urls: [], texts: [en, { ...fr, title: 'École' }, es] };
  expect(markOutdated(before, after)).toBe(after);
});

test('a translation takes the place of the one in its language, or comes last', () => {
  const arabic = { language: 'ar', title: 'مدرسة النهر', summary: null, origin: 'human' as const };
  const languages = ({ texts }: Content) => texts.map(({ language, title }) => [language, title]);
  expect(languages(withTranslation(before, arabic))).toEqual([...languages(before), ['ar', 'مدرسة النهر']]);
  expect(withTranslation(before, { ...fr, title: 'Radio-école' }).texts.map(({ title }) => title)).toEqual([
    'River school',
    'Radio-école',
    'Escuela del río',
  ]);
  expect(withoutTranslation(before, 'fr').texts).toEqual([en, es]);
  expect(withoutTranslation(before, 'en')).toEqual(before);
});

test('what is not told is left out', () => {
  expect(partsOf({ title: 'A', summary: null, impact: '', evidence: null, challenges: 'Money.' })).toEqual({
    title: 'A',
    summary: null,
    challenges: 'Money.',
  });
});
