/** Something that can be kept. `weight` is the memory it takes, about, in bytes. */
export interface Weighed {
  readonly weight: number;
}

export interface KeptStore<T extends Weighed> {
  /** What is kept under a key; it now counts as the one used last. */
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

/** Keeps what was used last, up to a weight of `limit` bytes. */
export function keptStore<T extends Weighed>(limit: number): KeptStore<T> {
  // A Map goes through its keys in the order they were set: the one not used for longest comes first.
  const kept = new Map<string, T>();
  let weight = 0;

  function remove(key: string): void {
    weight -= kept.get(key)?.weight ?? 0;
    kept.delete(key);
  }

  return {
    get(key) {
      const value = kept.get(key);
      if (value === undefined) return undefined;
      kept.delete(key);
      kept.set(key, value);
      return value;
    },
    set(key, value) {
      remove(key);
      if (value.weight > limit * LARGEST_SHARE) return;
      kept.set(key, value);
      weight += value.weight;
      for (const oldest of kept.keys()) {
        if (weight <= limit) return;
        remove(oldest);
      }
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
