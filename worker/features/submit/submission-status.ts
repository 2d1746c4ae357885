import * as v from 'valibot';
import type { Entry, LoggedEvent } from '#db/entries.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { can } from '#domain/initiative/permissions.ts';
import { ACTIONS } from '#domain/initiative/states.ts';
import type { LinkActor } from './held-entry.ts';
import { SubmissionStatus } from './schemas.ts';
import { revisionOf } from './submission-input.ts';

/** What the holder of the private link may know. `history` is oldest first. */
export function submissionStatus(
  actor: LinkActor,
  entry: Entry,
  history: readonly LoggedEvent[],
): SubmissionStatus {
  const { id, standing, content } = entry;
  const last = history.at(-1);
  const decided = last?.actorKind === 'account' ? last : undefined;
  return v.parse(SubmissionStatus, {
    id,
    reference: referenceOf(id),
    state: standing.state,
    version: standing.version,
    actions: ACTIONS.filter(
      (action) => action !== 'confirm' && can(actor, action, { id, state: standing.state }),
    ),
    fields: standing.state === 'changes-requested' ? (decided?.data.fields ?? []) : [],
    reason: standing.state === 'declined' ? (decided?.data.reason ?? null) : null,
    message: decided?.message ?? null,
    content: { ...revisionOf(content) },
    updated_at: new Date(standing.updatedAt).toISOString(),
  });
}
