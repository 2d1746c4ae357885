import type { EventData } from '../domain/initiative/events.ts';
import {
  type AccountActor,
  can,
  covers,
  type Grant,
  isPartisan,
  mayEver,
  type Subject,
} from '../domain/initiative/permissions.ts';
import type { Action } from '../domain/initiative/states.ts';
import { Problem } from '../domain/problems.ts';
import { accountActors } from './actors.ts';
import type { Database } from './client.ts';
import type { SubjectEntry } from './subjects.ts';

type Assignment = Pick<EventData, 'assignee' | 'rule'>;

const NOBODY: Assignment = { assignee: null };

/** Limits of a grant; the more of them an entry fits, the closer it is. */
function limitsOf({ languages, action_lines, commissions, countries }: Grant): number {
  return [languages, action_lines, commissions, countries].filter((list) => list.length > 0).length;
}

/** How closely what somebody was granted fits an entry; 0 if only by having no limits, or not at all. */
function closeness(actor: AccountActor, subject: Subject): number {
  const deciding = actor.grants.filter(({ role }) => role === 'moderator' || role === 'facilitator');
  return Math.max(0, ...deciding.filter((grant) => covers(grant, subject)).map(limitsOf));
}

/**
 * Who shall decide on an entry that comes to the queue. An answer goes back to who asked (`asked`). Else to those whose
 * roles are limited to such entries, the closest first, of equals to who has the fewest waiting (`scope`). What fits
 * nobody's limits is for everybody. An appeal, and an entry whose appeal was granted, never goes to who decided.
 */
export async function assigneeFor(
  database: D1Database,
  { entry, subject }: SubjectEntry,
  action: Action,
): Promise<Assignment> {
  const { decision, state } = entry.standing;
  const actors = await accountActors(database);
  const decider = decision?.by ?? null;
  const appealed = action === 'appeal' || action === 'grant-appeal';
  if (state === 'changes-requested' && decision?.action === 'request-changes') {
    const asker = actors.find(({ actor }) => actor.id === decider);
    if (asker && can(asker.actor, 'approve', { ...subject, state: 'pending' }))
      return { assignee: asker.actor.id, rule: 'asked' };
  }
  const fitting = actors
    .filter(({ actor }) => !isPartisan(actor, subject) && !(appealed && actor.id === decider))
    .map(({ actor, waiting }) => ({ id: actor.id, waiting, close: closeness(actor, subject) }))
    .filter(({ close }) => close > 0)
    .sort((a, b) => b.close - a.close || a.waiting - b.waiting || (a.id < b.id ? -1 : 1));
  const [first] = fitting;
  return first ? { assignee: first.id, rule: 'scope' } : NOBODY;
}

/** Whether somebody may be given an entry: who decides on such entries, on an appeal not who decided before. */
function mayBeGiven(actor: AccountActor, subject: Subject): boolean {
  return (
    mayEver(actor, 'approve', subject) && !(subject.state === 'appealed' && subject.decision?.by === actor.id)
  );
}

/**
 * What the log says of an entry that is given to somebody by hand: to the actor, to a colleague, or to nobody (null).
 * Throws `invalid-input` for people who may not decide on it.
 */
export async function givenByHand(
  database: Database,
  giver: AccountActor,
  subject: Subject,
  assignee: string | null,
): Promise<Assignment> {
  const able =
    assignee === null ||
    (assignee === giver.id && mayBeGiven(giver, subject)) ||
    (await accountActors(database)).some(({ actor }) => actor.id === assignee && mayBeGiven(actor, subject));
  if (!able)
    throw new Problem('invalid-input', {
      issues: [{ pointer: '#/assignee', code: 'unknown-code', params: {} }],
    });
  return { assignee, rule: 'hand' };
}
