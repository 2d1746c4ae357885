import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptStore } from './kept-store.ts';

const LIMIT = 1600;

test('never weighs more than its limit, and knows what it weighs', () => {
  const step = fc.record({
    key: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
    weight: fc.nat(150),
    act: fc.constantFrom('set', 'set', 'get', 'delete'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const store = keptStore<{ weight: number }>(LIMIT);
      for (const { key, weight, act } of steps) {
        if (act === 'set') store.set(key, { weight });
        else store[act](key);
        expect(store.weight()).toBeLessThanOrEqual(LIMIT);
      }
      const weights = store.keys().map((key) => store.get(key)?.weight ?? Number.NaN);
      expect(store.weight()).toBe(weights.reduce((sum, weight) => sum + weight, 0));
    }),
  );
});

test('the oldest goes first that nobody asked for', () => {
  const store = keptStore<{ weight: number }>(LIMIT);
  for (let n = 0; n < 16; n++) store.set(`${n}`, { weight: 100 });
  store.get('0');
  store.get('3');
  store.set('16', { weight: 100 });
  store.set('17', { weight: 50 });
  // '0' counts as new since it was passed over; '3' was not reached yet.
  expect(store.keys()).toEqual([...Array.from({ length: 13 }, (_, n) => `${n + 3}`), '0', '16', '17']);
  store.set('18', { weight: 100 });
  store.set('19', { weight: 100 });
  expect(store.keys().slice(0, 2)).toEqual(['6', '7']);
  expect(store.keys()).toContain('3');
});

test('where everybody was asked for, the oldest goes, and what is new stays', () => {
  const store = keptStore<{ weight: number }>(LIMIT);
  const keys = Array.from({ length: 16 }, (_, n) => `${n}`);
  for (const key of keys) store.set(key, { weight: 100 });
  for (const key of keys) store.get(key);
  store.set('16', { weight: 100 });
  expect(store.keys()).toEqual([...keys.slice(1), '16']);
});

test('a value too heavy is not kept, and takes its lighter predecessor with it', () => {
  const store = keptStore<{ weight: number }>(LIMIT);
  store.set('a', { weight: 100 });
  store.set('b', { weight: 1 });
  store.set('a', { weight: 101 });
  expect([store.keys(), store.weight()]).toEqual([['b'], 1]);
});

test('cleared, it weighs nothing', () => {
  const store = keptStore<{ weight: number }>(LIMIT);
  store.set('a', { weight: 100 });
  store.clear();
  expect([store.keys(), store.weight(), store.get('a')]).toEqual([[], 0, undefined]);
});
