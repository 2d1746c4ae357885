import { expect, test } from 'vitest';
import { figuresOf, type Judgments, meanOf, ndcg10, recall20, reciprocalRank, success1 } from './measure.ts';

const JUDGED: Judgments = { a: 3, b: 2, c: 1 };
const others = (count: number) => Array.from({ length: count }, (_, place) => `other-${place}`);

test('nDCG: gains 7, 3 and 1, divided by the binary logarithm of the place plus one', () => {
  // Ideal: 7/1 + 3/1.5850 + 1/2 = 9.3928.
  expect(ndcg10(JUDGED, ['a', 'b', 'c'])).toBe(1);
  // 3/1 + 0 + 7/2 = 6.5.
  expect(ndcg10(JUDGED, ['b', 'x', 'a'])).toBeCloseTo(6.5 / 9.3928, 4);
  // 1/1 + 3/1.5850 + 7/2 = 6.3928.
  expect(ndcg10(JUDGED, ['c', 'b', 'a'])).toBeCloseTo(6.3928 / 9.3928, 4);
  expect(ndcg10(JUDGED, [])).toBe(0);
});

test('nDCG looks at ten places, in the answer and in the ideal', () => {
  expect(ndcg10({ a: 3 }, [...others(9), 'a'])).toBeCloseTo(1 / Math.log2(11), 10);
  expect(ndcg10({ a: 3 }, [...others(10), 'a'])).toBe(0);
  const twelve = Object.fromEntries(others(12).map((id) => [id, 2])) as Judgments;
  expect(ndcg10(twelve, others(12).reverse())).toBe(1);
});

test('recall counts grades 2 and 3 among the first twenty', () => {
  expect(recall20(JUDGED, ['c', 'a'])).toBe(0.5);
  expect(recall20(JUDGED, [...others(18), 'b', 'a'])).toBe(1);
  expect(recall20(JUDGED, [...others(19), 'b', 'a'])).toBe(0.5);
});

test('where nothing is better than marginal, the marginal entries are wanted', () => {
  expect(recall20({ a: 1, b: 1 }, ['b'])).toBe(0.5);
  expect(reciprocalRank({ a: 1, b: 1 }, ['x', 'b'])).toBe(0.5);
});

test('the reciprocal rank is that of the first entry with grade 2 or 3', () => {
  expect(reciprocalRank(JUDGED, ['c', 'x', 'b', 'a'])).toBeCloseTo(1 / 3, 10);
  expect(reciprocalRank(JUDGED, ['c'])).toBe(0);
});

test('a known item is found when the first result has the best grade', () => {
  expect(success1({ a: 3, b: 3, c: 2 }, ['b', 'a'])).toBe(1);
  expect(success1(JUDGED, ['b', 'a'])).toBe(0);
  expect(success1({ b: 2, c: 1 }, ['b'])).toBe(1);
  expect(success1(JUDGED, [])).toBe(0);
});

test('means count every query the same', () => {
  const first = figuresOf({ a: 3 }, ['a']);
  const second = figuresOf({ a: 3 }, ['x', 'a']);
  expect(second).toEqual({ ndcg10: expect.closeTo(0.6309, 4), recall20: 1, mrr: 0.5, success1: 0 });
  expect(meanOf([first, second])).toEqual({
    ndcg10: expect.closeTo(0.8155, 4),
    recall20: 1,
    mrr: 0.75,
    success1: 0.5,
  });
});
