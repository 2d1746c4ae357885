import type { BatchItem } from 'drizzle-orm/batch';
import type { Content } from '../domain/initiative/content.ts';
import { ANSWER_DAYS } from '../domain/initiative/deadlines.ts';
import {
  EVENT_BY_ACTION,
  EVENT_BY_PROPOSAL,
  type EventData,
  type EventType,
  type Standing,
} from '../domain/initiative/events.ts';
import {
  type Actor,
  can,
  canPropose,
  canRead,
  isOwner,
  isPartisan,
  mayEver,
  type Subject,
} from '../domain/initiative/permissions.ts';
import { type Action, allows, faceOf, type ProposalKind } from '../domain/initiative/states.ts';
import { Problem } from '../domain/problems.ts';
import { assigneeFor, givenByHand } from './assignment.ts';
import { commit, type EventActor } from './commit.ts';
import { says } from './errors.ts';
import type { MailTemplate } from './jobs.ts';
import { mailsOwed } from './owed-mails.ts';
import { type SubjectEntry, subjectEntry } from './subjects.ts';

/** What somebody wants to do to an initiative. */
export interface Act {
  initiativeId: string;
  actor: Actor;
  action: Action;
  /** The version the actor saw; null where only the register acts, on what it has just read. */
  expectedVersion: number | null;
  data?: EventData;
  /** New content, which becomes the next revision. May be made from what is there. */
  content?: Content | ((held: SubjectEntry) => Content);
  /** Words to the other side, or to colleagues. */
  message?: string;
  /** Mails owed to the submitter beside those that the action owes by itself (`db/owed-mails.ts`). */
  mails?: readonly MailTemplate[];
  /** When mails may go out, if not at once. */
  mailsAt?: number;
  /** Milliseconds since 1970, UTC. */
  at: number;
  /** Further rows that must be true at the same moment. */
  also?: readonly BatchItem<'sqlite'>[];
}

export interface Acted {
  before: SubjectEntry;
  standing: Standing;
}

const DAY = 86_400_000;

/**
 * The one way to do something to an initiative that exists: who may (`domain/initiative/permissions.ts`), on the version
 * that was seen, in a state that takes it; then one commit. Throws `not-found` for those for whom the entry does not
 * exist, `not-allowed` for those who see it and may not, `edit-conflict` with `current_version`, `another-person` where
 * somebody else has to do it, and `wrong-state`.
 */
export async function act(database: D1Database, wish: Act): Promise<Acted> {
  const before = await subjectEntry(database, wish.initiativeId);
  if (!before) throw new Problem('not-found');
  requireRight(wish, before.subject);
  const { standing } = before.entry;
  if (wish.expectedVersion !== null && wish.expectedVersion !== standing.version)
    throw conflict(wish.expectedVersion, standing);
  requireReady(wish, before.subject);
  const into = await requireRemaining(database, wish, before);

  const content = typeof wish.content === 'function' ? wish.content(before) : wish.content;
  try {
    const after = await commit(database, {
      initiativeId: wish.initiativeId,
      before: standing,
      type: eventOf(wish, before.subject),
      actor: eventActorOf(wish.actor),
      data: await dataOf(database, wish, before),
      content,
      message: wish.message,
      jobs: await jobsOf(database, wish, before, into),
      mailsAt: wish.mailsAt,
      at: wish.at,
      also: wish.also,
    });
    return { before, standing: after };
  } catch (error) {
    if (into && !(error instanceof Problem) && says(error, NO_LONGER_PUBLIC)) throw wrongState(standing);
    if (!(error instanceof Problem) || error.code !== 'edit-conflict') throw error;
    const now = await subjectEntry(database, wish.initiativeId);
    throw conflict(wish.expectedVersion ?? standing.version, now?.entry.standing ?? standing);
  }
}

export function conflict(expected: number, { version, state }: Pick<Standing, 'version' | 'state'>): Problem {
  return new Problem('edit-conflict', {
    extra: { expected_version: expected, current_version: version, state },
  });
}

function requireRight({ actor, action }: Act, subject: Subject): void {
  if (mayEver(actor, action, subject)) return;
  throw new Problem(canRead(actor, subject) ? 'not-allowed' : 'not-found');
}

