import { and, eq } from 'drizzle-orm';
import { type Database, records } from '#db/client.ts';
import { contactById, type Entry, entryById, historyOf, type LoggedEvent } from '#db/entries.ts';
import { revisions } from '#db/schema/main.ts';
import { changedFields, type FieldName } from '#domain/initiative/changed-fields.ts';
import type { Content } from '#domain/initiative/content.ts';
import { type Hint, hintsFor } from '#domain/initiative/hints.ts';
import { ACTIONS_BY_STATE } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';
import type { Decision } from '#domain/schemas/decision.ts';
import { type PossibleDuplicates, possibleDuplicates } from './duplicates.ts';

type DecisionAction = Decision['action'];
const DECISIONS: readonly DecisionAction[] = ['approve', 'request-changes', 'decline'];

/** Content before and after, and the fields that differ. */
export interface Comparison {
  before: Content;
  after: Content;
  fields: FieldName[];
}

export interface Submission {
  entry: Entry;
  history: LoggedEvent[];
  /** Decisions the state allows. */
  decisions: DecisionAction[];
}

export interface Review extends Submission {
  duplicates: PossibleDuplicates;
  hints: Hint[];
  /** Masked: moderators write through the register. Null for imported entries and erased people. */
  contact: string | null;
  /** What the submitter changed in the answer to the last change request. */
  revised: Comparison | null;
}

/** A submission with its log. Before its address is confirmed nobody but the submitter knows of it: `not-found`. */
export async function submissionById(database: Database, id: string): Promise<Submission> {
  const entry = await entryById(database, id);
  if (!entry || entry.standing.state === 'unconfirmed') throw new Problem('not-found');
  const allowed: readonly string[] = ACTIONS_BY_STATE[entry.standing.state];
  return {
    entry,
    history: await historyOf(database, id),
    decisions: DECISIONS.filter((action) => allowed.includes(action)),
  };
}

/** Enough of an address to recognise it by: the first letter and the domain. */
export function masked(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  return `${Array.from(name)[0] ?? ''}•••@${domain}`;
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
  const [duplicates, contact, revised] = await Promise.all([
    possibleDuplicates(database, search, { id: entry.id, title }),
    entry.contactId ? contactById(database, entry.contactId) : null,
    history.at(-1)?.type === 'initiative.revised'
      ? comparedWith(database, entry, entry.standing.revision - 1)
      : null,
  ]);
  return {
    ...submission,
    duplicates,
    hints: hintsFor(entry.content),
    contact: contact?.email ? masked(contact.email) : null,
    revised,
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
