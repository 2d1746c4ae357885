import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';
import { ISSUE_CODES, PROBLEMS } from '#domain/problems.ts';
import { LANGUAGES, type Language } from '#domain/taxonomy/language.ts';
import allowed from './same-as-english.json';
import { read, sources } from './source.ts';

const catalogue = (language: Language) =>
  JSON.parse(read(`domain/strings/${language}.json`)) as Record<string, string>;
const english = catalogue('en');
const others = LANGUAGES.filter((language) => language !== 'en');

/** Names of the parameters of a message, and the plural categories it decides. */
function shapeOf(text: string): { names: string[]; plurals: string[][] } {
  const names = new Set<string>();
  const plurals: string[][] = [];
  const walk = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      names.add(element.value);
      if (element.type === TYPE.plural) plurals.push(Object.keys(element.options));
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(parse(text, { ignoreTag: true }));
  return { names: [...names].sort(), plurals };
}

test.each(others)('%s has every message and no other', (language) => {
  expect(Object.keys(catalogue(language)).sort()).toEqual(Object.keys(english).sort());
});

test.each(others)('%s keeps the parameters of each message', (language) => {
  const texts = catalogue(language);
  const wrong = Object.keys(english).filter(
    (key) =>
      JSON.stringify(shapeOf(texts[key] ?? '').names) !== JSON.stringify(shapeOf(english[key] ?? '').names),
  );
  expect(wrong).toEqual([]);
});

test.each(LANGUAGES)('%s decides every plural form its grammar has', (language) => {
  // "many" of Spanish and French stands only for round millions and for compact numbers.
  const needed = new Intl.PluralRules(language)
    .resolvedOptions()
    .pluralCategories.filter(
      (category) => !(category === 'many' && (language === 'es' || language === 'fr')),
    );
  const wrong = Object.entries(catalogue(language)).filter(([, text]) =>
    shapeOf(text).plurals.some((options) => needed.some((category) => !options.includes(category))),
  );
  expect(wrong.map(([key]) => key)).toEqual([]);
});

test.each(others)('%s is translated: nothing equals the English text unless it is listed', (language) => {
  const texts = catalogue(language);
  const list: readonly string[] = (allowed as Record<string, string[]>)[language] ?? [];
  const same = Object.keys(english).filter(
    (key) => texts[key] === english[key] && /\p{L}{2}/u.test(texts[key] ?? ''),
  );
  expect(same.filter((key) => !list.includes(key))).toEqual([]);
});

test('every message is used, and every problem and issue has its words', () => {
  const code = sources().map(read).join('\n');
  const literal = new Set(
    [...code.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g)].map((match) => match[1]),
  );
  const prefixes = [...code.matchAll(/`([a-z][\w.-]*\.)\$\{/g)].map((match) => match[1] ?? '');
  const unused = Object.keys(english).filter(
    (key) => !literal.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
  );
  expect(unused).toEqual([]);
  const needed = [
    ...Object.keys(PROBLEMS).flatMap((problem) => [`problem.${problem}.title`, `problem.${problem}.detail`]),
    ...ISSUE_CODES.map((issue) => `issue.${issue}`),
  ];
  expect(needed.filter((key) => !(key in english))).toEqual([]);
});

test('notes for translators are about messages that exist', () => {
  const notes = JSON.parse(read('domain/strings/notes.json')) as Record<string, string>;
  expect(Object.keys(notes).filter((key) => !(key in english))).toEqual([]);
});
