import { addition } from '#db/search/index-entry.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';

const FIRST_DAY = Date.UTC(2026, 0, 1);
const AT_ONCE = 100;
const ORGANIZATIONS = 5000;

/** Fills the index up to a number of entries with copies of those it has: other ids, dates and organisations. */
export async function multiply(search: D1Database, entries: number): Promise<void> {
  const { results } = await search.prepare('SELECT card FROM cards').all<{ card: string }>();
  const cards = results.map(({ card }) => JSON.parse(card) as PublicInitiative);
  for (let start = cards.length; start < entries; start += AT_ONCE) {
    const copies = Array.from({ length: Math.min(AT_ONCE, entries - start) }, (_, index) =>
      copyOf(cards, start + index),
    );
    await search.batch(copies.flatMap((copy) => addition(search, copy)));
  }
  await search.prepare('UPDATE catalogue SET version = version + 1').run();
}

function copyOf(cards: readonly PublicInitiative[], number: number): PublicInitiative {
  const card = cards[(number * 7) % cards.length];
  if (!card) throw new Error('no card');
  return {
    ...card,
    id: String(number).padStart(10, '0'),
    published_at: new Date(FIRST_DAY + number * 60_000).toISOString(),
    organizations: card.organizations.map((organization) => ({
      ...organization,
      id: `${number % ORGANIZATIONS}`.padStart(10, 'x'),
    })),
  };
}
