import { and, count, desc, eq, lte, sql } from 'drizzle-orm';
import {
  type DraftAnswers,
  differingFields,
  firstMarks,
  type Merged,
  merge,
  over,
  replaced,
} from '../domain/draft/merge.ts';
import { Problem } from '../domain/problems.ts';
import { type Database, records } from './client.ts';
import { goesAt, keepDraft } from './expire-drafts.ts';
import { draftCopies, draftMembers, drafts } from './schema/main.ts';

export type Draft = typeof drafts.$inferSelect;
export type DraftCopy = typeof draftCopies.$inferSelect;

/** Largest answers of a draft as JSON, in UTF-16 units. */
export const MOST_ANSWERS = 200_000;
/** Drafts that one person may begin. */
const MOST_DRAFTS = 100;
/** Copies that a draft keeps; the oldest goes first. */
const MOST_COPIES = 30;
/** Times that a save is tried again because somebody else was faster. */
const TRIES = 5;

/** A person's view of the form, to be saved. Times in milliseconds since 1970, UTC. */
export interface Saving {
  id: string;
  userId: string;
  /** The version that the answers go on from. */
  base: number;
  language: string;
  stage: string;
  answers: DraftAnswers;
  at: number;
}

/** What became of a save: the version there is now, and the number of the copy if the answers were set aside. */
export interface Saved {
  draft: Draft;
  copy: number | null;
}

/** A draft for one of its members; `not-found` for everybody else. */
export async function draftFor(database: Database, id: string, userId: string): Promise<Draft> {
  const [row] = await records(database)
    .select({ draft: drafts })
    .from(drafts)
    .innerJoin(draftMembers, and(eq(draftMembers.draftId, drafts.id), eq(draftMembers.userId, userId)))
    .where(eq(drafts.id, id));
  if (!row) throw new Problem('not-found');
  return row.draft;
}

export interface ListedDraft {
  id: string;
  /** Empty if there is none yet. */
  title: string;
  /** ISO 639 code of the language that the title is written in; empty if not said. */
  titleLanguage: string;
  updatedAt: number;
  sentAt: number | null;
  /** When it goes if nobody works on it and it is not sent. */
  goesAt: number;
  members: number;
}

/** The drafts that a person works on, the last changed first. */
export async function draftsOf(database: Database, userId: string): Promise<ListedDraft[]> {
  const rows = await records(database)
    .select({
      id: drafts.id,
      title: sql<string>`coalesce(${drafts.answers} ->> '$.title[0]', '')`,
      titleLanguage: sql<string>`coalesce(${drafts.answers} ->> '$.language[0]', '')`,
      updatedAt: drafts.updatedAt,
      keptAt: drafts.keptAt,
      warnedAt: drafts.warnedAt,
      sentAt: drafts.sentAt,
      members: sql<number>`(select count(*) from draft_members as m where m.draft_id = ${drafts.id})`,
    })
    .from(drafts)
    .innerJoin(draftMembers, and(eq(draftMembers.draftId, drafts.id), eq(draftMembers.userId, userId)))
    .orderBy(desc(drafts.updatedAt), drafts.id)
    .limit(MOST_DRAFTS);
  return rows.map(({ keptAt, warnedAt, ...row }) => ({
    ...row,
    goesAt: goesAt({ updatedAt: row.updatedAt, keptAt, warnedAt }),
  }));
}

/** Begins a draft under an id. Null if the person has too many, the answers are too large, or the id is taken. */
export async function beginDraft(
  database: D1Database,
  { id, userId, language, stage, answers, at }: Omit<Saving, 'base'>,
): Promise<Draft | null> {
  const db = records(database);
  const [owned] = await db.select({ of: count() }).from(drafts).where(eq(drafts.ownerId, userId));
  if ((owned?.of ?? 0) >= MOST_DRAFTS || isTooLarge(answers)) return null;
  const draft: Draft = {
    id,
    ownerId: userId,
    language,
    stage,
    answers,
    marks: await firstMarks(answers),
    version: 1,
    createdAt: at,
    updatedAt: at,
    updatedBy: userId,
    initiativeId: null,
    sentAt: null,
    sentBy: null,
    keptAt: null,
    warnedAt: null,
  };
  const member = sql`select ${id}, ${userId}, ${at}, ${stage}, ${at} from drafts where id = ${id} and owner_id = ${userId}`;
  const [begun] = await db.batch([
    db.insert(drafts).values(draft).onConflictDoNothing().returning({ id: drafts.id }),
    db.insert(draftMembers).select(member).onConflictDoNothing(),
  ]);
  return begun.length > 0 ? draft : null;
}

function isTooLarge(answers: DraftAnswers): boolean {
  return JSON.stringify(answers).length > MOST_ANSWERS;
}

/**
 * Saves what a member answered. What others changed meanwhile stays, field by field; if both changed the same field, the
 * answers are set aside as a copy and the draft stays as it is, as it does once it was sent. Throws `not-found` and
 * `too-large`.
 */
