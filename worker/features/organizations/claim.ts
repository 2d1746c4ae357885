import { and, eq, isNull } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { actorIdOf } from '#db/act.ts';
import { CLAIM_SETTLED, claimById, claimMails, isReady, type OwnershipClaim, settle } from '#db/claims.ts';
import { records } from '#db/client.ts';
import { contactById } from '#db/entries.ts';
import { settledOnce } from '#db/errors.ts';
import type { Recipient } from '#db/jobs.ts';
import { ownersOf } from '#db/organization-lists.ts';
import { ownershipClaims } from '#db/schema/main.ts';
import { type SubjectEntry, subjectEntry } from '#db/subjects.ts';
import {
  type AccountActor,
  type Actor,
  can,
  canReadAtDesk,
  isOwner,
} from '#domain/initiative/permissions.ts';
import { allows } from '#domain/initiative/states.ts';
import { OBJECTION_DAYS } from '#domain/organization/events.ts';
import { mayEdit, roleIn } from '#domain/organization/rights.ts';
import { Problem } from '#domain/problems.ts';
import { NeededWords, Words } from '#domain/schemas/organization.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { statusToken } from '#worker/http/links.ts';
import { ask, claimPath, transferEntry } from './transfer.ts';

const DAY = 86_400_000;

/** Organisations that the entry names and for which the actor may claim it. */
export function claimableFor(actor: Actor, { subject }: SubjectEntry): string[] {
  if (isOwner(actor, subject) || !allows(subject.state, 'transfer')) return [];
  return subject.organizationIds.filter((id) => id !== subject.organizationId && mayEdit(actor, id));
}

/** Who has the entry now and can object: owners of its organisation, else whoever submitted it. */
async function presentOwners(
  c: AppContext,
  { entry, subject }: SubjectEntry,
): Promise<{ to: Recipient; link?: string }[]> {
  if (subject.organizationId !== null) {
    const owners = await ownersOf(c.env.DB, subject.organizationId);
    return owners.map((account) => ({ to: { account } }));
  }
  const contact = entry.contactId ? await contactById(c.env.DB, entry.contactId) : null;
  if (!contact?.email) return [];
  const token = await statusToken(c.env.LINK_SECRET, { initiativeId: entry.id, contactId: contact.id });
  return [{ to: { contact: contact.id }, link: `/${token}` }];
}

/**
 * A member says that an entry is the organisation's. The present owner has 14 days to object; where there is none, a
 * moderator decides at once. Throws `not-allowed`, `wrong-state`, `invalid-input` and `too-many-requests`.
 */
export async function claimEntry(
  c: AppContext,
  actor: AccountActor,
  held: SubjectEntry,
  wish: { organizationId: string; message: string },
): Promise<void> {
  if (!allows(held.subject.state, 'transfer'))
    throw new Problem('wrong-state', { extra: { state: held.subject.state } });
  if (!claimableFor(actor, held).includes(wish.organizationId)) throw new Problem('not-allowed');
  const { message } = parse(Words, { message: wish.message });
  await limitNetwork(c, 'organization');
  const owners = await presentOwners(c, held);
  const at = c.get('clock')();
  await ask(c, {
    kind: 'claim',
    initiativeId: held.entry.id,
    organizationId: wish.organizationId,
    askedBy: actor.id,
    message,
    dueAt: owners.length > 0 ? at + OBJECTION_DAYS * DAY : at,
    mails: owners.map((owner) => ({ template: 'entry-claimed', ...owner })),
  });
}

export interface HeldClaim {
  claim: OwnershipClaim;
  held: SubjectEntry;
}

async function heldClaim(c: AppContext, id: string): Promise<HeldClaim> {
  const claim = await claimById(c.env.DB, id);
  const held = claim?.kind === 'claim' ? await subjectEntry(c.env.DB, claim.initiativeId) : null;
  if (!claim || !held) throw new Problem('not-found');
  return { claim, held };
}

/** A claim on an entry that is the actor's. Else `not-found`. */
export async function claimAgainst(c: AppContext, actor: Actor, id: string): Promise<HeldClaim> {
  const found = await heldClaim(c, id);
  const { contactId } = found.held.entry;
  const owns = isOwner(actor, found.held.subject) && (actor.kind !== 'link' || actor.contactId === contactId);
  if (!owns) throw new Problem('not-found');
  return found;
}

/** Whether the owner of the entry can still answer a claim. */
export function isAnswerable({ claim }: HeldClaim, now: number): boolean {
  return claim.state === 'open' && claim.objectedAt === null && now < (claim.dueAt ?? 0);
}

