import { isSmallChange } from '../domain/initiative/changed-fields.ts';
import { type Actor, can, canReadAtDesk, isOwner } from '../domain/initiative/permissions.ts';
import type { Action } from '../domain/initiative/states.ts';
import { Problem } from '../domain/problems.ts';
import { corrected, keepsOrder } from '../domain/schemas/correction.ts';
import { act, actorIdOf } from './act.ts';
import { records } from './client.ts';
import { correctionById, openCorrection, type StoredCorrection, settled } from './corrections.ts';
import { settledOnce } from './errors.ts';
import type { MailTemplate } from './jobs.ts';
import { type SubjectEntry, subjectEntry } from './subjects.ts';

/** An answer to a suggested correction, by an owner of the entry or at the desk. */
export interface Settlement {
  correctionId: string;
  /** The entry that the page was about. */
  initiativeId: string;
  actor: Actor;
  at: number;
}

export interface Acceptance extends Settlement {
  /** The version of the entry that was seen. */
  expectedVersion: number;
  /** Whether the field shall be overwritten though it changed since the correction was suggested. */
  overwrite: boolean;
}

/** What the trigger says that lets a correction be settled once. */
const SETTLED = 'a correction is settled once';

const MAILS = { revise: 'revised', amend: 'amended', correct: 'corrected' } as const satisfies Partial<
  Record<Action, MailTemplate>
>;

/** The correction, the entry, and what accepting it does for this actor. */
async function settleable({ correctionId, initiativeId, actor, at }: Settlement, database: D1Database) {
  const stored = await correctionById(database, correctionId);
  const held = stored?.initiativeId === initiativeId ? await subjectEntry(database, initiativeId) : null;
  if (!stored || !held || stored.state === 'unconfirmed') throw new Problem('not-found');
  const action = actionFor(actor, stored, held, at);
  if (stored.state !== 'open') throw new Problem('wrong-state', { extra: { state: stored.state } });
  return { stored, held, action };
}

/** Owners put it into a revision, at once if the rule of small changes lets them. At the desk it becomes public. */
function actionFor(
  actor: Actor,
  { field, dueAt }: StoredCorrection,
  { subject }: SubjectEntry,
  at: number,
): keyof typeof MAILS {
  if (isOwner(actor, subject))
    return isSmallChange([field]) && can(actor, 'amend', subject) ? 'amend' : 'revise';
  if (dueAt !== null && dueAt <= at && canReadAtDesk(actor, subject)) return 'correct';
  throw new Problem('not-found');
}

/**
 * Takes up a suggested correction. Throws `edit-conflict` for another version than the one seen, and where the field
 * changed since unless it shall be overwritten; `invalid-input` if the dates would be out of order; `wrong-state` if
 * somebody settled it, or the entry takes no change now.
 */
export async function acceptCorrection(database: D1Database, wish: Acceptance): Promise<void> {
  const { actor, at, correctionId, initiativeId, expectedVersion, overwrite } = wish;
  const { stored, held, action } = await settleable(wish, database);
  const { stale } = await openCorrection(database, stored, held.entry);
  if (stale && !overwrite) throw new Problem('edit-conflict', { extra: { state: held.subject.state } });
  if (!keepsOrder(held.entry.content, stored))
    throw new Problem('invalid-input', { issues: [{ pointer: '#/value', code: 'date-order', params: {} }] });
  await settledOnce(SETTLED, () =>
    act(database, {
      ...{ initiativeId, actor, action, expectedVersion, at },
      content: ({ entry }) => corrected(entry.content, stored),
      data: { correction_id: correctionId, fields: [stored.field] },
      mails: [MAILS[action]],
      also: settled(database, correctionId, {
        state: 'accepted',
        by: actorIdOf(actor),
        answer: '',
        at,
      }),
    }),
  );
}

/** Refuses a suggested correction, with words to who suggested it. Nothing about the entry changes. */
export async function refuseCorrection(
  database: D1Database,
  wish: Settlement & { answer: string },
): Promise<void> {
  const { actor, at, correctionId, answer } = wish;
  const { held, action } = await settleable(wish, database);
  if (!can(actor, action, held.subject)) throw new Problem('not-allowed');
  await settledOnce(SETTLED, () =>
    records(database).batch(
      settled(database, correctionId, { state: 'refused', by: actorIdOf(actor), answer, at }),
    ),
  );
}
