import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, editsFor } from './edit-distance.ts';

test.each([
  ['', '', 0],
  ['broadband', 'broadband', 0],
  ['broadband', 'brodband', 1],
  ['broadband', 'brroadband', 1],
  ['broadband', 'broadbend', 1],
  ['broadband', 'braodband', 1],
  ['broadband', 'braodbend', 2],
  ['kitten', 'sitting', 3],
  ['intelligence', 'inteligense', 2],
  ['образование', 'оброзование', 1],
  ['التعليم', 'التلعيم', 1],
  // One letter of two units counts once.
  ['a𠮷b', 'a𠮶b', 1],
  // A pair that is swapped is not edited again.
  ['ca', 'abc', 3],
])('%s and %s are %i apart', (a, b, distance) => {
  expect(editDistance(a, b, 9)).toBe(distance);
  expect(editDistance(b, a, 9)).toBe(distance);
});

test('is given up beyond the limit', () => {
  expect(editDistance('kitten', 'sitting', 2)).toBe(3);
  expect(editDistance('kitten', 'sitting', 1)).toBe(2);
  expect(editDistance('a', 'abcdefgh', 2)).toBe(3);
});

test.each([
  ['it', 0],
  ['wsi', 0],
  ['wsis', 1],
  ['digital', 1],
  ['internet', 2],
  ['الصح', 1],
  ['𠮷𠮷𠮷', 0],
])('%s is expected with %i edits at most', (word, edits) => {
  expect(editsFor(word)).toBe(edits);
});

const word = fc.string({ unit: fc.constantFrom(...'abcé电'), maxLength: 8 });

/** The same distance without any limit or reuse, by its definition. */
function plainDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [restA, restB] = [a.slice(0, -1), b.slice(0, -1)];
  let best = Math.min(
    plainDistance(restA, b) + 1,
    plainDistance(a, restB) + 1,
    plainDistance(restA, restB) + (a.at(-1) === b.at(-1) ? 0 : 1),
  );
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1))
    best = Math.min(best, plainDistance(a.slice(0, -2), b.slice(0, -2)) + 1);
  return best;
}

test('is the same both ways, never more than the longer word, and within the limit what its definition says', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 9 }), (a, b, limit) => {
      const distance = editDistance(a, b, 9);
      expect(editDistance(b, a, 9)).toBe(distance);
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(distance === 0).toBe(a === b);
      const limited = editDistance(a, b, limit);
      if (distance <= limit) expect(limited).toBe(distance);
      else expect(limited).toBeGreaterThan(limit);
    }),
    { numRuns: 2000 },
  );
  const short = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 5 });
  fc.assert(
    fc.property(short, short, (a, b) => {
      expect(editDistance(a, b, 9)).toBe(plainDistance(a, b));
    }),
    { numRuns: 300 },
  );
});
