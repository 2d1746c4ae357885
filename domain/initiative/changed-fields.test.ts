import { expect, test } from 'vitest';
import { aContent } from '#test/factories.ts';
import { changedFields, isSmallChange, textDifferences } from './changed-fields.ts';
import type { Content } from './content.ts';

const before: Content = aContent({
  texts: [
    { language: 'en', title: 'River school', summary: 'Lessons by radio.', origin: 'original' },
    { language: 'fr', title: 'École du fleuve', summary: null, origin: 'human' },
  ],
});

test('fields differ by what they say, in the order of the form', () => {
  expect(changedFields(before, { ...before })).toEqual([]);
  expect(changedFields(before, { ...before, year: 1999, commissions: [] })).toEqual([]);
  expect(
    changedFields(before, {
      ...before,
      urls: [],
      start_date: '2020',
      texts: before.texts.map((text) => ({ ...text, summary: 'New.' })),
    }),
  ).toEqual(['summary', 'start_date', 'urls']);
});

test('only links, dates and status are small, and no change is none', () => {
  expect(isSmallChange(['start_date', 'end_date', 'urls', 'activity_status'])).toBe(true);
  expect(isSmallChange(['urls', 'title'])).toBe(false);
  expect(isSmallChange(['countries'])).toBe(false);
  expect(isSmallChange([])).toBe(false);
});

test('texts differ in each language by themselves, also where one comes or goes', () => {
  const after: Content = {
    ...before,
    texts: [
      { language: 'en', title: 'River academy', summary: 'Lessons by radio.', origin: 'original' },
      { language: 'zh', title: '河流学校', summary: null, origin: 'human' },
    ],
  };
  expect(textDifferences(before, after, 'title')).toEqual([
    {
      language: 'en',
      parts: [
        { kind: 'same', text: 'River ' },
        { kind: 'removed', text: 'school' },
        { kind: 'added', text: 'academy' },
      ],
    },
    { language: 'zh', parts: [{ kind: 'added', text: '河流学校' }] },
    { language: 'fr', parts: [{ kind: 'removed', text: 'École du fleuve' }] },
  ]);
  expect(textDifferences(before, after, 'summary')).toEqual([]);
});
