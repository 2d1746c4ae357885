import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { changedFields, type FieldName } from '../domain/initiative/changed-fields.ts';
import type { Content } from '../domain/initiative/content.ts';
import type { InitiativeEvent } from '../domain/initiative/events.ts';
import { type PublicVersion, publicVersions } from '../domain/initiative/public-versions.ts';
import { standingOf } from '../domain/initiative/standing.ts';
import { type Database, records } from './client.ts';
import type { Entry } from './entries.ts';
import { events, looks, revisions } from './schema/main.ts';

/** Two contents of an entry, and the fields that differ. */
export interface Comparison {
  before: Content;
  after: Content;
  fields: FieldName[];
}

export function compared(before: Content, after: Content): Comparison {
  return { before, after, fields: changedFields(before, after) };
}

/** The log of an entry without the words that went with it, oldest first. */
export async function logOf(database: Database, id: string): Promise<InitiativeEvent[]> {
  return records(database)
    .select({
      type: events.type,
      version: events.version,
      data: events.data,
      actorId: events.actorId,
      at: events.at,
    })
    .from(events)
    .where(eq(events.initiativeId, id))
    .orderBy(asc(events.version));
}

/** The public versions of an entry, oldest first, whatever its face is now. */
export async function publicVersionsOf(database: Database, id: string): Promise<PublicVersion[]> {
  return publicVersions(await logOf(database, id));
}

/** Contents by revision; those that do not exist or were emptied are left out. */
export async function contentsOf(
  database: Database,
  id: string,
  wanted: readonly number[],
): Promise<Map<number, Content>> {
  const rows = await records(database)
    .select({ revision: revisions.revision, content: revisions.content })
    .from(revisions)
    .where(
      and(
        eq(revisions.initiativeId, id),
        inArray(revisions.revision, sql`(select value from json_each(${JSON.stringify(wanted)}))`),
      ),
    );
  return new Map(
    rows
      .filter(({ content }) => content !== 'null')
      .map(({ revision, content }) => [revision, JSON.parse(content) as Content]),
  );
}

/** A revision with when it was made and by what. */
export interface Revision {
  revision: number;
  at: number;
  type: InitiativeEvent['type'];
}

/** The revisions that a log made, oldest first. */
export function revisionsIn(log: readonly InitiativeEvent[]): Revision[] {
  return log.flatMap(({ data, at, type }) =>
    data.revision === undefined ? [] : [{ revision: data.revision, at, type }],
  );
}

/** The revision that an entry stood at after its first `version` events. */
export function revisionAt(log: readonly InitiativeEvent[], version: number): number {
  return standingOf(log.filter((event) => event.version <= version)).revision;
}

/** What `before` of a look is: what the same person saw last, what is public, or what the submitter was asked about. */
export type Since = 'look' | 'public' | 'asked';

export interface SinceLook extends Comparison {
  since: Since;
  /** The revisions compared. */
  from: number;
  to: number;
}

/**
 * Marks that a member of staff sees an entry as it is now, and tells what changed since the last version seen before.
 * Who never saw it gets what differs from the public content, or from what a change request was about. Null if there is
 * nothing to compare, or nothing differs. Opening the same version again shows the same.
 */
export async function lookAt(
  database: D1Database,
  userId: string,
  entry: Entry,
  at: number,
): Promise<SinceLook | null> {
  const { version, revision, publishedRevision } = entry.standing;
  const [look] = await records(database)
    .insert(looks)
    .values({ userId, initiativeId: entry.id, version, at })
    .onConflictDoUpdate({
      target: [looks.userId, looks.initiativeId],
      set: {
        version: sql`max(${looks.version}, excluded.version)`,
        versionBefore: sql`iif(${looks.version} < excluded.version, ${looks.version}, ${looks.versionBefore})`,
        at,
      },
    })
    .returning();
  const log = await logOf(database, entry.id);
  const seen = look?.versionBefore ?? null;
  const candidates: { since: Since; from: number | null }[] = [
    { since: 'look', from: seen === null ? null : revisionAt(log, seen) },
    { since: 'public', from: publishedRevision },
    { since: 'asked', from: askedAbout(log) },
  ];
  const found = candidates.find(({ from }) => from !== null && from !== revision);
  if (!found?.from) return null;
  const before = (await contentsOf(database, entry.id, [found.from])).get(found.from);
  if (!before) return null;
  const comparison = compared(before, entry.content);
  return comparison.fields.length > 0
    ? { ...comparison, since: found.since, from: found.from, to: revision }
    : null;
}

/** The revision that the last change request was about, or null. */
function askedAbout(log: readonly InitiativeEvent[]): number | null {
  const request = log.findLast(({ type }) => type === 'initiative.changes-requested');
  return request ? revisionAt(log, request.version) : null;
}
