import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Content } from '../domain/initiative/content.ts';
import { organizationKey } from '../domain/initiative/content.ts';
import type { EventType, InitiativeEvent, Standing } from '../domain/initiative/events.ts';
import { idFromKey } from '../domain/initiative/identifiers.ts';
import type { State } from '../domain/initiative/states.ts';
import {
  type PublicInitiative,
  type Published,
  publicInitiative,
} from '../domain/schemas/public-initiative.ts';
import { type Database, records } from './client.ts';
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
    publishedRevision: row.publishedRevision,
    publishedAt: row.publishedAt,
    updatedAt: row.updatedAt,
  };
}

/** The latest content and standing, or null. For those who may see unpublished entries. */
export async function entryById(database: Database, id: string): Promise<Entry | null> {
  const [row] = await records(database)
    .select({ initiative: initiatives, content: revisions.content })
    .from(initiatives)
    .innerJoin(
      revisions,
      and(eq(revisions.initiativeId, initiatives.id), eq(revisions.revision, initiatives.revision)),
    )
    .where(eq(initiatives.id, id));
  return row
    ? {
        id,
        standing: standingOfRow(row.initiative),
        content: JSON.parse(row.content) as Content,
        contactId: row.initiative.contactId,
        createdAt: row.initiative.createdAt,
      }
    : null;
}

/** Ids of organisations by name that this isolate worked out already: folding and digesting takes longer than a look. */
const knownIds = new Map<string, string>();
const MAX_KNOWN_IDS = 5000;

async function organizationId(name: string): Promise<string> {
  const known = knownIds.get(name);
  if (known !== undefined) return known;
  const id = await idFromKey(`organization ${organizationKey(name)}`);
  if (knownIds.size >= MAX_KNOWN_IDS) knownIds.clear();
  knownIds.set(name, id);
  return id;
}

/** Ids of the pages of organisations: one per spelling-independent name, for ever. */
export async function organizationIds(content: Content): Promise<string[]> {
  return Promise.all(content.organizations.map(({ name }) => organizationId(name)));
}

export type PublicFace =
  | { kind: 'published'; initiative: PublicInitiative }
  /** Was public, is not any more: 410. */
  | { kind: 'withdrawn'; id: string; at: number }
  /** Never public: 404. */
  | { kind: 'unknown' };

/** The public form of a published revision as it is stored; `content` is JSON, times are milliseconds since 1970. */
export async function publicForm(
  stored: { content: string } & Omit<Published, 'content' | 'organizationIds'>,
): Promise<PublicInitiative> {
  const content = JSON.parse(stored.content) as Content;
  return publicInitiative({ ...stored, content, organizationIds: await organizationIds(content) });
}

const FACE = `
  SELECT i.state, i.published_revision AS revision, i.published_at AS publishedAt, i.updated_at AS updatedAt, r.content
  FROM initiatives AS i LEFT JOIN revisions AS r ON r.initiative_id = i.id AND r.revision = i.published_revision
  WHERE i.id = ?1`;

interface FaceRow {
  state: State;
  revision: number | null;
  publishedAt: number | null;
  updatedAt: number;
  content: string | null;
}

async function faceOf(id: string, row: FaceRow | null): Promise<PublicFace> {
  if (!row) return { kind: 'unknown' };
  const { state, revision, publishedAt, updatedAt, content } = row;
  if (revision !== null && publishedAt !== null && content !== null)
    return {
      kind: 'published',
      initiative: await publicForm({ id, content, revision, publishedAt, updatedAt }),
    };
  return state === 'withdrawn' && publishedAt !== null
    ? { kind: 'withdrawn', id, at: updatedAt }
    : { kind: 'unknown' };
}

/** What anybody may know about an id. */
export async function publicFace(database: Database, id: string): Promise<PublicFace> {
  return faceOf(id, await database.prepare(FACE).bind(id).first<FaceRow>());
}

/** An event that made an entry or a newer version of it public; `at` in milliseconds since 1970. */
export interface PublishingEvent {
  type: (typeof PUBLISHING)[number];
  at: number;
}
const PUBLISHING = ['initiative.imported', 'initiative.approved'] as const satisfies EventType[];
const PUBLISHING_SQL = PUBLISHING.map((type) => `'${type}'`).join(', ');

const FACE_AND_EVENTS = FACE.replace(
  'r.content',
  `r.content, (
     SELECT json_group_array(json_array(type, at)) FROM (
       SELECT type, at FROM events WHERE initiative_id = i.id AND type IN (${PUBLISHING_SQL}) ORDER BY version
     )
   ) AS events`,
);

/** What anybody may know about an id, and the events that made it public, oldest first: with one statement. */
export async function publicRecord(
  database: Database,
  id: string,
): Promise<{ face: PublicFace; events: PublishingEvent[] }> {
  const row = await database.prepare(FACE_AND_EVENTS).bind(id).first<FaceRow & { events: string }>();
  const events = JSON.parse(row?.events ?? '[]') as [PublishingEvent['type'], number][];
  return { face: await faceOf(id, row), events: events.map(([type, at]) => ({ type, at })) };
}

export interface LoggedEvent extends InitiativeEvent {
  actorKind: 'link' | 'account' | 'system';
  actorId: string | null;
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

/** Ids and titles of the entries of an address, newest first. `email` in lower case. */
export async function entriesOfAddress(database: Database, email: string) {
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
    .where(eq(contacts.email, email))
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
