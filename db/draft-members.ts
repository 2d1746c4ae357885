import { and, eq, gt, isNotNull, ne } from 'drizzle-orm';
import { Problem } from '../domain/problems.ts';
import { sha256 } from '../domain/text/digest.ts';
import { type Database, records } from './client.ts';
import { draftInvitations, draftMembers, drafts, users } from './schema/main.ts';

/** Days that an invitation to a draft works. */
export const DRAFT_INVITATION_DAYS = 14;
/** Milliseconds after which somebody who gave no sign is not there any more. */
export const PRESENCE = 60_000;
/** People on one draft. */
export const MOST_MEMBERS = 30;

const DAY = 86_400_000;

export interface DraftMember {
  id: string;
  /** The name if there is one, else the address. */
  name: string;
  owner: boolean;
  /** The stage that is open now; null if none is. */
  stage: string | null;
}

/** Everybody on a draft, first come first. `now` in milliseconds since 1970. */
export async function membersOfDraft(
  database: Database,
  draftId: string,
  now: number,
): Promise<DraftMember[]> {
  const rows = await records(database)
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      ownerId: drafts.ownerId,
      stage: draftMembers.stage,
      seenAt: draftMembers.seenAt,
    })
    .from(draftMembers)
    .innerJoin(drafts, eq(drafts.id, draftMembers.draftId))
    .innerJoin(users, eq(users.id, draftMembers.userId))
    .where(eq(draftMembers.draftId, draftId))
    .orderBy(draftMembers.joinedAt, users.id);
  return rows.map(({ id, name, email, ownerId, stage, seenAt }) => ({
    id,
    name: name || email,
    owner: id === ownerId,
    stage: (seenAt ?? 0) > now - PRESENCE ? stage : null,
  }));
}

/** Says that a member has a stage open now. */
export async function notePresence(
  database: D1Database,
  { draftId, userId, stage, at }: { draftId: string; userId: string; stage: string; at: number },
): Promise<void> {
  await records(database)
    .update(draftMembers)
    .set({ stage, seenAt: at })
    .where(and(eq(draftMembers.draftId, draftId), eq(draftMembers.userId, userId)));
}

/** Other members with a stage of the draft open now. */
export async function othersPresent(
  database: Database,
  { draftId, userId, now }: { draftId: string; userId: string; now: number },
): Promise<{ name: string; stage: string }[]> {
  const rows = await records(database)
    .select({ name: users.name, email: users.email, stage: draftMembers.stage })
    .from(draftMembers)
    .innerJoin(users, eq(users.id, draftMembers.userId))
    .where(
      and(
        eq(draftMembers.draftId, draftId),
        ne(draftMembers.userId, userId),
        isNotNull(draftMembers.stage),
        gt(draftMembers.seenAt, now - PRESENCE),
      ),
    )
    .orderBy(draftMembers.joinedAt);
  return rows.map(({ name, email, stage }) => ({ name: name || email, stage: stage ?? '' }));
}

/** The stage that a member had open last; null if none. */
export async function lastStage(database: Database, draftId: string, userId: string): Promise<string | null> {
  const [row] = await records(database)
    .select({ stage: draftMembers.stage })
    .from(draftMembers)
    .where(and(eq(draftMembers.draftId, draftId), eq(draftMembers.userId, userId)));
  return row?.stage ?? null;
}

/** Takes a member off a draft. The owner stays. */
export async function leaveDraft(database: D1Database, draftId: string, userId: string): Promise<void> {
  await records(database)
    .delete(draftMembers)
    .where(and(eq(draftMembers.draftId, draftId), eq(draftMembers.userId, userId)));
}

/** Makes an invitation to a draft in the place of any other, with the digest of its token only. */
export async function inviteToDraft(
  database: D1Database,
  { draftId, token, at }: { draftId: string; token: string; at: number },
): Promise<void> {
  const db = records(database);
  const invitation = {
    digest: await sha256(token),
    draftId,
    createdAt: at,
    expiresAt: at + DRAFT_INVITATION_DAYS * DAY,
  };
  await db.batch([
    db.delete(draftInvitations).where(eq(draftInvitations.draftId, draftId)),
    db.insert(draftInvitations).values(invitation),
  ]);
}

/** Takes the invitation to a draft back. */
export async function revokeDraftInvitation(database: D1Database, draftId: string): Promise<void> {
  await records(database).delete(draftInvitations).where(eq(draftInvitations.draftId, draftId));
}

/** Until when the invitation to a draft works, in milliseconds since 1970; null if there is none. */
export async function invitationOfDraft(
  database: Database,
  draftId: string,
  now: number,
): Promise<number | null> {
  const [row] = await records(database)
    .select({ expiresAt: draftInvitations.expiresAt })
    .from(draftInvitations)
    .where(and(eq(draftInvitations.draftId, draftId), gt(draftInvitations.expiresAt, now)));
  return row?.expiresAt ?? null;
}

export interface OpenedDraftInvitation {
  draftId: string;
  ownerName: string;
}

/** What an invitation leads to. `link-expired` if it is unknown, taken back, too old, or its draft was sent. */
export async function openDraftInvitation(
  database: Database,
  token: string,
  now: number,
): Promise<OpenedDraftInvitation> {
  const [row] = await records(database)
    .select({ draftId: drafts.id, name: users.name, email: users.email, sentAt: drafts.sentAt })
    .from(draftInvitations)
    .innerJoin(drafts, eq(drafts.id, draftInvitations.draftId))
    .innerJoin(users, eq(users.id, drafts.ownerId))
    .where(
      and(
        eq(draftInvitations.digest, await sha256(token.slice(0, 200))),
        gt(draftInvitations.expiresAt, now),
      ),
    );
  if (!row || row.sentAt !== null) throw new Problem('link-expired');
  return { draftId: row.draftId, ownerName: row.name || row.email };
}

/** Makes somebody a member; who is one already stays so. Throws `not-allowed` if there are too many. */
export async function joinDraft(
  database: D1Database,
  { draftId, userId, at }: { draftId: string; userId: string; at: number },
): Promise<void> {
  const db = records(database);
  const members = await db
    .select({ userId: draftMembers.userId })
    .from(draftMembers)
    .where(eq(draftMembers.draftId, draftId));
  if (members.some((member) => member.userId === userId)) return;
  if (members.length >= MOST_MEMBERS) throw new Problem('not-allowed');
  await db.insert(draftMembers).values({ draftId, userId, joinedAt: at }).onConflictDoNothing();
}
