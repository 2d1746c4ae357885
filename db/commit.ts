import { eq } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { Content } from '../domain/initiative/content.ts';
import { apply, type EventData, type EventType, type Standing } from '../domain/initiative/events.ts';
import { Problem } from '../domain/problems.ts';
import { ACTION_LINE_CODES } from '../domain/taxonomy/action-lines.ts';
import { records } from './client.ts';
import type { Job } from './jobs.ts';
import { maskOf } from './mask.ts';
import { owe } from './outbox.ts';
import { events, initiatives, messages, revisions } from './schema/main.ts';

export interface EventActor {
  kind: 'link' | 'account' | 'system';
  id: string | null;
}

export interface Change {
  initiativeId: string;
  /** What the writer saw; null for a new initiative. */
  before: Standing | null;
  type: EventType;
  actor: EventActor;
  data?: EventData;
  /** New content, which becomes the next revision. */
  content?: Content;
  /** Words to the other side, kept apart from the log. */
  message?: string;
  contactId?: string;
  sourceId?: string;
  jobs: readonly Job[];
  /** Milliseconds since 1970, UTC. */
  at: number;
  /** Further rows that must be true at the same moment. */
  also?: readonly BatchItem<'sqlite'>[];
}

/**
 * The only write path of initiatives: one batch with the event first. `UNIQUE (initiative_id, version)` makes the whole
 * batch of a stale writer roll back, which becomes the problem `edit-conflict`.
 */
export async function commit(database: D1Database, change: Change): Promise<Standing> {
  const db = records(database);
  const { initiativeId, before, at } = change;
  const version = (before?.version ?? 0) + 1;
  const data: EventData = { ...change.data };
  if (change.content) data.revision = (before?.revision ?? 0) + 1;
  if (change.message) data.message_id = `${initiativeId}.${version}`;
  const after = apply(before, { type: change.type, version, data, at });

  const statements: BatchItem<'sqlite'>[] = [];
  if (change.content)
    statements.push(
      db.insert(revisions).values({
        initiativeId,
        revision: after.revision,
        content: JSON.stringify(change.content),
        at,
      }),
    );
  if (data.message_id && change.message)
    statements.push(
      db.insert(messages).values({ id: data.message_id, initiativeId, body: change.message, at }),
    );
  statements.push(projection(db, change, after));
  for (const job of change.jobs) statements.push(owe(db, job, at, `${initiativeId}.${version}`));
  statements.push(...(change.also ?? []));

  const event = db.insert(events).values({
    initiativeId,
    version,
    type: change.type,
    actorKind: change.actor.kind,
    actorId: change.actor.id,
    data,
    at,
  });
  try {
    await db.batch([event, ...statements]);
  } catch (error) {
    if (violates(error, 'events.initiative_id, events.version'))
      throw new Problem('edit-conflict', { extra: { expected_version: before?.version ?? 0 } });
    throw error;
  }
  return after;
}

function projection(db: ReturnType<typeof records>, change: Change, after: Standing): BatchItem<'sqlite'> {
  const standing = {
    state: after.state,
    version: after.version,
    revision: after.revision,
    publishedRevision: after.publishedRevision,
    publishedAt: after.publishedAt,
    updatedAt: after.updatedAt,
  };
  const described = change.content && {
    language: change.content.language,
    title: change.content.texts[0]?.title ?? '',
    actionLineMask: maskOf(ACTION_LINE_CODES, change.content.action_lines),
  };
  if (!change.before) {
    if (!described) throw new Error('a new initiative has content');
    return db.insert(initiatives).values({
      ...standing,
      ...described,
      id: change.initiativeId,
      createdAt: change.at,
      sourceId: change.sourceId ?? null,
      contactId: change.contactId ?? null,
    });
  }
  return db
    .update(initiatives)
    .set({ ...standing, ...described })
    .where(eq(initiatives.id, change.initiativeId));
}

/** Whether an error is the violation of the unique key over these columns (`table.column, …`). */
export function violates(error: unknown, columns: string): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause.message.includes(`UNIQUE constraint failed: ${columns}`)) return true;
  return false;
}
