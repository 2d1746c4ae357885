import { expect, test } from 'vitest';
import {
  CONTENT_LANGUAGES,
  direction,
  isLanguage,
  LANGUAGE_ENDONYMS,
  LANGUAGES,
  languageName,
} from './language.ts';

test('only the six official languages are languages of the register', () => {
  expect(LANGUAGES.every(isLanguage)).toBe(true);
  for (const other of ['de', 'EN', '', 'en-GB', null, 7, {}]) expect(isLanguage(other)).toBe(false);
});

test('entries may be written in any of the 183 languages of ISO 639-1', () => {
  expect(CONTENT_LANGUAGES).toHaveLength(183);
  expect(CONTENT_LANGUAGES).toEqual([...new Set(CONTENT_LANGUAGES)].sort());
  expect(CONTENT_LANGUAGES).toEqual(expect.arrayContaining([...LANGUAGES]));
  for (const code of CONTENT_LANGUAGES) expect(languageName(code, 'en'), code).not.toBe(code);
});

test('languages are named in the language of the reader', () => {
  expect(languageName('sw', 'en')).toBe('Swahili');
  expect(languageName('en', 'fr')).toBe('anglais');
  expect(languageName('fr', 'zh')).toBe('法语');
});

test('a code without a name is shown as it is', () => {
  expect(languageName('qq', 'en')).toBe('qq');
  expect(languageName('not a code', 'en')).toBe('not a code');
});

test.each([
  ['ar', 'rtl'],
  ['fa', 'rtl'],
  ['he', 'rtl'],
  ['ur-PK', 'rtl'],
  ['AR-eg', 'rtl'],
  ['pa-Arab', 'rtl'],
  ['ks-Deva', 'ltr'],
  ['ku', 'ltr'],
  ['zh', 'ltr'],
  ['en', 'ltr'],
  ['', 'ltr'],
])('%s runs %s', (lang, expected) => {
  expect(direction(lang)).toBe(expected);
});

test('each language is named in itself', () => {
  expect(Object.keys(LANGUAGE_ENDONYMS)).toEqual([...LANGUAGES]);
  expect(LANGUAGE_ENDONYMS.ar).toBe('العربية');
});
