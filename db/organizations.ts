import { eq, type InferSelectModel } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { OrganizationEventType } from '../domain/organization/events.ts';
import type { OrganizationName } from '../domain/organization/names.ts';
import { Problem } from '../domain/problems.ts';
import { type Database, type Records, records } from './client.ts';
import { violates } from './errors.ts';
import type { Job } from './jobs.ts';
import { owe } from './outbox.ts';
import { organizationEvents, organizationNames, organizations } from './schema/main.ts';

export type OrganizationRow = InferSelectModel<typeof organizations>;

/** A registered organisation with its names, the ones in use first. */
export interface RegisteredOrganization extends OrganizationRow {
  names: OrganizationName[];
}

export type OrganizationMail = Omit<Extract<Job, { kind: 'organization-mail' }>, 'kind' | 'organizationId'>;

export interface OrganizationChange {
  organizationId: string;
  /** The version that was seen; 0 for one that is registered now. */
  version: number;
  type: OrganizationEventType;
  /** The account that acts; null for the register itself. */
  actorId: string | null;
  /** Ids and codes only. */
  data?: Record<string, unknown>;
  /** What changes of the organisation itself. */
  columns?: Partial<Omit<OrganizationRow, 'id' | 'version' | 'createdAt' | 'updatedAt'>>;
  /** Further rows that must be true at the same moment. */
  rows?: readonly BatchItem<'sqlite'>[];
  mails?: readonly OrganizationMail[];
  /** Whether the public sees something else from now on, so that its pages and entries have to follow. */
  shows?: boolean;
  /** Milliseconds since 1970, UTC. */
  at: number;
}

/**
 * The only write path of organisations: one batch with the events first. `UNIQUE (organization_id, version)` makes the
 * whole batch of a stale writer roll back, which becomes the problem `edit-conflict`.
 */
export async function commitOrganizations(
  database: D1Database,
  changes: readonly OrganizationChange[],
): Promise<void> {
  const db = records(database);
  const [event, ...rest] = changes.map((change) =>
    db.insert(organizationEvents).values({
      organizationId: change.organizationId,
      version: change.version + 1,
      type: change.type,
      actorId: change.actorId,
      data: change.data ?? {},
      at: change.at,
    }),
  );
  if (!event) return;
  try {
    await db.batch([event, ...rest, ...changes.flatMap((change) => consequences(db, change))]);
  } catch (error) {
    if (violates(error, 'organization_events.organization_id, organization_events.version'))
      throw new Problem('edit-conflict', {
        extra: { expected_version: changes[0]?.version ?? 0 },
      });
    throw error;
  }
}

function consequences(db: Records, change: OrganizationChange): BatchItem<'sqlite'>[] {
  const { organizationId, at, columns, rows = [], mails = [], shows = false } = change;
  const version = change.version + 1;
  const cause = `organization.${organizationId}.${version}`;
  return [
    change.version === 0
      ? db.insert(organizations).values({
          acronym: '',
          ...columns,
          id: organizationId,
          version,
          createdAt: at,
          updatedAt: at,
        })
      : db
          .update(organizations)
          .set({ ...columns, version, updatedAt: at })
          .where(eq(organizations.id, organizationId)),
    ...rows,
    ...(shows ? [owe(db, { kind: 'organization', organizationId }, at, cause)] : []),
    ...mails.map((mail, place) =>
      owe(db, { kind: 'organization-mail', organizationId, ...mail }, at, `${cause}.${place}`),
    ),
  ];
}

/** A registered organisation, or null. One that was merged is found too; `mergedInto` says so. */
export async function registeredOrganization(
  database: Database,
  id: string,
): Promise<RegisteredOrganization | null> {
  const db = records(database);
  const [[row], names] = await db.batch([
    db.select().from(organizations).where(eq(organizations.id, id)),
    db
      .select({
        language: organizationNames.language,
        name: organizationNames.name,
        current: organizationNames.current,
      })
      .from(organizationNames)
      .where(eq(organizationNames.organizationId, id)),
  ]);
  return row ? { ...row, names: names.toSorted((a, b) => Number(b.current) - Number(a.current)) } : null;
}

/** The organisation that somebody works on: `not-found` for one that is unknown or was merged. */
export async function openOrganization(database: Database, id: string): Promise<RegisteredOrganization> {
  const organization = await registeredOrganization(database, id);
  if (!organization || organization.mergedInto !== null) throw new Problem('not-found');
  return organization;
}

/** The organisation that a page id leads to, as one of its names or as one that was merged; null if none is registered. */
export async function organizationAt(database: Database, pageId: string): Promise<string | null> {
  return database
    .prepare(
      `SELECT organization_id AS id FROM organization_names WHERE page_id = ?1
       UNION ALL SELECT coalesce(merged_into, id) FROM organizations WHERE id = ?1 LIMIT 1`,
    )
    .bind(pageId)
    .first<string>('id');
}

/** The organisation that has a name, by its key (`organizationKey`), or null. */
export async function organizationNamed(database: Database, key: string): Promise<string | null> {
  return database
    .prepare('SELECT organization_id AS id FROM organization_names WHERE key = ?1 LIMIT 1')
    .bind(key)
    .first<string>('id');
}

/** Ids of an organisation's parent, the parent of that, and so on. */
export async function ancestorsOf(database: Database, id: string): Promise<string[]> {
  const { results } = await database
    .prepare(
      `WITH RECURSIVE above (id) AS (
         SELECT parent_id FROM organizations WHERE id = ?1
         UNION SELECT o.parent_id FROM organizations AS o JOIN above ON o.id = above.id
       )
       SELECT id FROM above WHERE id IS NOT NULL LIMIT 50`,
    )
    .bind(id)
    .all<{ id: string }>();
  return results.map((row) => row.id);
}
