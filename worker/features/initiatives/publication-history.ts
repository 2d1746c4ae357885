import type { Database } from '#db/client.ts';
import { type Comparison, compared, contentsOf } from '#db/versions.ts';
import type { InitiativeEvent } from '#domain/initiative/events.ts';
import { type PublicVersion, publicVersions } from '#domain/initiative/public-versions.ts';

export interface Publication {
  /** Number of the public version. */
  number: number;
  kind: 'imported' | 'published' | 'updated' | 'rolled-back';
  /** Milliseconds since 1970, UTC. */
  at: number;
  /** What changed since the version before it; null for the first and for old ones. */
  changes: Comparison | null;
}

/** Versions whose differences a page shows; the pages of older ones show theirs. */
const DIFFERENCES_SHOWN = 5;

/** The public versions of an entry, oldest first. Nothing about the people or the review. */
export async function publicationHistory(
  database: Database,
  id: string,
  log: readonly InitiativeEvent[],
): Promise<Publication[]> {
  const versions = publicVersions(log);
  const recent = versions.slice(-DIFFERENCES_SHOWN - 1);
  const contents =
    recent.length > 1
      ? await contentsOf(
          database,
          id,
          recent.map(({ revision }) => revision),
        )
      : null;
  return versions.map((version, index) => {
    const before = contents?.get(versions[index - 1]?.revision ?? 0);
    const after = contents?.get(version.revision);
    return {
      number: version.number,
      kind: kindOf(version),
      at: version.at,
      changes: before && after ? compared(before, after) : null,
    };
  });
}

function kindOf({ number, type }: PublicVersion): Publication['kind'] {
  if (type === 'initiative.rolled-back') return 'rolled-back';
  if (number > 1) return 'updated';
  return type === 'initiative.imported' ? 'imported' : 'published';
}
