import { organizationKey } from '../domain/initiative/content.ts';
import type { Subject } from '../domain/initiative/permissions.ts';
import type { Database } from './client.ts';
import { type Entry, entryById } from './entries.ts';

/** An initiative with everything that decides who may do what with it. */
export interface SubjectEntry {
  entry: Entry;
  subject: Subject;
}

/** The latest content and standing with the rights on it, or null. What a deleted initiative held is gone: null. */
export async function subjectEntry(database: Database, id: string): Promise<SubjectEntry | null> {
  const entry = await entryById(database, id);
  if (!entry) return null;
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
