import type { PublishingEvent } from '#db/entries.ts';

export interface Publication {
  kind: 'imported' | 'published' | 'updated';
  /** Milliseconds since 1970, UTC. */
  at: number;
}

/** When an entry and its newer versions became public. Nothing about the people or the review. */
export function publicationHistory(events: readonly PublishingEvent[]): Publication[] {
  const first = { 'initiative.imported': 'imported', 'initiative.approved': 'published' } as const;
  return events.map(({ type, at }, index) => ({ kind: index > 0 ? 'updated' : first[type], at }));
}
