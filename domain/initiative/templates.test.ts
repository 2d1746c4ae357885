import { expect, test } from 'vitest';
import { translator } from '../strings/strings.ts';
import { LANGUAGES } from '../taxonomy/language.ts';
import { DECLINE_REASONS, isRetired, OFFERED_REASONS } from './reasons.ts';
import { TEMPLATES, templateById, templatesFor, templateText, unfilledPlaceholder } from './templates.ts';

const ENTRY = { title: 'River radio', reference: 'WSIS-AAAAA-BBBBB' };

test.each(LANGUAGES)(
  '%s: each template leaves in braces what a moderator has to fill in, and nothing else',
  (language) => {
    const t = translator(language);
    for (const template of TEMPLATES) {
      const text = templateText(t, template, ENTRY);
      const open = text.match(/\{[^{}]*\}/g) ?? [];
      expect([template.id, open]).toEqual([
        template.id,
        template.fills.map((name) => `{${t(`placeholder.${name}`)}}`),
      ]);
      expect([template.id, unfilledPlaceholder(text)]).toEqual([template.id, open[0] ?? null]);
    }
  },
);

test('templates go with actions', () => {
  expect(templatesFor(['approve', 'archive']).map(({ id }) => id)).toEqual(['welcome', 'ended']);
  expect(templatesFor([])).toEqual([]);
  expect(templateById('welcome')?.action).toBe('approve');
  expect(templateById('nothing')).toBeNull();
});

test('what was left to be filled in is found, and only that', () => {
  expect(unfilledPlaceholder('Please add {the link}.')).toBe('{the link}');
  expect(unfilledPlaceholder('أضف {الرابط} هنا')).toBe('{الرابط}');
  for (const message of ['', 'a } b { c', '{}', '{\n}', `{${'x'.repeat(81)}}`])
    expect([message, unfilledPlaceholder(message)]).toEqual([message, null]);
});

test('a retired reason is kept and not offered', () => {
  expect(OFFERED_REASONS).toEqual(DECLINE_REASONS.filter((reason) => !isRetired(reason)));
  expect(OFFERED_REASONS.length).toBeLessThan(DECLINE_REASONS.length);
});
