import type { Result, Router } from 'hono/router';
import { TrieRouter } from 'hono/router/trie-router';

/** Addresses whose routes are remembered at most. */
const REMEMBERED = 1000;
/** Longer addresses are looked up each time, in characters. */
const LONGEST = 200;

/**
 * Finds routes like Hono's router for patterns of any kind, and remembers what it found: to look through hundreds of
 * patterns takes longer than some answers, and most requests are for a few addresses. What it gives is read only.
 */
export class RememberingRouter<T> implements Router<T> {
  readonly name = 'RememberingRouter';
  readonly #router = new TrieRouter<T>();
  readonly #found = new Map<string, Result<T>>();

  add(method: string, path: string, handler: T): void {
    this.#found.clear();
    this.#router.add(method, path, handler);
  }

  match(method: string, path: string): Result<T> {
    if (path.length > LONGEST) return this.#router.match(method, path);
    const key = `${method} ${path}`;
    let found = this.#found.get(key);
    if (found === undefined) {
      found = this.#router.match(method, path);
      if (this.#found.size >= REMEMBERED) this.#found.clear();
      this.#found.set(key, found);
    }
    return found;
  }
}
