import { and, eq } from 'drizzle-orm';
import { organizationKey } from '../domain/initiative/content.ts';
import type { Subject } from '../domain/initiative/permissions.ts';
import { type Database, records } from './client.ts';
import { type Entry, entryOf } from './entries.ts';
import { initiatives, revisions } from './schema/main.ts';

/** An initiative with everything that decides who may do what with it. */
export interface SubjectEntry {
  entry: Entry;
  subject: Subject;
}

/** The latest content and standing with the rights on it, or null. What a deleted initiative held is gone: null. */
export async function subjectEntry(database: Database, id: string): Promise<SubjectEntry | null> {
  const [row] = await records(database)
    .select({ initiative: initiatives, content: revisions.content })
    .from(initiatives)
    .innerJoin(
      revisions,
      and(eq(revisions.initiativeId, initiatives.id), eq(revisions.revision, initiatives.revision)),
    )
    .where(eq(initiatives.id, id));
  if (!row || row.content === 'null') return null;
  const entry = entryOf(row.initiative, row.content);
  return { entry, subject: await subjectOf(database, entry) };
}

interface Rights {
  submitterId: string | null;
  organizationId: string | null;
  verified: number | null;
  organizationIds: string | null;
}

/** What of an entry decides who may do what with it. */
export async function subjectOf(database: Database, entry: Entry): Promise<Subject> {
  const { content, standing } = entry;
  const keys = content.organizations.map(({ name }) => organizationKey(name));
  const rights = await database
    .prepare(
      `SELECT (SELECT user_id FROM contacts WHERE id = ?1) AS submitterId,
         o.id AS organizationId, o.verified_at IS NOT NULL AS verified,
         (SELECT json_group_array(DISTINCT organization_id) FROM organization_names
          WHERE key IN (SELECT value FROM json_each(?3))) AS organizationIds
       FROM (SELECT 1) LEFT JOIN organizations AS o
         ON o.id = (SELECT coalesce(merged_into, id) FROM organizations WHERE id = ?2)`,
    )
    .bind(entry.contactId, standing.organizationId, JSON.stringify(keys))
    .first<Rights>();
  return {
    id: entry.id,
    state: standing.state,
    language: content.language,
    action_lines: content.action_lines,
    commissions: content.commissions,
    countries: content.countries,
    // Entries follow an organisation into another one a moment later, and not at all where nothing more can happen.
    organizationId: rights?.organizationId ?? standing.organizationId,
    organizationVerified: rights?.verified === 1,
    organizationIds: JSON.parse(rights?.organizationIds ?? '[]') as string[],
    submitterId: rights?.submitterId ?? null,
    publishedRevision: standing.publishedRevision,
    lastPublicRevision: standing.lastPublicRevision,
    decision: standing.decision,
    proposal: standing.proposal,
    undoable: standing.undo !== null,
  };
}
