import { and, asc, eq, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { Problem } from '../domain/problems.ts';
import { type Act, act } from './act.ts';
import { type Database, type Records, records } from './client.ts';
import { cancelMails, mailsHeldBack } from './outbox.ts';
import { type BulkResult, bulkItems, bulks, contacts, initiatives, users } from './schema/main.ts';

/** Milliseconds in which what was done together can be undone, and for which its mails wait, with some time to spare. */
export const BULK_UNDO = 10 * 60_000;
const SPARE = 30_000;
/** Milliseconds that a preview waits for its confirmation. */
const PREVIEW_LASTS = 24 * 60 * 60_000;

export interface Bulk {
  id: string;
  userId: string;
  /** What shall be done, as its feature parsed it. */
  wish: unknown;
  at: number;
  begunAt: number | null;
  items: {
    initiativeId: string;
    version: number;
    result: BulkResult | null;
    undoResult: BulkResult | null;
  }[];
}

/** Keeps what was previewed, and forgets previews that nobody confirmed. */
export async function keepPreview(
  database: D1Database,
  {
    id,
    userId,
    wish,
    items,
    at,
  }: Pick<Bulk, 'id' | 'userId' | 'wish' | 'at'> & {
    items: Pick<Bulk['items'][number], 'initiativeId' | 'version'>[];
  },
): Promise<void> {
  const db = records(database);
  const stale = db
    .select({ id: bulks.id })
    .from(bulks)
    .where(and(isNull(bulks.begunAt), lt(bulks.at, at - PREVIEW_LASTS)));
  const rows = items.map(({ initiativeId, version }, place) => ({ id: initiativeId, version, place }));
  await db.batch([
    db.delete(bulkItems).where(inArray(bulkItems.bulkId, stale)),
    db.delete(bulks).where(inArray(bulks.id, stale)),
    db.insert(bulks).values({ id, userId, wish: JSON.stringify(wish), at }),
    db.insert(bulkItems).select(
      sql`select ${id}, value ->> 'id', value ->> 'place', value ->> 'version', null, null
        from json_each(${JSON.stringify(rows)})`,
    ),
  ]);
}

/** Somebody's own bulk, or null: nobody sees those of others. */
export async function bulkById(database: Database, id: string, userId: string): Promise<Bulk | null> {
  const db = records(database);
  const [[bulk], items] = await db.batch([
    db
      .select()
      .from(bulks)
      .where(and(eq(bulks.id, id), eq(bulks.userId, userId))),
    db.select().from(bulkItems).where(eq(bulkItems.bulkId, id)).orderBy(asc(bulkItems.place)),
  ]);
  return bulk ? { ...bulk, wish: JSON.parse(bulk.wish), items } : null;
}

/** Marks a bulk as confirmed and says when it was: confirmed again, it stays what it was. */
export async function beginBulk(database: D1Database, id: string, at: number): Promise<number> {
  const [row] = await records(database)
    .update(bulks)
    .set({ begunAt: sql`coalesce(${bulks.begunAt}, ${at})` })
    .where(eq(bulks.id, id))
    .returning({ begunAt: bulks.begunAt });
  return row?.begunAt ?? at;
}

/**
 * Does to each entry that has no result yet what was confirmed, on the version of the preview. What was cut off goes on
 * when it is asked for again; no entry is decided on twice. `at` is when it was confirmed.
 */
export async function runBulk(
  database: D1Database,
  bulk: Bulk,
  wish: Pick<Act, 'actor' | 'action' | 'data' | 'message'>,
  at: number,
): Promise<void> {
  for (const { initiativeId, version, result } of bulk.items) {
    if (result !== null) continue;
    await settleItem(database, { bulkId: bulk.id, initiativeId, column: 'result' }, (done) =>
      act(database, {
        ...wish,
        initiativeId,
        expectedVersion: version,
        data: { ...wish.data, bulk_id: bulk.id },
        mailsAt: at + BULK_UNDO + SPARE,
        at,
        also: [done],
      }),
    );
  }
}

/**
 * Takes back each decision of a bulk that still can be, with its mails. Throws `wrong-state` when the time is over. An
 * entry that was changed since, or whose mails have gone, keeps its decision.
 */
export async function undoBulk(
  database: D1Database,
  bulk: Bulk,
  actor: Act['actor'],
  at: number,
): Promise<void> {
  if (bulk.begunAt === null || at >= bulk.begunAt + BULK_UNDO) throw new Problem('wrong-state');
  for (const { initiativeId, version, result, undoResult } of bulk.items) {
    if (result !== 'done' || undoResult !== null) continue;
    const cause = `${initiativeId}.${version + 1}`;
    await settleItem(database, { bulkId: bulk.id, initiativeId, column: 'undoResult' }, async (done) => {
      const expectedVersion = await undoableAt(database, initiativeId, version + 1);
      if (!(await mailsHeldBack(database, cause))) throw new Problem('wrong-state');
      const also = [done, cancelMails(records(database), cause, at)];
      return act(database, {
        initiativeId,
        actor,
        action: 'undo',
        expectedVersion,
        data: { bulk_id: bulk.id },
        at,
        also,
      });
    });
  }
}

/** The version that an entry is at, if the decision of a version is still its last one. */
async function undoableAt(database: Database, initiativeId: string, decided: number): Promise<number> {
  const [row] = await records(database)
    .select({ version: initiatives.version, decision: initiatives.decision })
    .from(initiatives)
    .where(eq(initiatives.id, initiativeId));
  if (row?.decision?.version !== decided) throw new Problem('edit-conflict');
  return row.version;
}

/** Does something to an entry together with the note that it was done; if it is refused, notes why. */
async function settleItem(
  database: D1Database,
  item: { bulkId: string; initiativeId: string; column: 'result' | 'undoResult' },
  work: (done: BatchItem<'sqlite'>) => Promise<unknown>,
): Promise<void> {
  const db = records(database);
  try {
    await work(noted(db, item, 'done'));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await noted(db, item, error.code, isNull(bulkItems[item.column]));
  }
}

function noted(
  db: Records,
  { bulkId, initiativeId, column }: { bulkId: string; initiativeId: string; column: 'result' | 'undoResult' },
  result: BulkResult,
  condition?: SQL,
) {
  return db
    .update(bulkItems)
    .set({ [column]: result })
    .where(and(eq(bulkItems.bulkId, bulkId), eq(bulkItems.initiativeId, initiativeId), condition));
}

/** Languages of those who would get a mail, by entry for contacts and by id for accounts. Nobody else is in it. */
export async function mailLanguages(
  database: Database,
  { entries, accounts }: { entries: readonly string[]; accounts: readonly string[] },
): Promise<{ entries: Map<string, string>; accounts: Map<string, string> }> {
  const db = records(database);
  const among = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;
  const [contactRows, accountRows] = await db.batch([
    db
      .select({ id: initiatives.id, language: contacts.language })
      .from(initiatives)
      .innerJoin(contacts, eq(contacts.id, initiatives.contactId))
      .where(and(inArray(initiatives.id, among(entries)), sql`${contacts.email} is not null`)),
    db
      .select({ id: users.id, language: users.language })
      .from(users)
      .where(inArray(users.id, among(accounts))),
  ]);
  const byId = (rows: { id: string; language: string }[]) =>
    new Map(rows.map(({ id, language }) => [id, language]));
  return { entries: byId(contactRows), accounts: byId(accountRows) };
}
