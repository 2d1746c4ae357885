/** The bit mask of some codes of a list: bit i stands for the code at position i. Lists hold at most 31 codes. */
export function maskOf<T>(list: readonly T[], values: readonly T[]): number {
  let mask = 0;
  for (const value of values) {
    const bit = list.indexOf(value);
    if (bit >= 0) mask |= 1 << bit;
  }
  return mask;
}

/** Position in a code list from 1; 0 for none. */
export function positionOf<T>(list: readonly T[], value: T | null): number {
  return value === null ? 0 : list.indexOf(value) + 1;
}

/** The codes of a list that a bit mask stands for. */
export function valuesOfMask<T>(list: readonly T[], mask: number): T[] {
  return list.filter((_, bit) => (mask >> bit) & 1);
}
