import { accountActor } from '#db/actors.ts';
import {
  BULK_UNDO,
  type Bulk,
  beginBulk,
  bulkById,
  keepPreview,
  mailLanguages,
  runBulk,
  undoBulk,
} from '#db/bulk.ts';
import type { Database } from '#db/client.ts';
import { mailsOwed } from '#db/owed-mails.ts';
import type { BulkResult } from '#db/schema/main.ts';
import { type SubjectEntry, subjectEntry } from '#db/subjects.ts';
import { textIn } from '#domain/initiative/content.ts';
import { BULK_SIZE } from '#domain/initiative/desk.ts';
import type { EventData } from '#domain/initiative/events.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { type AccountActor, can, canReadAtDesk, mayEver } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import type { AppContext } from '../../http/context.ts';
import { hurry } from '../../http/hurry.ts';
import type { BulkWish } from './bulk-input.ts';
import { mayDecide } from './rights.ts';

const DAY = 86_400_000;

/** One entry of a bulk: what would become of it, or what became of it. */
export interface BulkItem {
  id: string;
  /** Null for those whom nothing of the entry is for. */
  title: string | null;
  language: string;
  version: number;
  /** `allowed` only before it is confirmed. */
  outcome: BulkResult | 'allowed';
  undo: BulkResult | null;
}

export interface BulkView {
  id: string;
  wish: BulkWish;
  items: BulkItem[];
  /** How many mails it owes, by the language they are written in, the most first. Only before it is confirmed. */
  mails: { language: string; count: number }[];
  begunAt: number | null;
  /** Until when it can be undone; null if there is nothing to undo. */
  undoUntil: number | null;
}

type Seen = Pick<Bulk['items'][number], 'initiativeId' | 'version'>;

/** The versions that entries are at, in the order of the ids, for those that are there. */
export async function versionsOf(database: Database, ids: readonly string[]): Promise<Seen[]> {
  const { results } = await database
    .prepare(
      `SELECT i.id AS initiativeId, i.version FROM json_each(?1) AS ids JOIN initiatives AS i ON i.id = ids.value
       ORDER BY ids.key`,
    )
    .bind(JSON.stringify([...new Set(ids)].slice(0, BULK_SIZE)))
    .all<Seen>();
  return results;
}

/** Keeps what somebody wants to do to several entries, to be looked at and then confirmed; returns its id. */
export async function previewBulk(
  c: AppContext,
  actor: AccountActor,
  wish: BulkWish,
  items: readonly Seen[],
): Promise<string> {
  const id = newId();
  const at = c.get('clock')();
  const meant =
    wish.action === 'assign'
      ? { ...wish, assignee: wish.assignee === 'me' ? actor.id : wish.assignee }
      : wish;
  await keepPreview(c.env.DB, { id, userId: actor.id, wish: meant, items: [...items], at });
  return id;
}

async function ownBulk(
  database: Database,
  actor: AccountActor,
  id: string,
): Promise<Bulk & { wish: BulkWish }> {
  const bulk = await bulkById(database, id, actor.id);
  if (!bulk) throw new Problem('not-found');
  return { ...bulk, wish: bulk.wish as BulkWish };
}

function dataOf(wish: BulkWish, at: number): EventData {
  switch (wish.action) {
    case 'approve':
      return {};
    case 'request-changes':
      return { fields: [...new Set(wish.fields)], deadline: at + wish.answer_days * DAY };
    case 'decline':
      return { reason: wish.reason };
    case 'assign':
      return { assignee: wish.assignee, rule: 'hand' };
  }
}

/** Does what was previewed; confirmed again, it goes on with what has no result yet, and never repeats anything. */
export async function confirmBulk(c: AppContext, actor: AccountActor, id: string): Promise<void> {
  const bulk = await ownBulk(c.env.DB, actor, id);
  const at = await beginBulk(c.env.DB, id, c.get('clock')());
  const { wish } = bulk;
  const message = 'message' in wish ? wish.message : '';
  await runBulk(c.env.DB, bulk, { actor, action: wish.action, data: dataOf(wish, at), message }, at);
  hurry(c);
}

