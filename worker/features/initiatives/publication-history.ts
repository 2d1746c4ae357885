import type { Database } from '#db/client.ts';
import { historyOf } from '#db/entries.ts';

export interface Publication {
  kind: 'imported' | 'published' | 'updated';
  /** Milliseconds since 1970, UTC. */
  at: number;
}

/** When an entry and its newer versions became public. Nothing about the people or the review. */
export async function publicationHistory(database: Database, id: string): Promise<Publication[]> {
  const history: Publication[] = [];
  for (const { type, at } of await historyOf(database, id)) {
    if (type === 'initiative.imported')
      history.push({ kind: history.length > 0 ? 'updated' : 'imported', at });
    if (type === 'initiative.approved')
      history.push({ kind: history.length > 0 ? 'updated' : 'published', at });
  }
  return history;
}
