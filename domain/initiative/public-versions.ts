import type { InitiativeEvent, Standing } from './events.ts';
import { apply } from './standing.ts';

/** Content that was public under a number of its own, for ever: `/i/{id}/v/{number}`. */
export interface PublicVersion {
  /** 1 for the first public content, then 2, 3, … */
  number: number;
  /** The revision that holds the content. */
  revision: number;
  /** When it first became public, in milliseconds since 1970. */
  at: number;
  type: InitiativeEvent['type'];
}

/**
 * The public versions that a log leaves, oldest first. Content that comes back unchanged (restored, approved again) is
 * the version it was. A decision that was undone leaves a gap: its number is never given to other content.
 */
export function publicVersions(log: readonly InitiativeEvent[]): PublicVersion[] {
  const versions: PublicVersion[] = [];
  const undone = new Set<number>();
  let standing: Standing | null = null;
  for (const event of log) {
    const before: Standing | null = standing;
    standing = apply(before, event);
    const { publishedRevision: revision } = standing;
    if (event.type === 'initiative.decision-undone' && before && before.publishedRevision !== revision)
      undone.add(before.publishedRevision ?? 0);
    if (revision === null) continue;
    if (event.type !== 'initiative.decision-undone') undone.delete(revision);
    if (!versions.some((version) => version.revision === revision))
      versions.push({ number: versions.length + 1, revision, at: event.at, type: event.type });
  }
  return versions.filter((version) => !undone.has(version.revision));
}
