import { and, desc, inArray, ne, notInArray } from 'drizzle-orm';
import { records } from '#db/client.ts';
import { pairsOf } from '#db/duplicates.ts';
import { initiatives } from '#db/schema/main.ts';
import { ALIKE, publishedLike } from '#db/search/similar-titles.ts';
import { QUEUE_STATES, type State } from '#domain/initiative/states.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { similarity } from '#domain/text/similar.ts';

export interface WaitingEntry {
  id: string;
  title: string;
  language: string;
  state: State;
}

export interface PossibleDuplicates {
  published: PublicInitiative[];
  waiting: WaitingEntry[];
}

const SHOWN = 5;
/** Waiting entries compared, the newest first: a bound on the work, far above any queue seen. */
const COMPARED = 2000;

/** States of entries that a pair is still worth a look with. */
const GONE = ['unconfirmed', 'merged', 'deleted'] as const satisfies readonly State[];

/**
 * Entries that may be the same initiative: public ones and ones that wait, by their titles, and what the check of either
 * found. Pairs that somebody dismissed never come back.
 */
export async function possibleDuplicates(
  database: D1DatabaseSession,
  search: D1DatabaseSession,
  entry: { id: string; title: string },
): Promise<PossibleDuplicates> {
  const chosen = {
    id: initiatives.id,
    title: initiatives.title,
    language: initiatives.language,
    state: initiatives.state,
  };
  const [pairs, published, waiting] = await Promise.all([
    pairsOf(database, entry.id),
    publishedLike(search, entry.title, SHOWN + 1),
    records(database)
      .select(chosen)
      .from(initiatives)
      .where(and(inArray(initiatives.state, [...QUEUE_STATES]), ne(initiatives.id, entry.id)))
      .orderBy(desc(initiatives.createdAt))
      .limit(COMPARED),
  ]);
  const open = [...pairs].flatMap(([id, { dismissed }]) => (dismissed ? [] : [id]));
  const found =
    open.length === 0
      ? []
      : await records(database)
          .select(chosen)
          .from(initiatives)
          .where(and(inArray(initiatives.id, open.slice(0, 50)), notInArray(initiatives.state, [...GONE])));
  const stands = ({ id }: { id: string }) => id !== entry.id && pairs.get(id)?.dismissed !== true;
  const shown = published.filter(stands).slice(0, SHOWN);
  const alike = waiting
    .filter(stands)
    .map((other) => ({ other, alike: similarity(entry.title, other.title) }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, SHOWN)
    .map(({ other }) => other);
  const known = new Set([...shown, ...alike].map(({ id }) => id));
  return { published: shown, waiting: [...alike, ...found.filter(({ id }) => !known.has(id))] };
}
