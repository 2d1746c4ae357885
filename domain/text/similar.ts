import { fold } from './normalise.ts';
import { bigrams, runs } from './tokens.ts';

const LETTERS_WEIGHT = 0.7;

function counts(items: Iterable<string>): Map<string, number> {
  const result = new Map<string, number>();
  for (const item of items) result.set(item, (result.get(item) ?? 0) + 1);
  return result;
}

function dice(a: readonly string[], b: readonly string[], weight: (item: string) => number): number {
  const left = counts(a);
  const right = counts(b);
  let total = 0;
  let shared = 0;
  for (const [item, count] of left) {
    total += count * weight(item);
    shared += Math.min(count, right.get(item) ?? 0) * weight(item);
  }
  for (const [item, count] of right) total += count * weight(item);
  return total === 0 ? 0 : (2 * shared) / total;
}

/**
 * How alike two titles are, from 0 to 1, in any script: the letter pairs they share, read without spaces so that
 * "e-Health" and "eHealth" agree, and the words they share, the longer the heavier.
 */
export function similarity(a: string, b: string): number {
  if (fold(a) === fold(b)) return 1;
  const left = runs(a);
  const right = runs(b);
  const letters = dice(
    bigrams(left.map((run) => run.text).join('')),
    bigrams(right.map((run) => run.text).join('')),
    () => 1,
  );
  const terms = (list: typeof left): string[] =>
    list.flatMap((run) => (run.han ? bigrams(run.text) : [run.text]));
  const words = dice(terms(left), terms(right), (word) => word.length);
  return LETTERS_WEIGHT * letters + (1 - LETTERS_WEIGHT) * words;
}
