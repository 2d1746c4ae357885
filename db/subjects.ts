import { organizationKey } from '../domain/initiative/content.ts';
import type { Subject } from '../domain/initiative/permissions.ts';
import type { Database } from './client.ts';
import { type Entry, entriesById, entryById } from './entries.ts';

/** An initiative with everything that decides who may do what with it. */
export interface SubjectEntry {
  entry: Entry;
  subject: Subject;
}

/** The latest content and standing with the rights on it, or null. What a deleted initiative held is gone: null. */
export async function subjectEntry(database: Database, id: string): Promise<SubjectEntry | null> {
  const entry = await entryById(database, id);
  const [held] = await withSubjects(database, entry ? [entry] : []);
  return held ?? null;
}

/** The same of several, by their ids. */
export async function subjectEntries(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, SubjectEntry>> {
  const entries = ids.length > 0 ? await entriesById(database, ids) : [];
  return new Map((await withSubjects(database, entries)).map((held) => [held.entry.id, held]));
}

interface Rights {
  submitterId: string | null;
  organizationId: string | null;
  verified: number | null;
  organizationIds: string | null;
}

/** Entries with what decides who may do what with them, in the order given. */
async function withSubjects(database: Database, entries: readonly Entry[]): Promise<SubjectEntry[]> {
  if (entries.length === 0) return [];
  const asked = entries.map(({ content, contactId, standing }) => ({
    contact: contactId,
    organization: standing.organizationId,
    keys: content.organizations.map(({ name }) => organizationKey(name)),
  }));
  const { results } = await database
    .prepare(
      `SELECT (SELECT user_id FROM contacts WHERE id = e.value ->> 'contact') AS submitterId,
         o.id AS organizationId, o.verified_at IS NOT NULL AS verified,
         (SELECT json_group_array(DISTINCT organization_id) FROM organization_names
          WHERE key IN (SELECT value FROM json_each(e.value -> 'keys'))) AS organizationIds
       FROM json_each(?1) AS e LEFT JOIN organizations AS o
         ON o.id = (SELECT coalesce(merged_into, id) FROM organizations WHERE id = e.value ->> 'organization')
       ORDER BY e.key`,
    )
    .bind(JSON.stringify(asked))
    .all<Rights>();
  return entries.map((entry, place) => ({ entry, subject: subjectFrom(entry, results[place]) }));
}

function subjectFrom(entry: Entry, rights: Rights | undefined): Subject {
  const { content, standing } = entry;
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
