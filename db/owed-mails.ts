import { canReadAtDesk } from '../domain/initiative/permissions.ts';
import type { Action, ProposalKind } from '../domain/initiative/states.ts';
import { accountActor } from './actors.ts';
import type { Job, MailTemplate } from './jobs.ts';
import { ownersOf } from './organization-lists.ts';
import type { SubjectEntry } from './subjects.ts';

type MailJob = Extract<Job, { kind: 'mail' }>;

/** The mail to the owners that each action owes. What is not here is told to nobody, or by who does it. */
const MAIL_BY_ACTION: Partial<Record<Action, MailTemplate>> = {
  approve: 'approved',
  'request-changes': 'changes-requested',
  decline: 'declined',
  close: 'closed',
  reopen: 'reopened',
  appeal: 'appealed',
  'grant-appeal': 'appeal-granted',
  'reject-appeal': 'appeal-rejected',
  withdraw: 'withdrawn',
  archive: 'archived',
  restore: 'restored',
  message: 'messaged',
};

const MAIL_BY_PROPOSAL = { hide: 'hidden', merge: 'merged', delete: 'deleted' } as const satisfies Record<
  ProposalKind,
  MailTemplate
>;

/** Accounts that own the organisation whose entry it is, without who submitted it. */
async function ownersBeside(database: D1Database, { subject }: SubjectEntry): Promise<string[]> {
  if (subject.organizationId === null) return [];
  return (await ownersOf(database, subject.organizationId)).filter((id) => id !== subject.submitterId);
}

/** Who at the desk an owner's message is for: the assignee, else who decided last, as long as they work on such entries. */
async function addresseeAtDesk(
  database: D1Database,
  { entry, subject }: SubjectEntry,
  now: number,
): Promise<string | null> {
  for (const id of [entry.standing.assignee, entry.standing.decision?.by]) {
    const actor = id ? await accountActor(database, id, now) : null;
    if (actor && canReadAtDesk({ ...actor, staffPower: true }, subject)) return actor.id;
  }
  return null;
}

/**
 * The mails that an action owes by itself, so that nobody forgets one: to the contact of the entry and the owners of its
 * organisation; for a merge also to those of the entry that remains; for an owner's message to the desk.
 */
export async function mailsOwed(
  database: D1Database,
  wish: { action: Action; byOwner: boolean; version: number; at: number },
  before: SubjectEntry,
  into: SubjectEntry | null,
): Promise<MailJob[]> {
  const { action, version } = wish;
  const { entry, subject } = before;
  if (action === 'message' && wish.byOwner) {
    const userId = await addresseeAtDesk(database, before, wish.at);
    const template = 'desk-message';
    return userId === null ? [] : [{ kind: 'mail', template, initiativeId: entry.id, version, userId }];
  }
  const template =
    action === 'second' && subject.proposal
      ? MAIL_BY_PROPOSAL[subject.proposal.kind]
      : MAIL_BY_ACTION[action];
  if (!template) return [];
  const about = into === null ? {} : { otherId: into.entry.id };
  return [
    ...toOwners(await ownersBeside(database, before), {
      template,
      initiativeId: entry.id,
      version,
      ...about,
    }),
    ...(into === null
      ? []
      : toOwners(await ownersBeside(database, into), {
          template: 'merged-here',
          initiativeId: into.entry.id,
          version: into.entry.standing.version,
          otherId: entry.id,
        })),
  ];
}

function toOwners(accounts: readonly string[], mail: Omit<MailJob, 'kind' | 'userId'>): MailJob[] {
  return [
    { kind: 'mail', ...mail },
    ...accounts.map((userId): MailJob => ({ kind: 'mail', ...mail, userId })),
  ];
}
