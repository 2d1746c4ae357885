import { accountActors } from '#db/actors.ts';
import type { Database } from '#db/client.ts';
import { mailsHeldBack } from '#db/outbox.ts';
import { namesOf } from '#db/staff-names.ts';
import { type SubjectEntry, subjectEntry } from '#db/subjects.ts';
import {
  type AccountActor,
  type Actor,
  activeGrants,
  can,
  canPropose,
  canReadAtDesk,
  covers,
  isPartisan,
  type Subject,
} from '#domain/initiative/permissions.ts';
import { PROPOSALS } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';
import { DESK_ACTIONS } from '#domain/schemas/decision.ts';
import type { DeskRights } from '#web/pages/moderation/rights.ts';

const DECISIONS = ['approve', 'request-changes', 'decline'] as const;

/**
 * An entry as staff open it. `not-found` for those whose roles do not reach it; `not-allowed` for those who could see it
 * if they did not belong to it.
 */
export async function entryAtDesk(database: Database, actor: Actor, id: string): Promise<SubjectEntry> {
  const held = await subjectEntry(database, id);
  if (!held || held.subject.state === 'unconfirmed') throw new Problem('not-found');
  const { subject } = held;
  if (canReadAtDesk(actor, subject)) return held;
  const covered = activeGrants(actor).some((grant) => covers(grant, subject));
  throw new Problem(covered && isPartisan(actor, subject) ? 'not-allowed' : 'not-found');
}

/** Whether a colleague could decide on an entry that waits. */
export function mayDecide(actor: Actor, subject: Subject): boolean {
  return subject.state === 'appealed'
    ? can(actor, 'grant-appeal', subject)
    : can(actor, 'approve', { ...subject, state: 'pending' });
}

/** Colleagues whom an entry may be given to, by name. */
async function colleaguesFor(database: Database, subject: Subject): Promise<DeskRights['colleagues']> {
  const fitting = (await accountActors(database)).filter(({ actor }) => mayDecide(actor, subject));
  const names = await namesOf(
    database,
    fitting.map(({ actor }) => actor.id),
  );
  return fitting.map(({ actor }) => ({ id: actor.id, name: names.get(actor.id) ?? '' }));
}

/** What this person may do with an entry now. */
export async function deskRights(
  database: Database,
  actor: AccountActor,
  { entry, subject }: SubjectEntry,
): Promise<DeskRights> {
  const allowed = DESK_ACTIONS.filter((action) => can(actor, action, subject));
  const undoable =
    allowed.includes('undo') && (await mailsHeldBack(database, `${entry.id}.${subject.decision?.version}`));
  const actions = allowed.filter((action) => action !== 'undo' || undoable);
  return {
    me: actor.id,
    decisions: DECISIONS.filter((action) => can(actor, action, subject)),
    actions,
    proposals: PROPOSALS.filter((kind) => canPropose(actor, kind, subject)),
    colleagues: actions.includes('assign') ? await colleaguesFor(database, subject) : [],
  };
}
