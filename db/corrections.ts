import { and, asc, eq, lte } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import {
  type CorrectedValue,
  type Correction,
  isSameValue,
  OWNER_DAYS,
  valueAt,
} from '../domain/schemas/correction.ts';
import { type Database, records } from './client.ts';
import type { Entry } from './entries.ts';
import { owedToOwners } from './entry-owners.ts';
import { owe } from './outbox.ts';
import { contacts, corrections, initiatives } from './schema/main.ts';
import type { SubjectEntry } from './subjects.ts';
import { contentsOf } from './versions.ts';

const DAY = 86_400_000;

export type StoredCorrection = typeof corrections.$inferSelect;

/** A suggested correction beside what the entry said when it was suggested, and what it says now. */
export interface OpenCorrection {
  id: string;
  field: StoredCorrection['field'];
  language: string | null;
  value: CorrectedValue;
  evidence: string;
  seen: CorrectedValue;
  now: CorrectedValue;
  /** Whether the field changed since. */
  stale: boolean;
  createdAt: number;
}

export async function correctionById(database: Database, id: string): Promise<StoredCorrection | null> {
  const [row] = await records(database).select().from(corrections).where(eq(corrections.id, id));
  return row ?? null;
}

/** A correction beside the content that is worked on. */
export async function openCorrection(
  database: Database,
  stored: StoredCorrection,
  entry: Entry,
): Promise<OpenCorrection> {
  const { id, field, language, value, evidence, seenRevision, createdAt } = stored;
  const then = (await contentsOf(database, entry.id, [seenRevision])).get(seenRevision);
  const now = valueAt(entry.content, stored);
  const seen = then ? valueAt(then, stored) : now;
  const stale = !isSameValue(seen, now);
  return { id, field, language, value, evidence, seen, now, stale, createdAt };
}

/** The corrections of an entry that wait for an answer, oldest first. */
export async function correctionsOf(database: Database, entry: Entry): Promise<OpenCorrection[]> {
  const rows = await records(database)
    .select()
    .from(corrections)
    .where(and(eq(corrections.initiativeId, entry.id), eq(corrections.state, 'open')))
    .orderBy(asc(corrections.createdAt), asc(corrections.id))
    .limit(20);
  return Promise.all(rows.map((row) => openCorrection(database, row, entry)));
}

/** Corrections of published entries that wait for a moderator, the longest first. */
export async function dueCorrections(database: Database, now: number, limit: number) {
  return records(database)
    .select({
      id: corrections.id,
      initiativeId: corrections.initiativeId,
      field: corrections.field,
      createdAt: corrections.createdAt,
      dueAt: corrections.dueAt,
    })
    .from(corrections)
    .innerJoin(
      initiatives,
      and(eq(initiatives.id, corrections.initiativeId), eq(initiatives.state, 'published')),
    )
    .where(and(eq(corrections.state, 'open'), lte(corrections.dueAt, now)))
    .orderBy(asc(corrections.dueAt), asc(corrections.id))
    .limit(limit);
}

export interface NewCorrection extends Correction {
  id: string;
  initiativeId: string;
  evidence: string;
  seenRevision: number;
  /** In lower case. */
  email: string;
  /** Of the mails to who suggests it. */
  mailLanguage: string;
}

/** Keeps a suggestion and owes the mail that confirms its address. The same id again changes nothing. */
export async function suggestCorrection(
  database: D1Database,
  suggested: NewCorrection,
  at: number,
): Promise<void> {
  const { id, initiativeId, field, language, value, evidence, seenRevision, email, mailLanguage } = suggested;
  const db = records(database);
  const contactId = `correction.${id}`;
  await db.batch([
    db
      .insert(contacts)
      .values({ id: contactId, email, language: mailLanguage, createdAt: at })
      .onConflictDoNothing(),
    db
      .insert(corrections)
      .values({
        ...{ id, initiativeId, field, language, value, evidence, seenRevision, contactId },
        ...{ state: 'unconfirmed', createdAt: at, answer: '' },
      })
      .onConflictDoNothing(),
    owe(
      db,
      { kind: 'correction-mail', template: 'correction-confirm', correctionId: id },
      at,
      id,
    ).onConflictDoNothing(),
  ]);
}

/** Opens a suggestion whose address was confirmed: for the owner first, or for moderators where there is none. */
export async function confirmCorrection(
  database: D1Database,
  stored: StoredCorrection,
  held: SubjectEntry,
  at: number,
): Promise<void> {
  if (stored.state !== 'unconfirmed') return;
  const db = records(database);
  const mails = await owedToOwners(
    database,
    held,
    (to) => ({ kind: 'correction-mail', template: 'correction-suggested', correctionId: stored.id, to }),
    { cause: stored.id, at },
  );
  const dueAt = mails.length > 0 ? at + OWNER_DAYS * DAY : at;
  await db.batch([
    db
      .update(corrections)
      .set({ state: 'open', dueAt })
      .where(and(eq(corrections.id, stored.id), eq(corrections.state, 'unconfirmed'))),
    db.update(contacts).set({ confirmedAt: at, lastUsedAt: at }).where(eq(contacts.id, stored.contactId)),
    ...mails,
  ]);
}

/** The statements that settle a correction and tell who suggested it. */
export function settled(
  database: D1Database,
  id: string,
  how: { state: 'accepted' | 'refused'; by: string; answer: string; at: number },
): [BatchItem<'sqlite'>, BatchItem<'sqlite'>] {
  const { state, by, answer, at } = how;
  const db = records(database);
  const job = { kind: 'correction-mail', template: `correction-${state}`, correctionId: id } as const;
  return [
    db.update(corrections).set({ state, settledAt: at, settledBy: by, answer }).where(eq(corrections.id, id)),
    owe(db, job, at, `${id}.${state}`),
  ];
}
