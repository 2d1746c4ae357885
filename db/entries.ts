import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Content } from '../domain/initiative/content.ts';
import type { EventData, EventType, InitiativeEvent, Standing } from '../domain/initiative/events.ts';
import { faceOf, type State } from '../domain/initiative/states.ts';
import {
  type PublicInitiative,
  type Published,
  publicInitiative,
} from '../domain/schemas/public-initiative.ts';
import { type Database, records } from './client.ts';
import { organizationIds, type RegisteredKeys, registeredKeys } from './organization-ids.ts';
import { contacts, events, initiatives, messages, revisions } from './schema/main.ts';

type Row = typeof initiatives.$inferSelect;

/** An initiative as those who work on it see it. */
export interface Entry {
  id: string;
  standing: Standing;
  content: Content;
  contactId: string | null;
  createdAt: number;
}

export function standingOfRow(row: Row): Standing {
  return {
    state: row.state,
    version: row.version,
    revision: row.revision,
    revisions: row.revisions,
    publishedRevision: row.publishedRevision,
    publishedAt: row.publishedAt,
    publicAt: row.publicAt,
    lastPublicRevision: row.lastPublicRevision,
    updatedAt: row.updatedAt,
    queue: row.queue,
    queuedAt: row.queuedAt,
    assignee: row.assignee,
    deadline: row.deadline,
    decision: row.decision,
    proposal: row.proposal,
    mergedInto: row.mergedInto,
    organizationId: row.organizationId,
    undo: row.undo,
  };
}

/** The latest content and standing, or null. For those who may see unpublished entries. */
export async function entryById(database: Database, id: string): Promise<Entry | null> {
  const [entry] = await entriesWhere(database, eq(initiatives.id, id));
  return entry ?? null;
}

/** The same of several, in no order; those that are none, or were deleted, are left out. */
export async function entriesById(database: Database, ids: readonly string[]): Promise<Entry[]> {
  return entriesWhere(
    database,
    inArray(initiatives.id, sql`(select value from json_each(${JSON.stringify(ids)}))`),
  );
}

async function entriesWhere(database: Database, condition: SQL): Promise<Entry[]> {
  const rows = await records(database)
    .select({ initiative: initiatives, content: revisions.content })
    .from(initiatives)
    .innerJoin(
      revisions,
      and(eq(revisions.initiativeId, initiatives.id), eq(revisions.revision, initiatives.revision)),
    )
    .where(condition);
  return rows.flatMap((row) => (row.content === EMPTIED ? [] : entryOf(row.initiative, row.content)));
}

/** What the revisions of a deleted initiative hold. */
const EMPTIED = 'null';

function entryOf(row: Row, content: string): Entry {
  return {
    id: row.id,
    standing: standingOfRow(row),
    content: JSON.parse(content) as Content,
    contactId: row.contactId,
    createdAt: row.createdAt,
  };
}

export type PublicFace =
  /** `archived`: no longer in search and lists, and said to be so. */
  | { kind: 'published'; initiative: PublicInitiative; archived: boolean }
  /** Was public, is not any more: 410. */
  | { kind: 'withdrawn'; id: string; at: number; deleted: boolean }
  /** Is another one now, for ever: 301. */
  | { kind: 'merged'; into: string }
  /** Never public: 404. */
  | { kind: 'unknown' };

/**
 * The public form of a published revision as it is stored; `content` is JSON, times are milliseconds since 1970.
 * `registered`: which of the organisations that it names are registered, if that is known already.
 */
export async function publicForm(
  database: Database,
  stored: { content: string } & Omit<Published, 'content' | 'organizationIds'>,
  registered?: RegisteredKeys,
): Promise<PublicInitiative> {
  const content = JSON.parse(stored.content) as Content;
  const keys = registered ?? (await registeredKeys(database, [content]));
  return publicInitiative({ ...stored, content, organizationIds: await organizationIds(content, keys) });
}

const FACE = `
  SELECT i.state, i.published_revision AS revision, i.published_at AS publishedAt,
    i.public_at AS publicAt, i.updated_at AS updatedAt, i.merged_into AS mergedInto, r.content,
    iif(r.organization_keys IS NULL, NULL, (
      SELECT json_group_array(json_array(n.key, n.organization_id))
      FROM json_each(r.organization_keys) AS k JOIN organization_names AS n ON n.key = k.value
    )) AS registered
  FROM initiatives AS i LEFT JOIN revisions AS r ON r.initiative_id = i.id AND r.revision = i.published_revision
  WHERE i.id = ?1`;

interface FaceRow {
  state: State;
  revision: number | null;
  publishedAt: number | null;
  publicAt: number | null;
  updatedAt: number;
  mergedInto: string | null;
  content: string | null;
  /** Keys and ids of the organisations that it names and that are registered; null if that has to be asked for. */
  registered: string | null;
}

