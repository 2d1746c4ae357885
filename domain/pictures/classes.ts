import { ascending, quantileSorted } from 'd3-array';
import { scaleThreshold } from 'd3-scale';

/** A class of counts, both ends included. */
export interface CountClass {
  from: number;
  to: number;
}

/** Shades, 1 to 5, by the number of classes. The palest would be lost beside what has no entries. */
const SHADES: Readonly<Record<number, readonly number[]>> = {
  1: [4],
  2: [3, 5],
  3: [2, 4, 5],
  4: [2, 3, 4, 5],
};
const MOST_CLASSES = 4;

/**
 * Classes of the counts above zero: each count its own where they are few, else classes that hold about as many
 * different counts each, since a few places have most entries. Ascending; none without counts.
 */
export function countClasses(counts: Iterable<number>): CountClass[] {
  const values = [...new Set(counts)].filter((count) => count > 0).sort(ascending);
  const starts =
    values.length <= MOST_CLASSES
      ? values
      : Array.from({ length: MOST_CLASSES }, (_, place) =>
          Math.ceil(quantileSorted(values, place / MOST_CLASSES) ?? 0),
        );
  const from = [...new Set(starts)];
  return from.map((start, place) => ({ from: start, to: (from[place + 1] ?? (values.at(-1) ?? 0) + 1) - 1 }));
}

/** Which of five shades a count gets; 0 for none. */
export function shadeOf(classes: readonly CountClass[], count: number): number {
  if (count <= 0 || classes.length === 0) return 0;
  return scaleThreshold<number, number>()
    .domain(classes.slice(1).map(({ from }) => from))
    .range(SHADES[classes.length] ?? [])(count);
}
