import type { Index } from './register.ts';

/** Memory that the kept cards of an isolate may take, in bytes: some 6,000 cards. */
const LIMIT = 24 * 1024 * 1024;
/** A longer card is read again each time, in characters. */
const LONGEST = 20_000;
/** Bytes that a character takes at most. */
const WIDEST = 2;

/** The cards that were shown last, by row number. Whoever follows the index takes out what changed. */
export class KeptCards {
  readonly #cards = new Map<number, string>();
  #characters = 0;

  /** The card now counts as the one shown last. */
  get(n: number): string | undefined {
    const card = this.#cards.get(n);
    if (card !== undefined) {
      this.#cards.delete(n);
      this.#cards.set(n, card);
    }
    return card;
  }

  set(n: number, card: string): void {
    this.delete(n);
    if (card.length > LONGEST) return;
    this.#cards.set(n, card);
    this.#characters += card.length;
    for (const oldest of this.#cards.keys()) {
      if (this.#characters * WIDEST <= LIMIT) return;
      this.delete(oldest);
    }
  }

  delete(n: number): void {
    this.#characters -= this.#cards.get(n)?.length ?? 0;
    this.#cards.delete(n);
  }
}

/**
 * Cards by row number; those that are gone are missing. `known`: the index was asked for its version just now, so what
 * is kept needs no question more.
 */
export async function cardsOf(
  { register, session, trusting }: Index,
  rows: readonly number[],
  known: boolean,
): Promise<Map<number, string>> {
  const cards = new Map<number, string>();
  const missing: number[] = [];
  for (const n of rows) {
    const card = register.cards.get(n);
    if (card === undefined) missing.push(n);
    else cards.set(n, card);
  }
  if (missing.length === 0 && known) return cards;
  const { results, current } = await register.ask(
    session,
    missing.length === 0
      ? []
      : [
          session
            .prepare('SELECT n, card FROM cards WHERE n IN (SELECT value FROM json_each(?1))')
            .bind(JSON.stringify(missing)),
        ],
    trusting,
  );
  for (const { n, card } of (results[0]?.results ?? []) as { n: number; card: string }[]) {
    cards.set(n, card);
    // What others of this isolate know already to be newer must not be kept.
    if (current) register.cards.set(n, card);
  }
  return cards;
}
