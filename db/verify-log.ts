import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { InitiativeEvent } from '../domain/initiative/events.ts';
import { standingOf } from '../domain/initiative/standing.ts';
import { ACTION_LINE_CODES, type ActionLine } from '../domain/taxonomy/action-lines.ts';
import { type Database, records } from './client.ts';
import { maskOf } from './mask.ts';
import { owe } from './outbox.ts';
import { events, initiatives, revisions } from './schema/main.ts';
import { repairWaiting, verifyWaiting } from './verify-waiting.ts';

/** Something that is stored otherwise than the log says. `derived` is undefined where the log itself is broken. */
export interface Difference {
  /** The initiative, the organisation, or the queue it is about. */
  id: string;
  field: string;
  stored: unknown;
  derived: unknown;
}

/** How far a verification is: after which initiative, or at what follows them. */
export type VerifyCursor = { part: 'initiatives'; after: string } | { part: 'rest' } | { part: 'done' };

export interface Verified {
  cursor: VerifyCursor;
  /** Initiatives looked at. */
  entries: number;
  differences: Difference[];
}

/** Initiatives recomputed by one step. */
const ENTRIES_A_STEP = 500;

export const FROM_THE_BEGINNING: VerifyCursor = { part: 'initiatives', after: '' };

/**
 * Recomputes what follows from the log, a page at a time, and says what is stored otherwise; with `repair` it stores what
 * the log says and owes the index what it changed. What somebody changes meanwhile is left to the next run. `at` in
 * milliseconds since 1970.
 */
export async function verifyStep(
  database: D1Database,
  cursor: VerifyCursor,
  { repair, at }: { repair: boolean; at: number },
): Promise<Verified> {
  if (cursor.part === 'initiatives') return verifyInitiatives(database, cursor.after, { repair, at });
  if (cursor.part === 'done') return { cursor, entries: 0, differences: [] };
  const differences = [...(await verifyWaiting(database)), ...(await verifyOrganizations(database))];
  if (repair && differences.length > 0) {
    await repairWaiting(database);
    await database
      .prepare(
        `UPDATE organizations SET version = l.version FROM (${LOGGED}) AS l WHERE l.id = organizations.id`,
      )
      .run();
  }
  return { cursor: { part: 'done' }, entries: 0, differences };
}

/** Verifies everything and counts. */
export async function verifyLog(
  database: D1Database,
  at: number,
): Promise<{ entries: number; differences: number }> {
  const sum = { entries: 0, differences: 0 };
  for (let cursor = FROM_THE_BEGINNING; cursor.part !== 'done'; ) {
    const step = await verifyStep(database, cursor, { repair: false, at });
    sum.entries += step.entries;
    sum.differences += step.differences.length;
    cursor = step.cursor;
  }
  return sum;
}

/** What the organisations' own log says of them; names and addresses are no part of it. */
const LOGGED =
  'SELECT organization_id AS id, max(version) AS version FROM organization_events GROUP BY organization_id';

async function verifyOrganizations(database: Database): Promise<Difference[]> {
  const { results } = await database
    .prepare(
      `SELECT o.id, o.version AS stored, l.version AS derived FROM organizations AS o LEFT JOIN (${LOGGED}) AS l ON l.id = o.id
       WHERE o.version IS NOT l.version ORDER BY o.id LIMIT 1000`,
    )
    .all<{ id: string; stored: number; derived: number | null }>();
  return results.map((row) => ({ ...row, field: 'organization.version', derived: row.derived ?? undefined }));
}

