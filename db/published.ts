import type { Content } from '../domain/initiative/content.ts';
import type { PublicInitiative } from '../domain/schemas/public-initiative.ts';
import type { Database } from './client.ts';
import { publicForm } from './entries.ts';
import { registeredKeys } from './organization-ids.ts';

/** A place in the order of publication. `publishedAt` in milliseconds since 1970. */
export interface PublicationPosition {
  publishedAt: number;
  id: string;
}

interface PublishedRow {
  id: string;
  revision: number;
  publishedAt: number;
  updatedAt: number;
  content: string;
}

const SELECT_PUBLISHED = `
  SELECT i.id, i.published_revision AS revision, i.published_at AS publishedAt, coalesce(i.public_at, i.published_at) AS updatedAt, r.content
  FROM initiatives AS i JOIN revisions AS r ON r.initiative_id = i.id AND r.revision = i.published_revision
  WHERE i.published_revision IS NOT NULL AND i.published_at IS NOT NULL AND i.state <> 'archived'`;

/** Published entries in their public form; `unreadable` are ids of those whose content has none. */
export interface PublishedEntries {
  initiatives: PublicInitiative[];
  unreadable: string[];
}

/** The next published entries in the order of publication, with one statement. `last` is null behind the last one. */
export async function publishedPage(
  database: Database,
  after: PublicationPosition,
  limit: number,
): Promise<PublishedEntries & { last: PublicationPosition | null }> {
  const { results } = await database
    .prepare(
      `${SELECT_PUBLISHED} AND (i.published_at, i.id) > (?1, ?2) ORDER BY i.published_at, i.id LIMIT ?3`,
    )
    .bind(after.publishedAt, after.id, limit)
    .all<PublishedRow>();
  const last = results.at(-1);
  return {
    ...(await readable(database, results)),
    last: last ? { publishedAt: last.publishedAt, id: last.id } : null,
  };
}

/** Those of some entries that are published, with one statement. */
export async function publishedAmong(database: Database, ids: readonly string[]): Promise<PublishedEntries> {
  const { results } = await database
    .prepare(`${SELECT_PUBLISHED} AND i.id IN (SELECT value FROM json_each(?1))`)
    .bind(JSON.stringify(ids))
    .all<PublishedRow>();
  return readable(database, results);
}

async function readable(database: Database, rows: readonly PublishedRow[]): Promise<PublishedEntries> {
  const contents = rows.map(({ content }) => JSON.parse(content) as Pick<Content, 'organizations'>);
  const registered = await registeredKeys(database, contents);
  const initiatives: PublicInitiative[] = [];
  const unreadable: string[] = [];
  for (const row of rows) {
    try {
      initiatives.push(await publicForm(database, row, registered));
    } catch {
      unreadable.push(row.id);
    }
  }
  return { initiatives, unreadable };
}
