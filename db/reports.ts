import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { ReportOutcome, ReportReason } from '../domain/initiative/reports.ts';
import { type Database, records } from './client.ts';
import { owe, oweIf } from './outbox.ts';
import { contacts, reports } from './schema/main.ts';

export type StoredReport = typeof reports.$inferSelect;

export interface NewReport {
  id: string;
  initiativeId: string;
  reason: ReportReason;
  body: string;
  /** In lower case. */
  email: string;
  /** Of the mails to who reports. */
  language: string;
}

export async function reportById(database: Database, id: string): Promise<StoredReport | null> {
  const [row] = await records(database).select().from(reports).where(eq(reports.id, id));
  return row ?? null;
}

/** Keeps a report and owes the mail that confirms its address. The same id again changes nothing. */
export async function addReport(database: D1Database, report: NewReport, at: number): Promise<void> {
  const { id, initiativeId, reason, body, email, language } = report;
  const db = records(database);
  const contactId = `report.${id}`;
  await db.batch([
    db.insert(contacts).values({ id: contactId, email, language, createdAt: at }).onConflictDoNothing(),
    db
      .insert(reports)
      .values({ id, initiativeId, reason, body, contactId, state: 'unconfirmed', createdAt: at })
      .onConflictDoNothing(),
    owe(db, { kind: 'report-mail', template: 'report-confirm', reportId: id }, at, id).onConflictDoNothing(),
  ]);
}

/** Opens a report whose address was confirmed, once; `waiting_reasons` puts its entry into the queue. */
export async function confirmReport(database: D1Database, report: StoredReport, at: number): Promise<void> {
  if (report.state !== 'unconfirmed') return;
  const db = records(database);
  await db.batch([
    db.update(contacts).set({ confirmedAt: at, lastUsedAt: at }).where(eq(contacts.id, report.contactId)),
    db
      .update(reports)
      .set({ state: 'open', confirmedAt: at })
      .where(and(eq(reports.id, report.id), eq(reports.state, 'unconfirmed'))),
  ]);
}

const SHOWN = 50;

/** The reports of an entry that wait, the oldest first. Without the address of who sent them. */
export async function openReports(
  database: Database,
  initiativeId: string,
): Promise<Pick<StoredReport, 'id' | 'reason' | 'body' | 'confirmedAt'>[]> {
  return records(database)
    .select({ id: reports.id, reason: reports.reason, body: reports.body, confirmedAt: reports.confirmedAt })
    .from(reports)
    .where(and(eq(reports.initiativeId, initiativeId), eq(reports.state, 'open')))
    .orderBy(asc(reports.confirmedAt), asc(reports.id))
    .limit(SHOWN);
}

/** How many reports of an entry wait. */
export async function countOpenReports(database: Database, initiativeId: string): Promise<number> {
  const [row] = await records(database)
    .select({ count: sql<number>`count(*)` })
    .from(reports)
    .where(and(eq(reports.initiativeId, initiativeId), eq(reports.state, 'open')));
  return row?.count ?? 0;
}

/**
 * Settles those of some reports that still wait, and owes each of their senders a mail. Returns how many: none if somebody
 * else came first.
 */
export async function settleReports(
  database: D1Database,
  initiativeId: string,
  ids: readonly string[],
  how: { outcome: ReportOutcome; answer: string; by: string; at: number },
): Promise<number> {
  const { outcome, answer, by, at } = how;
  const db = records(database);
  const shown = [...new Set(ids)].slice(0, SHOWN);
  const settle = db
    .update(reports)
    .set({ state: 'settled', settledAt: at, settledBy: by, outcome, answer })
    .where(and(eq(reports.initiativeId, initiativeId), eq(reports.state, 'open'), inArray(reports.id, shown)))
    .returning({ id: reports.id });
  const mails = shown.map((id) =>
    oweIf(
      db,
      { kind: 'report-mail', template: 'report-settled', reportId: id },
      at,
      `${id}.settled`,
      sql`select 1 from reports where id = ${id} and initiative_id = ${initiativeId} and settled_by = ${by} and settled_at = ${at}`,
    ).onConflictDoNothing(),
  );
  const [settled] = await db.batch([settle, ...mails]);
  return settled.length;
}
