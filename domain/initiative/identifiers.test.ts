import { expect, test } from 'vitest';
import { ID_PATTERN, idFromKey, idOfReference, newId, referenceOf } from './identifiers.ts';

test('an id is short and opaque, and the same key always gets the same one', async () => {
  expect(newId()).toMatch(ID_PATTERN);
  expect(newId()).not.toBe(newId());
  expect(await idFromKey('source sg2022-001')).toBe(await idFromKey('source sg2022-001'));
  expect(await idFromKey('source sg2022-001')).not.toBe(await idFromKey('source sg2022-002'));
});

test('a reference leads back to its id, however it is typed', () => {
  const id = newId();
  expect(referenceOf(id)).toMatch(/^WSIS-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  expect([referenceOf(id), referenceOf(id).toLowerCase(), id.toUpperCase(), id].map(idOfReference)).toEqual([
    id,
    id,
    id,
    id,
  ]);
  expect(idOfReference('nothing of ours')).toBe('nothing of ours');
});