/** The owner of an entry says why it stays. Throws `wrong-state` when it is too late, and `invalid-input`. */
export async function objectTo(c: AppContext, found: HeldClaim, message: string): Promise<void> {
  const at = c.get('clock')();
  if (!isAnswerable(found, at)) throw new Problem('wrong-state');
  const { message: objection } = parse(NeededWords, { message });
  await limitNetwork(c, 'organization');
  const { meta } = await records(c.env.DB)
    .update(ownershipClaims)
    .set({ objectedAt: at, objection })
    .where(
      and(
        eq(ownershipClaims.id, found.claim.id),
        eq(ownershipClaims.state, 'open'),
        isNull(ownershipClaims.objectedAt),
      ),
    )
    .run();
  if (meta.changes === 0) throw new Problem('wrong-state');
}

/** The mails that tell who asked and who had the entry how a claim ended. */
async function outcome(c: AppContext, { claim, held }: HeldClaim, granted: boolean, by: string, at: number) {
  const db = records(c.env.DB);
  const template = granted ? ('entry-transferred' as const) : ('entry-not-transferred' as const);
  const link = `/manage/entries/${claim.initiativeId}`;
  const owners = await presentOwners(c, held);
  const mails = [
    { template, to: { account: claim.askedBy }, link },
    ...owners.map((owner) => ({
      template,
      to: owner.to,
      link: owner.link ? claimPath(claim.id) + owner.link : link,
    })),
  ];
  return [
    settle(db, claim.id, granted ? 'granted' : 'refused', by, at),
    ...claimMails(db, claim, 'settled', mails, at),
  ] as [BatchItem<'sqlite'>, ...BatchItem<'sqlite'>[]];
}

/** The owner of an entry agrees to a claim: the entry is the organisation's from now on. */
export async function agreeTo(c: AppContext, actor: Actor, found: HeldClaim): Promise<void> {
  const at = c.get('clock')();
  if (!isAnswerable(found, at)) throw new Problem('wrong-state');
  const by = actorIdOf(actor);
  await transferEntry(c, {
    actor,
    initiativeId: found.claim.initiativeId,
    organizationId: found.claim.organizationId,
    expectedVersion: found.held.entry.standing.version,
    also: await outcome(c, found, true, by, at),
  });
}

/** Whoever asked takes the question back, or another who acts for the organisation does. */
export async function withdrawClaim(c: AppContext, actor: AccountActor, id: string): Promise<OwnershipClaim> {
  const claim = await claimById(c.env.DB, id);
  const own =
    claim && (claim.askedBy === actor.id || (claim.kind === 'claim' && mayEdit(actor, claim.organizationId)));
  if (!claim || !own) throw new Problem('not-found');
  const db = records(c.env.DB);
  await settledOnce(CLAIM_SETTLED, () => db.batch([settle(db, id, 'withdrawn', actor.id, c.get('clock')())]));
  return claim;
}

/**
 * Whether the actor decides on a claim: at the desk, with the right to transfer such an entry, and belonging neither to
 * the entry nor to the organisation that asks.
 */
export function decidesOn(actor: Actor, { claim, held }: HeldClaim): boolean {
  return (
    canReadAtDesk(actor, held.subject) &&
    can(actor, 'transfer', held.subject) &&
    roleIn(actor, claim.organizationId) === null &&
    !(actor.kind === 'account' && actor.id === claim.askedBy)
  );
}

/** A claim for a moderator. `not-found` for others. */
export async function claimAtDesk(c: AppContext, actor: Actor, id: string): Promise<HeldClaim> {
  const found = await heldClaim(c, id);
  if (!canReadAtDesk(actor, found.held.subject)) throw new Problem('not-found');
  if (!decidesOn(actor, found)) throw new Problem('not-allowed');
  return found;
}

/** A moderator decides whose the entry is. Throws `wrong-state` too early or too late, and `edit-conflict`. */
export async function decideClaim(
  c: AppContext,
  actor: AccountActor,
  found: HeldClaim,
  wish: { granted: boolean; expectedVersion: number },
): Promise<void> {
  const { claim, held } = found;
  const at = c.get('clock')();
  if (!isReady(claim, at)) throw new Problem('wrong-state');
  const rows = await outcome(c, found, wish.granted, actor.id, at);
  if (wish.granted)
    return transferEntry(c, {
      actor,
      initiativeId: held.entry.id,
      organizationId: claim.organizationId,
      expectedVersion: wish.expectedVersion,
      also: rows,
    });
  await settledOnce(CLAIM_SETTLED, () => records(c.env.DB).batch(rows));
  hurry(c);
}