function requireReady({ actor, action, data }: Act, subject: Subject): void {
  const { state, decision, proposal } = subject;
  const allowed =
    action === 'propose' && data?.proposal
      ? canPropose(actor, data.proposal, subject)
      : can(actor, action, subject);
  if (allowed) return;
  const own = actor.kind === 'account' ? actor.id : null;
  const alone =
    (action === 'second' && proposal?.by === own) ||
    ((action === 'grant-appeal' || action === 'reject-appeal') && decision?.by === own);
  throw allows(state, action) && alone ? new Problem('another-person') : wrongState({ state });
}

function wrongState({ state }: Pick<Standing, 'state'>): Problem {
  return new Problem('wrong-state', { extra: { state } });
}

/** What the trigger `events_merge_into_public` says. */
const NO_LONGER_PUBLIC = 'the entry to merge into is not public';

/**
 * The entry that remains when another is merged into it: public, another one, and not one that whoever proposes or
 * seconds belongs to. Null for everything that is no merge.
 */
async function requireRemaining(
  database: D1Database,
  { action, actor, data, initiativeId }: Act,
  { entry, subject: { proposal } }: SubjectEntry,
): Promise<SubjectEntry | null> {
  const proposes = action === 'propose' && data?.proposal === 'merge';
  if (!proposes && !(action === 'second' && proposal?.kind === 'merge')) return null;
  const id = proposes ? data.into : proposal?.into;
  const into = id && id !== initiativeId ? await subjectEntry(database, id) : null;
  if (!into || faceOf(into.entry.standing) !== 'public') {
    if (!proposes) throw wrongState(entry.standing);
    const code = id ? 'unknown-entry' : 'required';
    throw new Problem('invalid-input', { issues: [{ pointer: '#/into', code, params: {} }] });
  }
  if (isPartisan(actor, into.subject)) throw new Problem('not-allowed');
  return into;
}

function eventOf({ action }: Act, { proposal }: Subject): EventType {
  if (action !== 'second') return EVENT_BY_ACTION[action];
  return EVENT_BY_PROPOSAL[(proposal as { kind: ProposalKind }).kind];
}

function eventActorOf(actor: Actor): EventActor {
  switch (actor.kind) {
    case 'link':
      return { kind: 'link', id: actor.contactId };
    case 'account':
      return { kind: 'account', id: actor.id };
    default:
      return { kind: 'system', id: null };
  }
}

/** The id under which a row keeps who did something; empty for the system. */
export function actorIdOf(actor: Actor): string {
  return eventActorOf(actor).id ?? '';
}

/** Actions that put an entry into a queue. */
const ENTERS_QUEUE: ReadonlySet<Action> = new Set<Action>(['confirm', 'revise', 'appeal']);
/** Actions that give the submitter time to answer. */
const ASKS: ReadonlySet<Action> = new Set<Action>(['request-changes', 'reopen']);

async function jobsOf(
  database: D1Database,
  wish: Act,
  before: SubjectEntry,
  into: SubjectEntry | null,
): Promise<Parameters<typeof commit>[1]['jobs']> {
  const { action, actor, at, initiativeId } = wish;
  const version = before.entry.standing.version + 1;
  const byOwner = isOwner(actor, before.subject);
  const owed = await mailsOwed(
    database,
    { action, byOwner, version, at },
    before,
    action === 'second' ? into : null,
  );
  const others = (wish.mails ?? []).filter((template) => !owed.some((mail) => mail.template === template));
  return [...owed, ...others.map((template) => ({ kind: 'mail' as const, template, initiativeId, version }))];
}

/** Whether somebody has to be found who decides. What was never public waits again once it is restored. */
function assigns(action: Action, { queue, lastPublicRevision }: Standing): boolean {
  if (action === 'grant-appeal') return true;
  if (action === 'restore') return lastPublicRevision === null;
  return ENTERS_QUEUE.has(action) && queue === null;
}

async function dataOf(database: D1Database, wish: Act, before: SubjectEntry): Promise<EventData> {
  const { action, at } = wish;
  const { proposal } = before.subject;
  const { standing } = before.entry;
  return {
    ...wish.data,
    ...(action === 'message' && { side: isOwner(wish.actor, before.subject) ? 'owner' : 'desk' }),
    ...(ASKS.has(action) && { deadline: wish.data?.deadline ?? at + ANSWER_DAYS * DAY }),
    ...(action === 'second' && proposal?.into && { into: proposal.into }),
    ...(assigns(action, standing) && (await assigneeFor(database, before, action))),
    ...(action === 'assign' &&
      wish.actor.kind === 'account' &&
      (await givenByHand(database, wish.actor, before.subject, wish.data?.assignee ?? null))),
  };
}
