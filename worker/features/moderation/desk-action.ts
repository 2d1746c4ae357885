import { act, conflict } from '#db/act.ts';
import { givenByHand } from '#db/assignment.ts';
import { records } from '#db/client.ts';
import { cancelMails, mailsHeldBack } from '#db/outbox.ts';
import type { SubjectEntry } from '#db/subjects.ts';
import type { EventData, Standing } from '#domain/initiative/events.ts';
import { idOfReference } from '#domain/initiative/identifiers.ts';
import { type AccountActor, type Actor, mayEver } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { DeskAction } from '#domain/schemas/decision.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { AppContext } from '../../http/context.ts';
import { hurry } from '../../http/hurry.ts';
import { requireStaff } from '../../http/staff.ts';
import { tidied } from './decide-initiative.ts';
import { entryAtDesk } from './rights.ts';

async function dataOf(
  c: AppContext,
  actor: AccountActor,
  held: SubjectEntry,
  wish: DeskAction,
): Promise<EventData> {
  switch (wish.action) {
    case 'recommend':
      return { recommendation: wish.recommendation };
    case 'assign':
      return givenByHand(c.env.DB, actor, held.subject, wish.assignee === 'me' ? actor.id : wish.assignee);
    case 'propose':
      return {
        proposal: wish.proposal,
        ...(wish.proposal === 'merge' && wish.into !== undefined && { into: idOfReference(wish.into) }),
      };
    default:
      return {};
  }
}

/** A decision whose mails have gone out cannot be taken back any more. */
async function cancelled(database: D1Database, { entry }: SubjectEntry, at: number) {
  const { decision, state } = entry.standing;
  const cause = `${entry.id}.${decision?.version}`;
  if (!(await mailsHeldBack(database, cause))) throw new Problem('wrong-state', { extra: { state } });
  return [cancelMails(records(database), cause, at)];
}

/**
 * Whatever else staff do to an entry, on the version that was seen: words to the owners or to colleagues, what two people
 * do, appeals, and what changes the public face. Throws what `act` throws, and `invalid-input`.
 */
export async function actAtDesk(c: AppContext, who: Actor, id: string, input: unknown): Promise<Standing> {
  const actor = requireStaff(who);
  const wish = parse(DeskAction, tidied(input));
  const held = await entryAtDesk(c.env.DB, actor, id);
  // Both before what an action asks beside its name, so that nobody is told of that first.
  if (!mayEver(actor, wish.action, held.subject)) throw new Problem('not-allowed');
  const { standing: seen } = held.entry;
  if (wish.expected_version !== seen.version) throw conflict(wish.expected_version, seen);
  const at = c.get('clock')();
  const { standing } = await act(c.env.DB, {
    initiativeId: id,
    actor,
    action: wish.action,
    expectedVersion: wish.expected_version,
    data: await dataOf(c, actor, held, wish),
    ...('message' in wish && { message: wish.message }),
    ...(wish.action === 'undo' && { also: await cancelled(c.env.DB, held, at) }),
    at,
  });
  hurry(c);
  return standing;
}
