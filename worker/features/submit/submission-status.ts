import * as v from 'valibot';
import type { LoggedEvent } from '#db/entries.ts';
import type { SubjectEntry } from '#db/subjects.ts';
import { type EventType, isShared } from '#domain/initiative/events.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { can } from '#domain/initiative/permissions.ts';
import type { Holder } from './held-entry.ts';
import { API_ACTIONS, SubmissionStatus } from './schemas.ts';
import { revisionOf } from './submission-input.ts';

/** Words and a change of owner leave what a moderator decided standing. */
const LEAVE_DECISIONS: readonly EventType[] = ['initiative.messaged', 'initiative.transferred'];

/** What the owner of an entry may know. `history` is oldest first. */
export function submissionStatus(
  holder: Holder,
  { entry, subject }: SubjectEntry,
  history: readonly LoggedEvent[],
): SubmissionStatus {
  const { id, standing, content } = entry;
  const last = history.filter(isShared).findLast(({ type }) => !LEAVE_DECISIONS.includes(type));
  const decided = last?.actorKind === 'account' && !isOwn(holder, last) ? last : undefined;
  return v.parse(SubmissionStatus, {
    id,
    reference: referenceOf(id),
    state: standing.state,
    version: standing.version,
    actions: API_ACTIONS.filter((action) => can(holder, action, subject)),
    fields: standing.state === 'changes-requested' ? (decided?.data.fields ?? []) : [],
    reason: decided?.data.reason ?? null,
    message: decided?.message ?? null,
    content: { ...revisionOf(content) },
    updated_at: new Date(standing.updatedAt).toISOString(),
  });
}

function isOwn(holder: Holder, { actorId }: LoggedEvent): boolean {
  return holder.kind === 'account' && holder.id === actorId;
}
