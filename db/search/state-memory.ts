import type { CatalogueState } from './register.ts';

/**
 * What an isolate remembers of one state of the catalogue, by key. When it goes on to another state, nobody holds what was
 * remembered any more. `limit`: how much is remembered at most; beyond it, all is forgotten.
 */
export class StateMemory<Value> {
  readonly #values = new WeakMap<CatalogueState, Map<string, Value>>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(state: CatalogueState, key: string): Value | undefined {
    return this.#values.get(state)?.get(key);
  }

  set(state: CatalogueState, key: string, value: Value): void {
    const values = this.#values.get(state) ?? new Map<string, Value>();
    this.#values.set(state, values);
    if (values.size >= this.#limit && !values.has(key)) values.clear();
    values.set(key, value);
  }
}
