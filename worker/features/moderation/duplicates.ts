import { and, desc, inArray, ne } from 'drizzle-orm';
import { records } from '#db/client.ts';
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

/** Entries that may be the same initiative, by their titles: public ones, and ones that wait like this one. */
export async function possibleDuplicates(
  database: D1DatabaseSession,
  search: D1DatabaseSession,
  entry: { id: string; title: string },
): Promise<PossibleDuplicates> {
  const [published, waiting] = await Promise.all([
    publishedLike(search, entry.title, SHOWN + 1),
    records(database)
      .select({
        id: initiatives.id,
        title: initiatives.title,
        language: initiatives.language,
        state: initiatives.state,
      })
      .from(initiatives)
      .where(and(inArray(initiatives.state, [...QUEUE_STATES]), ne(initiatives.id, entry.id)))
      .orderBy(desc(initiatives.createdAt))
      .limit(COMPARED),
  ]);
  return {
    published: published.filter(({ id }) => id !== entry.id).slice(0, SHOWN),
    waiting: waiting
      .map((other) => ({ other, alike: similarity(entry.title, other.title) }))
      .filter(({ alike }) => alike >= ALIKE)
      .sort((a, b) => b.alike - a.alike)
      .slice(0, SHOWN)
      .map(({ other }) => other),
  };
}
