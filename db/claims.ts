import { and, asc, eq, type InferSelectModel, inArray, isNotNull, lte, or } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { type Database, type Records, records } from './client.ts';
import type { Job } from './jobs.ts';
import { owe } from './outbox.ts';
import { initiatives, ownershipClaims } from './schema/main.ts';

export type OwnershipClaim = InferSelectModel<typeof ownershipClaims>;

/** States in which a claim waits for somebody. */
export const OPEN_CLAIMS = ['open', 'due'] as const;

const isOpen = inArray(ownershipClaims.state, OPEN_CLAIMS);

export async function claimById(database: Database, id: string): Promise<OwnershipClaim | null> {
  const [claim] = await records(database).select().from(ownershipClaims).where(eq(ownershipClaims.id, id));
  return claim ?? null;
}

/** Whether a moderator decides on a claim now: the time to object is over, or somebody objected. */
export function isReady(claim: OwnershipClaim, now: number): boolean {
  const waits = claim.state === 'open' || claim.state === 'due';
  return (
    claim.kind === 'claim' &&
    waits &&
    (claim.objectedAt !== null || (claim.dueAt ?? Number.POSITIVE_INFINITY) <= now)
  );
}

const READ_AT_ONCE = 100;

/** Claims that wait for a moderator, the oldest first, at most a hundred. */
export async function claimsForDesk(database: Database, now: number): Promise<OwnershipClaim[]> {
  return records(database)
    .select()
    .from(ownershipClaims)
    .where(
      and(
        isOpen,
        eq(ownershipClaims.kind, 'claim'),
        or(lte(ownershipClaims.dueAt, now), isNotNull(ownershipClaims.objectedAt)),
      ),
    )
    .orderBy(asc(ownershipClaims.askedAt))
    .limit(READ_AT_ONCE);
}

/** What waits for an answer about the entries of an organisation, or was asked for it, with titles. */
export async function openClaimsOf(database: Database, organizationId: string) {
  return records(database)
    .select({ claim: ownershipClaims, title: initiatives.title, language: initiatives.language })
    .from(ownershipClaims)
    .innerJoin(initiatives, eq(initiatives.id, ownershipClaims.initiativeId))
    .where(and(eq(ownershipClaims.organizationId, organizationId), isOpen))
    .orderBy(asc(ownershipClaims.askedAt))
    .limit(READ_AT_ONCE);
}

/** What waits for an answer about an entry. */
export async function openClaimsOn(database: Database, initiativeId: string): Promise<OwnershipClaim[]> {
  return records(database)
    .select()
    .from(ownershipClaims)
    .where(and(eq(ownershipClaims.initiativeId, initiativeId), isOpen))
    .orderBy(asc(ownershipClaims.askedAt));
}

/**
 * The statement that settles a claim. A claim is settled once: a batch that does it again fails as a whole, with the
 * words of the trigger (`CLAIM_SETTLED`).
 */
export function settle(
  db: Records,
  id: string,
  state: 'granted' | 'refused' | 'withdrawn',
  by: string,
  at: number,
): BatchItem<'sqlite'> {
  return db
    .update(ownershipClaims)
    .set({ state, decidedBy: by, decidedAt: at })
    .where(eq(ownershipClaims.id, id));
}

/** What the trigger says that lets a claim be settled once. */
export const CLAIM_SETTLED = 'the claim is settled';

/** The statements that owe mails about a claim; `step` tells the mails of one claim apart. */
export function claimMails(
  db: Records,
  claim: Pick<OwnershipClaim, 'id' | 'organizationId' | 'initiativeId'>,
  step: 'asked' | 'settled',
  mails: readonly Pick<Extract<Job, { kind: 'organization-mail' }>, 'template' | 'to' | 'link'>[],
  at: number,
): BatchItem<'sqlite'>[] {
  const { organizationId, initiativeId } = claim;
  return mails.map((mail, place) =>
    owe(
      db,
      { kind: 'organization-mail', organizationId, initiativeId, ...mail },
      at,
      `claim.${claim.id}.${step}.${place}`,
    ),
  );
}

/** Marks the claims to which nobody can object any more. Done again, it changes nothing. Returns their number. */
export async function markDueClaims(database: D1Database, now: number): Promise<number> {
  const { meta } = await records(database)
    .update(ownershipClaims)
    .set({ state: 'due' })
    .where(and(eq(ownershipClaims.state, 'open'), lte(ownershipClaims.dueAt, now)))
    .run();
  return meta.changes;
}

/** Forgets the addresses of invitations that nobody can use any more. */
export async function forgetInvitedAddresses(database: D1Database, now: number): Promise<void> {
  await database
    .prepare('UPDATE organization_invitations SET email = NULL WHERE email IS NOT NULL AND expires_at < ?1')
    .bind(now)
    .run();
}
