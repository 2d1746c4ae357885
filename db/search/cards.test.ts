import { expect, test } from 'vitest';
import { KeptCards } from './cards.ts';

const CARD = 'x'.repeat(20_000);
/** Cards of this length that fit into 24 MB at two bytes a character. */
const FIT = 629;

const keptIn = (cards: KeptCards, rows: number) =>
  Array.from({ length: rows }, (_, n) => n).filter((n) => cards.get(n) !== undefined);

test('the cards shown last are kept, as many as fit', () => {
  const cards = new KeptCards();
  for (let n = 0; n < FIT; n++) cards.set(n, CARD);
  cards.get(0);
  cards.set(FIT, CARD);
  cards.set(FIT + 1, CARD);
  const kept = keptIn(cards, FIT + 2);
  expect([kept.length, kept[0], kept[1]]).toEqual([FIT, 0, 3]);
});

test('a card set again or taken out makes room', () => {
  const cards = new KeptCards();
  for (let n = 0; n < 2 * FIT; n++) cards.set(7, CARD);
  for (let n = 0; n < FIT; n++) cards.set(n, CARD);
  expect(keptIn(cards, FIT).length).toBe(FIT);
  for (let n = 0; n < FIT; n++) cards.delete(n);
  cards.delete(1);
  for (let n = 0; n < FIT; n++) cards.set(n, CARD);
  expect(keptIn(cards, FIT).length).toBe(FIT);
});

test('a very long card is not kept, nor the one it takes the place of', () => {
  const cards = new KeptCards();
  cards.set(1, 'short');
  cards.set(1, `${CARD}x`);
  expect(cards.get(1)).toBeUndefined();
});
