import { expect, test } from 'vitest';
import { aContent, SUMMARY } from '#test/factories.ts';
import { corrected, keepsOrder, Suggestion, valueAt } from './correction.ts';
import { parse } from './parse.ts';

const about = { evidence: 'The report of 2024 says so.', email: 'reader@ngo.example' };

test.each([
  [{ field: 'title', language: 'en', value: 'A better title' }, []],
  [{ field: 'summary', language: 'en', value: SUMMARY }, []],
  [{ field: 'activity_status', value: null }, []],
  [{ field: 'end_date', value: '2025-02' }, []],
  [{ field: 'urls', value: ['https://example.org/a'] }, []],
  [{ field: 'organizations', value: [] }, ['#/field unknown-code']],
  [{ field: 'title', value: 'A better title' }, ['#/language required']],
  [{ field: 'title', language: 'en', value: '<b>x</b>' }, ['#/value markup']],
  [{ field: 'summary', language: 'en', value: 'Too short.' }, ['#/value too-few-words']],
  [{ field: 'start_date', value: '2025-13' }, ['#/value invalid-date']],
  [{ field: 'activity_status', value: 'great' }, ['#/value unknown-code']],
  [{ field: 'urls', value: ['ftp://example.org'] }, ['#/value/0 invalid-url']],
  [{ field: 'urls', language: 'en', value: [] }, ['#/language wrong-type']],
])('a suggestion %o', (input, expected) => {
  const wrong = () => {
    try {
      parse(Suggestion, { ...about, ...input });
      return [];
    } catch (error) {
      return (error as { issues: { pointer: string; code: string }[] }).issues.map(
        ({ pointer, code }) => `${pointer} ${code}`,
      );
    }
  };
  expect(wrong()).toEqual(expected);
});

test('a correction changes its field in its language and nothing else', () => {
  const content = aContent();
  const before = structuredClone(content);
  const title = { field: 'title', language: 'en', value: 'Other' } as const;
  expect(corrected(content, title)).toEqual({
    ...content,
    texts: [{ ...content.texts[0], title: 'Other' }],
  });
  expect(corrected(content, { field: 'urls', language: null, value: [] })).toEqual({ ...content, urls: [] });
  expect(corrected(content, { field: 'start_date', language: null, value: '2019-05' })).toEqual({
    ...content,
    start_date: '2019-05',
    year: 2019,
  });
  expect(corrected(content, { field: 'start_date', language: null, value: null }).year).toBe(content.year);
  expect(content).toEqual(before);
  expect(valueAt(corrected(content, title), title)).toBe('Other');
  expect(valueAt(content, { field: 'summary', language: 'ru' })).toBeNull();
});

test('dates stay in order', () => {
  const dates = { start_date: '2020', end_date: '2022' };
  expect(keepsOrder(dates, { field: 'end_date', language: null, value: '2019' })).toBe(false);
  expect(keepsOrder(dates, { field: 'start_date', language: null, value: '2022-11' })).toBe(true);
  expect(keepsOrder(dates, { field: 'urls', language: null, value: [] })).toBe(true);
});
