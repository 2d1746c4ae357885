import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Content } from '../domain/initiative/content.ts';
import { organizationKey } from '../domain/initiative/content.ts';
import type { InitiativeEvent, Standing } from '../domain/initiative/events.ts';
import { idFromKey } from '../domain/initiative/identifiers.ts';
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

/** Ids of the pages of organisations: one per spelling-independent name, for ever. */
export async function organizationIds(content: Content): Promise<string[]> {
  return Promise.all(
    content.organizations.map((organization) =>
      idFromKey(`organization ${organizationKey(organization.name)}`),
    ),
  );
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

/** What anybody may know about an id. */
export async function publicFace(database: Database, id: string): Promise<PublicFace> {
  const [row] = await records(database)
    .select({ initiative: initiatives, content: revisions.content })
    .from(initiatives)
    .leftJoin(
      revisions,
      and(eq(revisions.initiativeId, initiatives.id), eq(revisions.revision, initiatives.publishedRevision)),
    )
    .where(eq(initiatives.id, id));
  if (!row) return { kind: 'unknown' };
  const { initiative } = row;
  if (initiative.publishedRevision !== null && initiative.publishedAt !== null && row.content !== null) {
    const { publishedRevision: revision, publishedAt, updatedAt } = initiative;
    return {
      kind: 'published',
      initiative: await publicForm({ id, content: row.content, revision, publishedAt, updatedAt }),
    };
  }
  return initiative.state === 'withdrawn' && initiative.publishedAt !== null
    ? { kind: 'withdrawn', id, at: initiative.updatedAt }
    : { kind: 'unknown' };
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
