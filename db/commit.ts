import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { type Content, organizationKey } from '../domain/initiative/content.ts';
import type { EventData, EventType, Standing } from '../domain/initiative/events.ts';
import { apply, showsOtherwise } from '../domain/initiative/standing.ts';
import { Problem } from '../domain/problems.ts';
import { ACTION_LINE_CODES } from '../domain/taxonomy/action-lines.ts';
import { oweCheck } from './checks.ts';
import { type Records, records } from './client.ts';
import { violates } from './errors.ts';
import type { Job } from './jobs.ts';
import { maskOf } from './mask.ts';
import { owe } from './outbox.ts';
import { events, initiatives, messages, revisions, translations } from './schema/main.ts';

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
  content?: Content | undefined;
  /** Words to the other side, kept apart from the log. */
  message?: string | undefined;
  contactId?: string;
  sourceId?: string;
  /** Mails owed. Indexing is owed by itself whenever what the public sees changes. */
  jobs: readonly Exclude<Job, { kind: 'index' }>[];
  /** When mails may go out, if not at once: what can be undone keeps them back. */
  mailsAt?: number | undefined;
  /** Milliseconds since 1970, UTC. */
  at: number;
  /** Further rows that must be true at the same moment. */
  also?: readonly BatchItem<'sqlite'>[] | undefined;
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
  if (change.content) data.revision = (before?.revisions ?? 0) + 1;
  if (change.message) data.message_id = `${initiativeId}.${version}`;
  const after = apply(before, { type: change.type, version, data, actorId: change.actor.id, at });

  const statements: BatchItem<'sqlite'>[] = [];
  if (change.content)
    statements.push(
      db.insert(revisions).values({
        initiativeId,
        revision: after.revisions,
        content: JSON.stringify(change.content),
        organizationKeys: change.content.organizations.map(({ name }) => organizationKey(name)),
        at,
      }),
    );
  if (data.message_id && change.message)
    statements.push(
      db.insert(messages).values({ id: data.message_id, initiativeId, body: change.message, at }),
    );
  statements.push(projection(db, change, after));
  const cause = `${initiativeId}.${version}`;
  for (const job of change.jobs) statements.push(owe(db, job, at, cause, change.mailsAt));
  if (showsOtherwise(before, after)) statements.push(owe(db, { kind: 'index', initiativeId }, at, cause));
  if (after.queue !== null && (!before?.queue || change.content))
    statements.push(oweCheck(db, initiativeId, after.revision, at));
  if (after.state === 'deleted') statements.push(...emptied(db, initiativeId));
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

/** A deleted initiative keeps its log, which holds ids and codes only. */
function emptied(db: Records, initiativeId: string): BatchItem<'sqlite'>[] {
  return [
    db
      .update(revisions)
      .set({ content: 'null', organizationKeys: null })
      .where(eq(revisions.initiativeId, initiativeId)),
    db.update(messages).set({ body: '' }).where(eq(messages.initiativeId, initiativeId)),
    db.delete(translations).where(eq(translations.initiativeId, initiativeId)),
    db.update(initiatives).set({ title: '' }).where(eq(initiatives.id, initiativeId)),
  ];
}

/** The same from a revision that is there already: what is worked on again after a change was refused or undone. */
function describedBy(db: Records, { initiativeId }: Change, { revision }: Standing) {
  const of = (value: SQL) =>
    sql`(${db
      .select({ value })
      .from(revisions)
      .where(and(eq(revisions.initiativeId, initiativeId), eq(revisions.revision, revision)))})`;
  const codes = JSON.stringify(ACTION_LINE_CODES);
  return {
    language: of(sql`json_extract(${revisions.content}, '$.language')`) as SQL<string>,
    title: of(sql`json_extract(${revisions.content}, '$.texts[0].title')`) as SQL<string>,
    actionLineMask: of(
      sql`(select coalesce(sum(1 << code.key), 0) from json_each(${codes}) as code
        where code.value in (select value from json_each(${revisions.content}, '$.action_lines')))`,
    ) as SQL<number>,
  };
}

function projection(db: Records, change: Change, after: Standing): BatchItem<'sqlite'> {
  const standing = after;
  const described = change.content
    ? {
        language: change.content.language,
        title: change.content.texts[0]?.title ?? '',
        actionLineMask: maskOf(ACTION_LINE_CODES, change.content.action_lines),
      }
    : change.before && change.before.revision !== after.revision && describedBy(db, change, after);
  if (!change.before) {
    if (!change.content || !described) throw new Error('a new initiative has content');
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
    .set({ ...standing, ...(described || {}) })
    .where(eq(initiatives.id, change.initiativeId));
}