/** The ids of a page: those that have a row, and those that have a log. */
async function idsAfter(database: Database, after: string): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT id FROM (SELECT id FROM initiatives WHERE id > ?1 ORDER BY id LIMIT ?2)
       UNION
       SELECT initiative_id FROM (
         SELECT initiative_id FROM events WHERE initiative_id > ?1 GROUP BY initiative_id ORDER BY initiative_id LIMIT ?2
       )
       ORDER BY 1 LIMIT ?2`,
    )
    .bind(after, ENTRIES_A_STEP)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

type Row = typeof initiatives.$inferSelect;
/** What of a row follows from the log and the revisions. Whose address it is does not: addresses change and are erased. */
type Derived = Omit<Row, 'contactId' | 'language' | 'actionLineMask'> &
  Partial<Pick<Row, 'language' | 'actionLineMask'>>;

/** What of a revision stands in the row of its initiative. */
interface Described {
  revision: number;
  language: string | null;
  title: string | null;
  lines: string | null;
}

async function verifyInitiatives(
  database: D1Database,
  after: string,
  { repair, at }: { repair: boolean; at: number },
): Promise<Verified> {
  const ids = await idsAfter(database, after);
  const last = ids.at(-1);
  if (last === undefined) return { cursor: { part: 'rest' }, entries: 0, differences: [] };
  const db = records(database);
  const page = sql`(select value from json_each(${JSON.stringify(ids)}))`;
  const [rows, logged, described] = await db.batch([
    db.select().from(initiatives).where(inArray(initiatives.id, page)),
    db
      .select()
      .from(events)
      .where(inArray(events.initiativeId, page))
      .orderBy(events.initiativeId, events.version),
    db
      .select({
        initiativeId: revisions.initiativeId,
        revision: revisions.revision,
        language: sql<string | null>`json_extract(content, '$.language')`,
        title: sql<string | null>`json_extract(content, '$.texts[0].title')`,
        lines: sql<string | null>`json_extract(content, '$.action_lines')`,
      })
      .from(revisions)
      .where(inArray(revisions.initiativeId, page)),
  ]);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const logs = Map.groupBy(logged, ({ initiativeId }) => initiativeId);
  const texts = Map.groupBy(described, ({ initiativeId }) => initiativeId);

  const differences: Difference[] = [];
  const wrong: { row: Row; derived: Derived }[] = [];
  for (const id of ids) {
    const row = rowOf.get(id);
    const log = logs.get(id) ?? [];
    const broken = brokenLog(id, row, log);
    if (broken || !row) {
      if (broken) differences.push(broken);
      continue;
    }
    const derived = derivedFrom(id, log, texts.get(id) ?? []);
    if (!derived) {
      differences.push({ id, field: 'content', stored: null, derived: undefined });
      continue;
    }
    const found = differencesOf(row, derived);
    if (found.length > 0) wrong.push({ row, derived });
    differences.push(...found);
  }
  if (repair) await repairRows(database, wrong, at);
  const cursor = { part: 'initiatives', after: last } as const;
  return { cursor, entries: ids.length, differences };
}

/** A log that cannot be replayed, or that belongs to nothing. Nothing repairs it. */
function brokenLog(id: string, row: Row | undefined, log: readonly InitiativeEvent[]): Difference | null {
  if (!row) return { id, field: 'row', stored: null, derived: undefined };
  const versions = log.map(({ version }) => version);
  const whole = versions.length > 0 && versions.every((version, index) => version === index + 1);
  return whole ? null : { id, field: 'log', stored: versions, derived: undefined };
}

/** Null if the revision that counts is missing. */
function derivedFrom(
  id: string,
  log: readonly InitiativeEvent[],
  texts: readonly Described[],
): Derived | null {
  const standing = standingOf(log);
  const first = log[0];
  const common = { ...standing, id, createdAt: first?.at ?? 0, sourceId: first?.data.source_id ?? null };
  if (standing.state === 'deleted') return { ...common, title: '' };
  const text = texts.find(({ revision }) => revision === standing.revision);
  return text?.language == null
    ? null
    : {
        ...common,
        language: text.language,
        title: text.title ?? '',
        actionLineMask: maskOf(ACTION_LINE_CODES, JSON.parse(text.lines ?? '[]') as ActionLine[]),
      };
}

/** JSON with the members of objects in order, so that equal values are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );
}

function differencesOf(row: Row, derived: Derived): Difference[] {
  return Object.entries(derived).flatMap(([field, value]) => {
    const stored = row[field as keyof Row];
    return canonical(stored) === canonical(value) ? [] : [{ id: row.id, field, stored, derived: value }];
  });
}

async function repairRows(
  database: D1Database,
  wrong: readonly { row: Row; derived: Derived }[],
  at: number,
): Promise<void> {
  const db = records(database);
  for (const { row, derived } of wrong) {
    const cause = `${row.id}.${derived.version}.repaired-${at}`;
    await db.batch([
      db
        .update(initiatives)
        .set(derived)
        .where(and(eq(initiatives.id, row.id), isUnchanged(row, derived))),
      owe(db, { kind: 'index', initiativeId: row.id }, at, cause),
    ]);
  }
}

/** Nobody wrote since the row and its log were read. */
function isUnchanged(row: Row, derived: Derived): SQL | undefined {
  const logged = sql`(select max(version) from ${events} where ${events.initiativeId} = ${row.id})`;
  return and(eq(initiatives.version, row.version), sql`${logged} = ${derived.version}`);
}
