import { and, eq } from 'drizzle-orm';
import { findingsOf } from '#db/checks.ts';
import { type Database, records } from '#db/client.ts';
import { contactById, type Entry, historyOf, type LoggedEvent } from '#db/entries.ts';
import { countOpenReports } from '#db/reports.ts';
import { revisions } from '#db/schema/main.ts';
import { namesOf } from '#db/staff-names.ts';
import { changedFields, type FieldName } from '#domain/initiative/changed-fields.ts';
import type { Content } from '#domain/initiative/content.ts';
import { type Hint, hintsFor } from '#domain/initiative/hints.ts';
import type { AccountActor, Subject } from '#domain/initiative/permissions.ts';
import { isLanguage, type Language } from '#domain/taxonomy/language.ts';
import { masked } from '#domain/text/masked.ts';
import type { DeskRights } from '#web/pages/moderation/rights.ts';
import { type PossibleDuplicates, possibleDuplicates } from './duplicates.ts';
import { deskRights, entryAtDesk } from './rights.ts';

/** Content before and after, and the fields that differ. */
export interface Comparison {
  before: Content;
  after: Content;
  fields: FieldName[];
}

export interface Submission {
  entry: Entry;
  subject: Subject;
  history: LoggedEvent[];
  /** What who looks may do. */
  rights: DeskRights;
}

export interface Review extends Submission {
  duplicates: PossibleDuplicates;
  hints: Hint[];
  /** Whether links and texts were looked at already. */
  checked: boolean;
  /** Reports that wait. */
  reports: number;
  /** Masked: moderators write through the register. Null for imported entries and erased people. */
  contact: string | null;
  /** The language to write to the submitter in. */
  contactLanguage: Language;
  /** Names of colleagues in the history and the standing, by account. */
  names: ReadonlyMap<string, string>;
}

/** A submission with its log, for a member of staff; throws what `entryAtDesk` does. */
export async function submissionById(
  database: Database,
  id: string,
  actor: AccountActor,
): Promise<Submission> {
  const held = await entryAtDesk(database, actor, id);
  const [history, rights] = await Promise.all([historyOf(database, id), deskRights(database, actor, held)]);
  return { ...held, history, rights };
}

async function contentOfRevision(database: Database, id: string, revision: number): Promise<Content | null> {
  const [row] = await records(database)
    .select({ content: revisions.content })
    .from(revisions)
    .where(and(eq(revisions.initiativeId, id), eq(revisions.revision, revision)));
  return row ? (JSON.parse(row.content) as Content) : null;
}

/** What differs between an earlier revision and the latest, or null if nothing does. */
export async function comparedWith(
  database: Database,
  entry: Entry,
  revision: number,
): Promise<Comparison | null> {
  if (revision < 1 || revision >= entry.standing.revision) return null;
  const before = await contentOfRevision(database, entry.id, revision);
  if (!before) return null;
  return { before, after: entry.content, fields: changedFields(before, entry.content) };
}

/** Everything a moderator needs to decide. */
export async function reviewOf(
  database: D1DatabaseSession,
  search: D1DatabaseSession,
  submission: Submission,
): Promise<Review> {
  const { entry, history } = submission;
  const title = entry.content.texts[0]?.title ?? '';
  const [duplicates, checked, reports, contact, names] = await Promise.all([
    possibleDuplicates(database, search, { id: entry.id, title }),
    findingsOf(database, entry.id, entry.standing.revision),
    countOpenReports(database, entry.id),
    entry.contactId ? contactById(database, entry.contactId) : null,
    namesOf(database, [
      entry.standing.assignee,
      ...history.flatMap((event) => [
        event.actorKind === 'account' ? event.actorId : null,
        event.data.assignee,
      ]),
    ]),
  ]);
  return {
    ...submission,
    duplicates,
    hints: [...hintsFor(entry.content), ...(checked?.findings ?? [])],
    checked: checked !== null,
    reports,
    contact: contact?.email ? masked(contact.email) : null,
    contactLanguage: contact && isLanguage(contact.language) ? contact.language : 'en',
    names,
  };
}

export interface Conflict {
  /** What happened since the version the moderator saw. */
  events: LoggedEvent[];
  changes: Comparison | null;
}

/** What happened after a version. */
export async function happenedSince(
  database: Database,
  submission: Submission,
  version: number,
): Promise<Conflict> {
  const { entry, history } = submission;
  const revisionThen = history
    .filter((event) => event.version <= version)
    .reduce((revision, event) => event.data.revision ?? revision, 1);
  return {
    events: history.filter((event) => event.version > version),
    changes: await comparedWith(database, entry, revisionThen),
  };
}