export async function saveDraft(database: D1Database, saving: Saving): Promise<Saved> {
  const { id, userId, base, answers, at } = saving;
  if (isTooLarge(answers)) throw new Problem('too-large', { extra: { limit_bytes: MOST_ANSWERS } });
  for (let tried = 0; tried < TRIES; tried++) {
    const draft = await draftFor(database, id, userId);
    const merged = await merge(draft, answers, base);
    const aside = { ...saving, answers: over(draft.answers, answers) };
    if (draft.initiativeId !== null)
      return { draft, copy: merged?.changed === false ? null : await setAside(database, aside) };
    const fits = merged !== null && !isTooLarge(merged.answers);
    if (!fits || !merged.changed) {
      // Who changes nothing, or what cannot be taken, works on it all the same.
      await keepDraft(database, id, at);
      return { draft, copy: fits ? null : await setAside(database, aside) };
    }
    const next = await write(database, draft, merged, saving);
    if (next) return { draft: next, copy: null };
  }
  throw new Problem('unavailable');
}

/** Writes the next version, or nothing if somebody was faster; then the answer is null. */
async function write(
  database: D1Database,
  draft: Draft,
  { answers, marks }: Merged,
  { userId, stage, language, at }: Omit<Saving, 'answers' | 'base'>,
): Promise<Draft | null> {
  const [next] = await records(database)
    .update(drafts)
    .set({ answers, marks, stage, language, version: draft.version + 1, updatedAt: at, updatedBy: userId })
    .where(
      and(eq(drafts.id, draft.id), eq(drafts.version, draft.version), sql`${drafts.initiativeId} is null`),
    )
    .returning();
  return next ?? null;
}

/** Keeps answers beside the draft, and answers with the number of the copy. The same ones are kept once. */
async function setAside(
  database: D1Database,
  { id, userId, base, answers, stage, at }: Saving,
  settled = false,
): Promise<number> {
  const same = (await copiesOf(database, id)).find(
    (copy) => !copy.settled && differingFields(copy.answers, answers).length === 0,
  );
  if (same) return same.number;
  const db = records(database);
  const next = sql`(select coalesce(max(number), 0) + 1 from draft_copies where draft_id = ${id})`;
  const tooOld = sql`(select max(number) from draft_copies where draft_id = ${id}) - ${MOST_COPIES}`;
  const [[kept]] = await db.batch([
    db
      .insert(draftCopies)
      .values({
        draftId: id,
        number: next as never,
        answers,
        base,
        stage,
        savedAt: at,
        savedBy: userId,
        settled,
      })
      .returning({ number: draftCopies.number }),
    db.delete(draftCopies).where(and(eq(draftCopies.draftId, id), lte(draftCopies.number, tooOld))),
  ]);
  return kept?.number ?? 0;
}

/** Copies set aside of a draft, the latest first. */
export async function copiesOf(database: Database, id: string): Promise<DraftCopy[]> {
  return records(database)
    .select()
    .from(draftCopies)
    .where(eq(draftCopies.draftId, id))
    .orderBy(desc(draftCopies.number));
}

/** One copy, or `not-found`. */
export async function copyOf(database: Database, id: string, number: number): Promise<DraftCopy> {
  const [copy] = await records(database)
    .select()
    .from(draftCopies)
    .where(and(eq(draftCopies.draftId, id), eq(draftCopies.number, number)));
  if (!copy) throw new Problem('not-found');
  return copy;
}

/**
 * Settles a copy: what a member chose of it and of the draft, seen as version `base`, becomes the next version, and what
 * the draft said until then is kept as a copy. Throws `edit-conflict` if the draft changed since.
 */
export async function settleCopy(
  database: D1Database,
  { number, chosen, ...saving }: Omit<Saving, 'answers'> & { number: number; chosen: DraftAnswers },
): Promise<Draft> {
  const { id, userId, base } = saving;
  const draft = await draftFor(database, id, userId);
  if (draft.initiativeId !== null) throw new Problem('wrong-state');
  if (draft.version !== base) throw new Problem('edit-conflict');
  const settled = records(database)
    .update(draftCopies)
    .set({ settled: true })
    .where(and(eq(draftCopies.draftId, id), eq(draftCopies.number, number)));
  const next = await replaced(draft, chosen);
  if (!next.changed) {
    await settled;
    return draft;
  }
  if (isTooLarge(chosen)) throw new Problem('too-large', { extra: { limit_bytes: MOST_ANSWERS } });
  const { answers, stage, updatedAt: at, updatedBy } = draft;
  await setAside(database, { ...saving, userId: updatedBy, answers, stage, at, base: draft.version }, true);
  const written = await write(database, draft, next, saving);
  if (!written) throw new Problem('edit-conflict');
  await settled;
  return written;
}

/** The statement that says what a draft became, for the batch that registers the initiative. */
export function draftSent(
  database: Database,
  { id, userId, initiativeId, at }: { id: string; userId: string; initiativeId: string; at: number },
) {
  return records(database)
    .update(drafts)
    .set({ initiativeId, sentAt: at, sentBy: userId })
    .where(and(eq(drafts.id, id), sql`${drafts.initiativeId} is null`));
}

/** Deletes a draft with everything about it. */
export async function deleteDraft(database: D1Database, id: string): Promise<void> {
  await records(database).delete(drafts).where(eq(drafts.id, id));
}
