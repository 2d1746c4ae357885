/**
 * Random numbers that are the same in every run: a generator of its own for each thing, so that the entry with number
 * 7 does not depend on how many entries there are.
 *
 * @param {...(string | number)} names seed, then what the numbers are for
 */
export function randomFor(...names) {
  let state = 0x811c9dc5;
  for (const character of names.join('/')) {
    state ^= character.codePointAt(0);
    state = Math.imul(state, 0x01000193);
  }
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** From 0 up to but not including 1. */
    next,
    /** A whole number from `low` to `high`, both included. */
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)],
    /** A key of `{ key: weight }`. */
    weighted(weights) {
      const entries = Object.entries(weights);
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      return entries.at(-1)[0];
    },
    /** A rank from 0 to `count` − 1 with a chance of 1 / (rank + `flat`)^`power`. */
    zipf(count, power = 1, flat = 2.7) {
      const u = next();
      const rank =
        power === 1
          ? flat * ((count + flat) / flat) ** u - flat
          : (flat ** (1 - power) + u * ((count + flat) ** (1 - power) - flat ** (1 - power))) **
              (1 / (1 - power)) -
            flat;
      return Math.min(count - 1, Math.floor(rank));
    },
    /** Up to `count` different members of a list, the earlier the likelier. */
    several(list, count, power = 1) {
      const chosen = new Set();
      for (let attempt = 0; attempt < 4 * count && chosen.size < count; attempt++)
        chosen.add(list[this.zipf(list.length, power)]);
      return [...chosen];
    },
  };
}

/** The same members in another order, the same in every run. */
export function shuffled(list, ...names) {
  const random = randomFor(...names);
  return list
    .map((member) => [random.next(), member])
    .sort(([a], [b]) => a - b)
    .map(([, member]) => member);
}
