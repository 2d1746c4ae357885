/** Something that can be kept. `weight` is the memory it takes, about, in bytes. */
export interface Weighed {
  readonly weight: number;
}

export interface KeptStore<T extends Weighed> {
  /** What is kept under a key; it now counts as used. */
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  clear(): void;
  keys(): string[];
  /** Weight of all that is kept, in bytes. */
  weight(): number;
}

/** One value may take this part of the whole; a heavier one would push out too many others. */
const LARGEST_SHARE = 1 / 16;

interface Kept<T> {
  readonly value: T;
  /** Whether it was asked for since it was set, or since it was last passed over. */
  used: boolean;
}

/**
 * Keeps values up to a weight of `limit` bytes. When there is no room, the oldest goes that nobody asked for; those that
 * were asked for count as new once more ("second chance"), so asking changes no order and costs little.
 */
export function keptStore<T extends Weighed>(limit: number): KeptStore<T> {
  // A Map goes through its keys in the order they were set.
  const kept = new Map<string, Kept<T>>();
  let weight = 0;

  function remove(key: string): void {
    weight -= kept.get(key)?.value.weight ?? 0;
    kept.delete(key);
  }

  function makeRoom(wanted: number): void {
    for (const [key, one] of kept) {
      if (weight + wanted <= limit) return;
      if (!one.used) {
        remove(key);
        continue;
      }
      one.used = false;
      kept.delete(key);
      kept.set(key, one);
    }
  }

  return {
    get(key) {
      const one = kept.get(key);
      if (one === undefined) return undefined;
      one.used = true;
      return one.value;
    },
    set(key, value) {
      remove(key);
      if (value.weight > limit * LARGEST_SHARE) return;
      makeRoom(value.weight);
      kept.set(key, { value, used: false });
      weight += value.weight;
    },
    delete: remove,
    clear() {
      kept.clear();
      weight = 0;
    },
    keys: () => [...kept.keys()],
    weight: () => weight,
  };
}
