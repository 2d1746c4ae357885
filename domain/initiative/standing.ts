import type { InitiativeEvent, Restorable, Standing, StandingDecision } from './events.ts';
import { faceOf, type QueueName, type State } from './states.ts';

const NOTHING: Standing = {
  state: 'unconfirmed',
  version: 0,
  revision: 1,
  revisions: 0,
  publishedRevision: null,
  publishedAt: null,
  publicAt: null,
  lastPublicRevision: null,
  updatedAt: 0,
  queue: null,
  queuedAt: null,
  assignee: null,
  deadline: null,
  decision: null,
  proposal: null,
  mergedInto: null,
  organizationId: null,
  undo: null,
};

function restorable(standing: Standing): Restorable {
  const { version: _version, revisions: _revisions, undo: _undo, organizationId: _owner, ...rest } = standing;
  return rest;
}

/** In the queue, from now unless it waited there already; the rest of what it was asked for is over. */
function waiting(before: Standing, queue: QueueName, event: InitiativeEvent): Partial<Standing> {
  return {
    state: queue === 'appealed' ? 'appealed' : 'pending',
    queue,
    queuedAt: before.queuedAt ?? event.at,
    assignee: event.data.assignee === undefined ? before.assignee : event.data.assignee,
    deadline: null,
    updatedAt: event.at,
  };
}

/** No longer in the queue. */
function settled(state: State, event: InitiativeEvent): Partial<Standing> {
  return { state, queue: null, queuedAt: null, deadline: null, updatedAt: event.at };
}

function shown(before: Standing, revision: number, at: number): Partial<Standing> {
  return {
    revision,
    publishedRevision: revision,
    publishedAt: before.publishedAt ?? at,
    lastPublicRevision: revision,
  };
}

function decided(before: Standing, action: StandingDecision['action'], event: InitiativeEvent) {
  const { version, at, actorId: by } = event;
  return {
    decision: { version, action, by, at, revision: before.revision, appealed: false },
    undo: restorable(before),
  };
}

/** Refused or unanswered: what is public stays so, and is what the next change begins from. */
function refused(before: Standing, state: State, event: InitiativeEvent): Partial<Standing> {
  return before.publishedRevision === null
    ? settled(state, event)
    : { ...settled('published', event), revision: before.publishedRevision };
}

function step(before: Standing, event: InitiativeEvent): Partial<Standing> {
  const { data, at } = event;
  const revision = data.revision ?? before.revision;
  switch (event.type) {
    case 'initiative.submitted':
      return { state: 'unconfirmed', revision, updatedAt: at };
    case 'initiative.imported':
      return { ...settled('published', event), ...shown(before, revision, at) };
    case 'initiative.confirmed':
      return waiting(before, 'new', event);
    case 'initiative.revised': {
      const queue =
        before.state === 'changes-requested'
          ? 'answered'
          : before.state === 'pending'
            ? before.queue
            : 'changed';
      return { ...waiting(before, queue ?? 'changed', event), revision };
    }
    case 'initiative.reopened':
      return { state: 'changes-requested', deadline: data.deadline ?? null, updatedAt: at };
    case 'initiative.appealed':
      return {
        ...waiting(before, 'appealed', event),
        revision: before.decision?.revision ?? before.revision,
        decision: before.decision && { ...before.decision, appealed: true },
      };
    case 'initiative.appeal-granted':
      return waiting({ ...before, queuedAt: null }, 'answered', event);
    case 'initiative.appeal-rejected':
      return refused(before, 'declined', event);
    case 'initiative.approved':
      return {
        ...settled('published', event),
        ...shown(before, revision, at),
        ...decided(before, 'approve', event),
      };
    case 'initiative.changes-requested':
      return {
        ...settled('changes-requested', event),
        deadline: data.deadline ?? null,
        ...decided(before, 'request-changes', event),
      };
    case 'initiative.declined':
      return { ...refused(before, 'declined', event), ...decided(before, 'decline', event) };
    case 'initiative.closed':
      return refused(before, 'closed', event);
    case 'initiative.amended':
    case 'initiative.corrected':
    case 'initiative.rolled-back':
      return { ...shown(before, revision, at), updatedAt: at };
    case 'initiative.archived':
      return settled('archived', event);
    case 'initiative.withdrawn':
      return { ...settled('withdrawn', event), publishedRevision: null, proposal: null };
    case 'initiative.hidden':
      return { ...settled('hidden', event), publishedRevision: null, proposal: null };
    case 'initiative.merged':
      return {
        ...settled('merged', event),
        publishedRevision: null,
        mergedInto: data.into ?? null,
        proposal: null,
      };
    case 'initiative.deleted':
      return {
        ...settled('deleted', event),
        publishedRevision: null,
        lastPublicRevision: null,
        proposal: null,
      };
    case 'initiative.restored':
      return before.lastPublicRevision === null
        ? { ...waiting(before, 'new', event), mergedInto: null }
        : {
            ...settled('published', event),
            ...shown(before, before.lastPublicRevision, at),
            mergedInto: null,
          };
    case 'initiative.transferred':
      return { organizationId: data.organization_id ?? null };
    case 'initiative.assigned':
      return { assignee: data.assignee ?? null, undo: before.undo };
    case 'initiative.proposed':
      return {
        proposal: data.proposal
          ? { version: event.version, kind: data.proposal, by: event.actorId, into: data.into ?? null }
          : null,
      };
    case 'initiative.proposal-dropped':
      return { proposal: null };
    case 'initiative.decision-undone':
      return before.undo ? { ...before.undo, updatedAt: at } : {};
    case 'initiative.messaged':
    case 'initiative.noted':
    case 'initiative.recommended':
      return { undo: before.undo };
  }
}

/**
 * The standing after one more event. It validates nothing: `can` decides before an event is made. A decision can be
 * undone until something else than words follows it.
 */
export function apply(before: Standing | null, event: InitiativeEvent): Standing {
  const from = before ?? NOTHING;
  const after: Standing = {
    ...from,
    undo: null,
    ...step(from, event),
    version: event.version,
    revisions: Math.max(from.revisions, event.data.revision ?? 0, 1),
  };
  return { ...after, publicAt: showsOtherwise(from, after) ? event.at : from.publicAt };
}

/** Whether the public sees something else than before: another face, or other content. */
export function showsOtherwise(before: Standing | null, after: Standing): boolean {
  const from = before ?? NOTHING;
  return after.publishedRevision !== from.publishedRevision || faceOf(after) !== faceOf(from);
}

/** State is a pure reduce over the log. Throws only on an empty log, which cannot be stored. */
export function standingOf(events: readonly InitiativeEvent[]): Standing {
  const standing = events.reduce<Standing | null>(apply, null);
  if (!standing) throw new Error('an initiative has at least one event');
  return standing;
}
