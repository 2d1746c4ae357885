/** Why two entries may be one initiative. */
export const DUPLICATE_SIGNS = ['title', 'address', 'text', 'topic'] as const;
export type DuplicateSign = (typeof DUPLICATE_SIGNS)[number];

/** The two ids in the order in which a pair is kept. */
export function pairOf(a: string, b: string): [low: string, high: string] {
  return a < b ? [a, b] : [b, a];
}
