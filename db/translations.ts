import { and, asc, eq, or } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { TextParts } from '../domain/initiative/content.ts';
import { originalOf, saysSame } from '../domain/initiative/translations.ts';
import { type Database, records } from './client.ts';
import type { Entry } from './entries.ts';
import { owedToOwners } from './entry-owners.ts';
import type { TranslationMailTemplate } from './jobs.ts';
import { owe } from './outbox.ts';
import { contacts, initiatives, translations, users } from './schema/main.ts';
import type { SubjectEntry } from './subjects.ts';
import { contentsOf } from './versions.ts';

export type StoredTranslation = typeof translations.$inferSelect;

/** A proposed translation that waits, and whether the original changed since it was written. */
export interface OpenTranslation {
  id: string;
  language: string;
  parts: TextParts;
  outdated: boolean;
  createdAt: number;
}

export interface NewTranslation {
  id: string;
  initiativeId: string;
  language: string;
  parts: TextParts;
  seenRevision: number;
  /** In lower case. */
  email: string;
  /** Of the mails to who proposes it. */
  mailLanguage: string;
  /** The account, whose address is confirmed already; null for everybody else. */
  userId: string | null;
}

export async function translationById(database: Database, id: string): Promise<StoredTranslation | null> {
  const [row] = await records(database).select().from(translations).where(eq(translations.id, id));
  return row ?? null;
}

/** A proposed translation beside the entry as it is worked on. */
export async function openTranslation(
  database: Database,
  { id, language, parts, seenRevision, createdAt }: StoredTranslation,
  entry: Entry,
): Promise<OpenTranslation> {
  const seen = (await contentsOf(database, entry.id, [seenRevision])).get(seenRevision);
  const outdated = seen !== undefined && !saysSame(originalOf(seen), originalOf(entry.content));
  return { id, language, parts, outdated, createdAt };
}

/** The translations of an entry that wait for an answer, oldest first. */
export async function translationsOf(database: Database, entry: Entry): Promise<OpenTranslation[]> {
  const rows = await records(database)
    .select()
    .from(translations)
    .where(and(eq(translations.initiativeId, entry.id), eq(translations.state, 'open')))
    .orderBy(asc(translations.createdAt), asc(translations.id))
    .limit(20);
  return Promise.all(rows.map((row) => openTranslation(database, row, entry)));
}

/** Translations of published entries that wait for an answer, the longest first. */
export async function waitingTranslations(database: Database, limit: number) {
  return records(database)
    .select({
      id: translations.id,
      initiativeId: translations.initiativeId,
      language: translations.language,
      createdAt: translations.createdAt,
    })
    .from(translations)
    .innerJoin(
      initiatives,
      and(eq(initiatives.id, translations.initiativeId), eq(initiatives.state, 'published')),
    )
    .where(eq(translations.state, 'open'))
    .orderBy(asc(translations.createdAt), asc(translations.id))
    .limit(limit);
}

/** The mails to those who may answer for an entry, each once. */
function mailsToOwners(
  database: Database,
  held: SubjectEntry,
  { template, id, at }: { template: TranslationMailTemplate; id: string; at: number },
) {
  return owedToOwners(
    database,
    held,
    (to) => ({ kind: 'translation-mail', template, translationId: id, to }),
    { cause: `${id}.${template}`, at },
  );
}

/**
 * Keeps a proposed translation. Of an account it waits for the owner and the moderators at once; else the mail that
 * confirms the address is owed. The same id again changes nothing.
 */
export async function proposeTranslation(
  database: D1Database,
  proposed: NewTranslation,
  held: SubjectEntry,
  at: number,
): Promise<void> {
  const { id, initiativeId, language, parts, seenRevision, email, mailLanguage, userId } = proposed;
  const db = records(database);
  const contactId = `translation.${id}`;
  const known = userId !== null;
  const confirm = { kind: 'translation-mail', template: 'translation-confirm', translationId: id } as const;
  await db.batch([
    db
      .insert(contacts)
      .values({
        ...{ id: contactId, email, language: mailLanguage, createdAt: at, userId },
        ...(known && { confirmedAt: at, lastUsedAt: at }),
      })
      .onConflictDoNothing(),
    db
      .insert(translations)
      .values({
        ...{ id, initiativeId, language, parts, seenRevision, contactId },
        ...{ state: known ? 'open' : 'unconfirmed', createdAt: at, answer: '' },
      })
      .onConflictDoNothing(),
    ...(known
      ? await mailsToOwners(database, held, { template: 'translation-proposed', id, at })
      : [owe(db, confirm, at, id).onConflictDoNothing()]),
  ]);
}

/** Opens a translation whose address was confirmed, for the owner and the moderators. */
export async function confirmTranslation(
  database: D1Database,
  stored: StoredTranslation,
  held: SubjectEntry,
  at: number,
): Promise<void> {
  if (stored.state !== 'unconfirmed') return;
  const db = records(database);
  await db.batch([
    db
      .update(translations)
      .set({ state: 'open' })
      .where(and(eq(translations.id, stored.id), eq(translations.state, 'unconfirmed'))),
    db.update(contacts).set({ confirmedAt: at, lastUsedAt: at }).where(eq(contacts.id, stored.contactId)),
    ...(await mailsToOwners(database, held, { template: 'translation-proposed', id: stored.id, at })),
  ]);
}

/** Whether an account proposed a translation, signed in or by its address. */
export async function isProposer(
  database: Database,
  { contactId }: StoredTranslation,
  userId: string,
): Promise<boolean> {
  const row = await records(database)
    .select({ id: contacts.id })
    .from(contacts)
    .innerJoin(users, or(eq(users.id, contacts.userId), eq(users.email, contacts.email)))
    .where(and(eq(contacts.id, contactId), eq(users.id, userId)))
    .get();
  return row !== undefined;
}

/** The statements that settle a translation and tell who proposed it; of one that is public, also the owners. */
export async function translationSettled(
  database: D1Database,
  held: SubjectEntry,
  how: {
    id: string;
    state: 'accepted' | 'refused';
    by: string;
    answer: string;
    at: number;
    isPublic: boolean;
  },
): Promise<[BatchItem<'sqlite'>, ...BatchItem<'sqlite'>[]]> {
  const { id, state, by, answer, at, isPublic } = how;
  const db = records(database);
  const job = { kind: 'translation-mail', template: `translation-${state}`, translationId: id } as const;
  return [
    db
      .update(translations)
      .set({ state, settledAt: at, settledBy: by, answer })
      .where(eq(translations.id, id)),
    owe(db, job, at, `${id}.${state}`),
    ...(isPublic ? await mailsToOwners(database, held, { template: 'translation-added', id, at }) : []),
  ];
}
