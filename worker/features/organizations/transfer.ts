import type { BatchItem } from 'drizzle-orm/batch';
import { act } from '#db/act.ts';
import { accountActor } from '#db/actors.ts';
import { CLAIM_SETTLED, claimById, claimMails, type OwnershipClaim, settle } from '#db/claims.ts';
import { records } from '#db/client.ts';
import { settledOnce, violates } from '#db/errors.ts';
import { ownersOf } from '#db/organization-lists.ts';
import { owe } from '#db/outbox.ts';
import { ownershipClaims } from '#db/schema/main.ts';
import { type SubjectEntry, subjectEntry } from '#db/subjects.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { type AccountActor, type Actor, can, canRead, isOwner } from '#domain/initiative/permissions.ts';
import { faceOf } from '#domain/initiative/states.ts';
import { mayEdit, mayRun } from '#domain/organization/rights.ts';
import { Problem } from '#domain/problems.ts';
import { Words } from '#domain/schemas/organization.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitNetwork } from '#worker/http/limits.ts';

export const claimPath = (id: string) => `/manage/claims/${id}`;

/** An entry whose owner somebody asks about: who may read it, or everybody if it is public. Else `not-found`. */
export async function visibleEntry(c: AppContext, actor: Actor, id: string): Promise<SubjectEntry> {
  const held = await subjectEntry(c.env.DB, id);
  const face = held && faceOf(held.entry.standing);
  if (!held || !(face === 'public' || face === 'archived' || canRead(actor, held.subject)))
    throw new Problem('not-found');
  return held;
}

/** An entry becomes an organisation's: one event, and the pages that name its owner follow. */
export async function transferEntry(
  c: AppContext,
  wish: {
    actor: Actor;
    initiativeId: string;
    organizationId: string;
    expectedVersion: number;
    also?: readonly BatchItem<'sqlite'>[];
  },
): Promise<void> {
  const { actor, initiativeId, organizationId, expectedVersion, also = [] } = wish;
  const at = c.get('clock')();
  const cause = `${initiativeId}.${expectedVersion + 1}.transfer`;
  await settledOnce(CLAIM_SETTLED, () =>
    act(c.env.DB, {
      initiativeId,
      actor,
      action: 'transfer',
      expectedVersion,
      data: { organization_id: organizationId },
      at,
      also: [owe(records(c.env.DB), { kind: 'index', initiativeId }, at, cause), ...also],
    }),
  );
  hurry(c);
}

/**
 * The owner of an entry gives it to an organisation: at once to one it acts for, else its owners are asked. Throws
 * `not-allowed`, `edit-conflict`, `wrong-state` and `invalid-input`. Tells whether it is done.
 */
export async function giveEntry(
  c: AppContext,
  actor: AccountActor,
  held: SubjectEntry,
  wish: { organizationId: string; expectedVersion: number; message: string },
): Promise<'transferred' | 'offered'> {
  const { entry, subject } = held;
  const { organizationId, expectedVersion } = wish;
  if (!isOwner(actor, subject)) throw new Problem('not-allowed');
  if (subject.organizationId === organizationId || !can(actor, 'transfer', subject))
    throw new Problem('wrong-state', { extra: { state: subject.state } });
  if (mayEdit(actor, organizationId)) {
    await transferEntry(c, { actor, initiativeId: entry.id, organizationId, expectedVersion });
    return 'transferred';
  }
  const { message } = parse(Words, { message: wish.message });
  await limitNetwork(c, 'organization');
  await ask(c, {
    kind: 'offer',
    initiativeId: entry.id,
    organizationId,
    askedBy: actor.id,
    message,
    dueAt: null,
    mails: (await ownersOf(c.env.DB, organizationId)).map((account) => ({
      template: 'entry-offered' as const,
      to: { account },
    })),
  });
  return 'offered';
}

type Asked = Pick<
  OwnershipClaim,
  'kind' | 'initiativeId' | 'organizationId' | 'askedBy' | 'message' | 'dueAt'
> & {
  mails: readonly (Omit<Parameters<typeof claimMails>[3][number], 'link'> & { link?: string })[];
};

/** Keeps a claim or an offer and tells whoever has to answer. One that is open already makes `wrong-state`. */
export async function ask(c: AppContext, { mails, ...asked }: Asked): Promise<void> {
  const db = records(c.env.DB);
  const at = c.get('clock')();
  const claim = { ...asked, id: newId(), state: 'open' as const, askedAt: at };
  const owed = mails.map((mail) => ({ ...mail, link: claimPath(claim.id) + (mail.link ?? '') }));
  try {
    await db.batch([db.insert(ownershipClaims).values(claim), ...claimMails(db, claim, 'asked', owed, at)]);
  } catch (error) {
    if (violates(error, 'ownership_claims.initiative_id, ownership_claims.organization_id'))
      throw new Problem('wrong-state');
    throw error;
  }
  hurry(c);
}

/** An offer that somebody may answer: as an owner of the organisation that shall get the entry. Else `not-found`. */
export async function offerFor(c: AppContext, actor: AccountActor, id: string): Promise<OwnershipClaim> {
  const claim = await claimById(c.env.DB, id);
  if (claim?.kind !== 'offer' || !mayRun(actor, claim.organizationId)) throw new Problem('not-found');
  return claim;
}

/**
 * An owner takes an entry that is offered, or does not. The transfer is that of who offered it: if it is not theirs any
 * more, `wrong-state`.
 */
export async function answerOffer(
  c: AppContext,
  actor: AccountActor,
  offer: OwnershipClaim,
  accepted: boolean,
): Promise<void> {
  const db = records(c.env.DB);
  const at = c.get('clock')();
  const { id, initiativeId, organizationId, askedBy } = offer;
  const rows = [
    settle(db, id, accepted ? 'granted' : 'refused', actor.id, at),
    ...claimMails(
      db,
      offer,
      'settled',
      [
        {
          template: accepted ? 'entry-transferred' : 'entry-not-transferred',
          to: { account: askedBy },
          link: `/manage/entries/${initiativeId}`,
        },
      ],
      at,
    ),
  ];
  if (!accepted) {
    await settledOnce(CLAIM_SETTLED, () => db.batch(rows as [BatchItem<'sqlite'>, ...BatchItem<'sqlite'>[]]));
    hurry(c);
    return;
  }
  const giver = await accountActor(c.env.DB, askedBy, at);
  const held = await subjectEntry(c.env.DB, initiativeId);
  // The grants of staff do not count here: only who owns the entry can have offered it.
  if (!giver || !held || !isOwner(giver, held.subject) || !can(giver, 'transfer', held.subject))
    throw new Problem('wrong-state', { extra: { state: held?.subject.state ?? 'deleted' } });
  await transferEntry(c, {
    actor: giver,
    initiativeId,
    organizationId,
    expectedVersion: held.entry.standing.version,
    also: rows,
  });
}