/** Takes back what was done together. Throws `not-found` for a bulk of somebody else and `wrong-state` when it is too late. */
export async function undoOwnBulk(c: AppContext, actor: AccountActor, id: string): Promise<void> {
  const bulk = await ownBulk(c.env.DB, actor, id);
  if (bulk.wish.action === 'assign') throw new Problem('wrong-state');
  await undoBulk(c.env.DB, bulk, actor, c.get('clock')());
  hurry(c);
}

/** What would become of each entry, or what became of it. */
export async function viewBulk(
  database: D1Database,
  actor: AccountActor,
  id: string,
  now: number,
): Promise<BulkView> {
  const { wish, begunAt, items } = await ownBulk(database, actor, id);
  const assignee =
    wish.action === 'assign' && wish.assignee ? await accountActor(database, wish.assignee, now) : null;
  const seen = await inParts(items, async (item) => {
    const held = await subjectEntry(database, item.initiativeId);
    const mine = held && canReadAtDesk(actor, held.subject) ? held : null;
    return { held: mine, item, outcome: item.result ?? outcomeOf(actor, wish, mine, item.version, assignee) };
  });
  const allowed = seen.flatMap(({ held, outcome }) => (held && outcome === 'allowed' ? [held] : []));
  const undoUntil = begunAt === null ? 0 : begunAt + BULK_UNDO;
  const undoable =
    wish.action !== 'assign' &&
    items.some(({ result, undoResult }) => result === 'done' && undoResult === null);
  return {
    id,
    wish,
    begunAt,
    undoUntil: undoable && undoUntil > now ? undoUntil : null,
    mails: wish.action === 'assign' ? [] : await mailsFor(database, wish.action, allowed, now),
    items: seen.map(({ held, item, outcome }) => ({
      id: item.initiativeId,
      title: held ? textIn(held.entry.content, held.entry.content.language).title : null,
      language: held?.entry.content.language ?? '',
      version: item.version,
      outcome,
      undo: item.undoResult,
    })),
  };
}

const AT_ONCE = 20;

async function inParts<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < list.length; from += AT_ONCE)
    done.push(...(await Promise.all(list.slice(from, from + AT_ONCE).map(work))));
  return done;
}

/** What `act` would say. */
function outcomeOf(
  actor: AccountActor,
  { action, ...wish }: BulkWish,
  held: SubjectEntry | null,
  version: number,
  assignee: AccountActor | null,
): BulkItem['outcome'] {
  if (!held) return 'not-found';
  const { subject, entry } = held;
  if (!mayEver(actor, action, subject)) return 'not-allowed';
  if (entry.standing.version !== version) return 'edit-conflict';
  if (!can(actor, action, subject)) return 'wrong-state';
  const named = 'assignee' in wish && wish.assignee !== null;
  return named && !(assignee && mayDecide(assignee, subject)) ? 'invalid-input' : 'allowed';
}

async function mailsFor(
  database: D1Database,
  action: Exclude<BulkWish['action'], 'assign'>,
  entries: readonly SubjectEntry[],
  at: number,
): Promise<BulkView['mails']> {
  const owed = (
    await inParts(entries, (held) =>
      mailsOwed(
        database,
        { action, byOwner: false, version: held.entry.standing.version + 1, at },
        held,
        null,
      ),
    )
  ).flat();
  const languages = await mailLanguages(database, {
    entries: owed.map(({ initiativeId }) => initiativeId),
    accounts: owed.flatMap(({ userId }) => userId ?? []),
  });
  const counts = new Map<string, number>();
  for (const { initiativeId, userId } of owed) {
    const language = userId ? languages.accounts.get(userId) : languages.entries.get(initiativeId);
    if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts].map(([language, count]) => ({ language, count })).sort((a, b) => b.count - a.count);
}