async function faceFrom(database: Database, id: string, row: FaceRow | null): Promise<PublicFace> {
  if (!row) return { kind: 'unknown' };
  const { state, revision, publishedAt, publicAt, updatedAt, mergedInto, content, registered } = row;
  const face = faceOf({ state, publishedRevision: revision, publishedAt });
  switch (face) {
    case 'redirect':
      return mergedInto === null ? { kind: 'unknown' } : { kind: 'merged', into: mergedInto };
    case 'tombstone':
      return { kind: 'withdrawn', id, at: updatedAt, deleted: state === 'deleted' };
    case 'none':
      return { kind: 'unknown' };
    default:
      if (revision === null || publishedAt === null || content === null) return { kind: 'unknown' };
      return {
        kind: 'published',
        archived: face === 'archived',
        initiative: await publicForm(
          database,
          { id, content, revision, publishedAt, updatedAt: publicAt ?? publishedAt },
          registered === null ? undefined : new Map(JSON.parse(registered) as [string, string][]),
        ),
      };
  }
}

/** What anybody may know about an id. */
export async function publicFace(database: Database, id: string): Promise<PublicFace> {
  return faceFrom(database, id, await database.prepare(FACE).bind(id).first<FaceRow>());
}

const FACE_AND_LOG = FACE.replace(
  'r.content',
  `r.content,
   (SELECT coalesce(o.merged_into, o.id) FROM organizations AS o WHERE o.id = i.organization_id) AS organizationId, (
     SELECT json_group_array(json_array(type, version, json(data), actor_id, at)) FROM (
       SELECT type, version, data, actor_id, at FROM events WHERE initiative_id = i.id ORDER BY version
     )
   ) AS log`,
);

export interface PublicRecord {
  face: PublicFace;
  /** Oldest first, without the words that went with it. */
  log: InitiativeEvent[];
  /** The organisation whose entry it is. */
  organizationId: string | null;
  /** Whether any organisation that it names may be registered. */
  namesRegistered: boolean;
}

/** What anybody may know about an id, with what its page needs beside it. */
export async function publicRecord(database: Database, id: string): Promise<PublicRecord> {
  const row = await database
    .prepare(FACE_AND_LOG)
    .bind(id)
    .first<FaceRow & { log: string; organizationId: string | null }>();
  const log = JSON.parse(row?.log ?? '[]') as [EventType, number, EventData, string | null, number][];
  return {
    face: await faceFrom(database, id, row),
    log: log.map(([type, version, data, actorId, at]) => ({ type, version, data, actorId, at })),
    organizationId: row?.organizationId ?? null,
    namesRegistered: row?.registered !== '[]',
  };
}

export interface LoggedEvent extends InitiativeEvent {
  actorKind: 'link' | 'account' | 'system';
  message: string | null;
}

/** The whole log of an initiative, oldest first, with the words that went with each event. */
export async function historyOf(database: Database, id: string): Promise<LoggedEvent[]> {
  const rows = await records(database)
    .select({ event: events, message: messages.body })
    .from(events)
    .leftJoin(messages, sql`${messages.id} = json_extract(${events.data}, '$.message_id')`)
    .where(eq(events.initiativeId, id))
    .orderBy(asc(events.version));
  return rows.map(({ event, message }) => ({
    type: event.type,
    version: event.version,
    data: event.data,
    at: event.at,
    actorKind: event.actorKind,
    actorId: event.actorId,
    message,
  }));
}

export interface Contact {
  id: string;
  /** Null once the person is erased. */
  email: string | null;
  language: string;
}

export async function contactById(database: Database, id: string): Promise<Contact | null> {
  const [row] = await records(database).select().from(contacts).where(eq(contacts.id, id));
  return row ? { id: row.id, email: row.email, language: row.language } : null;
}

/** Ids and titles of the entries of an address, newest first, at most a hundred. `email` in lower case. */
export function entriesOfAddress(database: Database, email: string) {
  return entriesOfContacts(database, eq(contacts.email, email));
}

/** The same of those that were submitted by an account or with its address. */
export function entriesOfAccount(database: Database, { id, email }: { id: string; email: string }) {
  return entriesOfContacts(database, or(eq(contacts.userId, id), eq(contacts.email, email)));
}

async function entriesOfContacts(database: Database, whose: SQL | undefined) {
  return records(database)
    .select({
      id: initiatives.id,
      title: initiatives.title,
      language: initiatives.language,
      state: initiatives.state,
      createdAt: initiatives.createdAt,
      contactId: contacts.id,
    })
    .from(contacts)
    .innerJoin(initiatives, eq(initiatives.contactId, contacts.id))
    .where(whose)
    .orderBy(desc(initiatives.createdAt))
    .limit(100);
}

/** Which of these source ids the register already holds. */
export async function sourceIdsPresent(database: Database, ids: readonly string[]): Promise<Set<string>> {
  const found = await records(database)
    .select({ sourceId: initiatives.sourceId })
    .from(initiatives)
    .where(inArray(initiatives.sourceId, sql`(select value from json_each(${JSON.stringify(ids)}))`));
  return new Set(found.flatMap((row) => row.sourceId ?? []));
}
