import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf } from './kept-answer.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: 200 });
/** In a buffer of its own, as a body is. */
const digest = (body: Uint8Array) => digestOf(body.slice().buffer as ArrayBuffer);

test('equal bodies have one digest, and a body with one byte changed has another', () => {
  fc.assert(
    fc.property(bytes(1), fc.nat(), fc.integer({ min: 1, max: 255 }), (body, place, change) => {
      const other = body.slice();
      const at = place % body.length;
      other[at] = (other[at] ?? 0) ^ change;
      expect(digest(body)).toBe(digest(body));
      expect(digest(other)).not.toBe(digest(body));
    }),
  );
});

test('a body that goes on has another digest', () => {
  fc.assert(
    fc.property(bytes(0), (body) => {
      expect(digest(new Uint8Array([...body, 0]))).not.toBe(digest(body));
    }),
  );
  expect(digest(new Uint8Array())).toMatch(/^[0-9a-f]{16}$/);
});
