import type { Database } from '#db/client.ts';
import { publicForm } from '#db/entries.ts';
import { type Comparison, compared, contentsOf, publicVersionsOf } from '#db/versions.ts';
import type { PublicVersion } from '#domain/initiative/public-versions.ts';
import { Problem } from '#domain/problems.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { publicEntry } from '#worker/http/public-entry.ts';

export interface EntryVersions {
  /** The entry as it is public now. */
  initiative: PublicInitiative;
  /** Oldest first. */
  versions: PublicVersion[];
  /** Number of the one that is public now. */
  current: number;
}

export type Versions = { kind: 'public'; entry: EntryVersions } | { kind: 'merged'; into: string };

/**
 * The public versions of an entry that is public. Others have none: `not-found`, `withdrawn` with when, or where the
 * entry was merged into.
 */
export async function readVersions(database: Database, id: string): Promise<Versions> {
  const found = await publicEntry(database, id);
  if (found.kind === 'merged') return found;
  const { initiative } = found;
  const versions = await publicVersionsOf(database, id);
  const current = versions.find(({ revision }) => revision === initiative.version);
  if (!current) throw new Problem('not-found');
  return { kind: 'public', entry: { initiative, versions, current: current.number } };
}

export interface ReadVersion {
  version: PublicVersion;
  /** The entry as it was public under this number. */
  initiative: PublicInitiative;
  /** What changed since the version before it; null for the first. */
  changes: Comparison | null;
}

/** One public version by its number as it stands in an address; `not-found` if there is none. */
export async function readVersion(
  database: Database,
  { initiative, versions }: EntryVersions,
  number: string,
): Promise<ReadVersion> {
  const index = versions.findIndex((version) => String(version.number) === number);
  const version = versions[index];
  if (!version) throw new Problem('not-found');
  const before = versions[index - 1];
  const contents = await contentsOf(
    database,
    initiative.id,
    [version, before].flatMap((one) => one?.revision ?? []),
  );
  const content = contents.get(version.revision);
  if (!content) throw new Problem('not-found');
  const previous = before && contents.get(before.revision);
  return {
    version,
    initiative: await publicForm(database, {
      id: initiative.id,
      content: JSON.stringify(content),
      revision: version.revision,
      publishedAt: Date.parse(initiative.published_at),
      updatedAt: version.at,
    }),
    changes: previous ? compared(previous, content) : null,
  };
}
