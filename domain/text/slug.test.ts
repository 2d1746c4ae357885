import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugify } from './slug.ts';

const cases: [title: string, slug: string][] = [
  ['National e-Health Strategy (2025)', 'national-e-health-strategy-2025'],
  ["L'École & l’Œuvre", 'l-ecole-l-oeuvre'],
  ['Кибербезопасность: всё', 'кибербезопасность-все'],
  ['الصِّحَّة الإلكترونية', 'الصحة-الإلكترونية'],
  ['农村电子商务平台', '农村电子商务平台'],
  ['  ', 'initiative'],
  ['!!! 😀', 'initiative'],
  ['x'.repeat(80), 'x'.repeat(60)],
  [`short ${'x'.repeat(80)}`, 'short'],
  [
    'Connecting schools in remote rural communities through satellites',
    'connecting-schools-in-remote-rural-communities-through',
  ],
];

test.each(cases)('%j', (title, slug) => {
  expect(slugify(title)).toBe(slug);
});

test('cuts a long Han title between words', () => {
  const slug = slugify(`5G ${'农村电子商务平台'.repeat(10)}`);
  expect(slug).toMatch(/^5g-农村/);
  expect(Array.from(slug).length).toBeGreaterThan(50);
});

test('is never empty, never long, always letters, digits and single hyphens', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (title) => {
      const slug = slugify(title);
      expect(slug).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(-[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*$/u);
      expect(Array.from(slug).length).toBeLessThanOrEqual(60);
      expect(slugify(slug)).toBe(slug);
    }),
    { numRuns: 1000 },
  );
});
