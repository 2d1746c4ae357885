import type { Action, State } from './states.ts';

/** Everything that can happen to an initiative. A name is never reused for another meaning. */
export const EVENT_TYPES = [
  'initiative.submitted',
  'initiative.imported',
  'initiative.confirmed',
  'initiative.revised',
  'initiative.approved',
  'initiative.changes-requested',
  'initiative.declined',
  'initiative.withdrawn',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** What the log keeps beside the type: ids and codes only, so that a person can be erased without touching it. */
export interface EventData {
  /** Revision that holds the content from this event on. */
  revision?: number;
  /** Reason code of a refusal (`domain/initiative/reasons.ts`). */
  reason?: string;
  /** Fields a change request is about. */
  fields?: string[];
  /** Row of `messages` with the words of the moderator or the submitter. */
  message_id?: string;
  /** Id of the entry in the document it was imported from. */
  source_id?: string;
}

export interface InitiativeEvent {
  type: EventType;
  version: number;
  data: EventData;
  /** Milliseconds since 1970, UTC. */
  at: number;
}

/** What follows from the log of one initiative. */
export interface Standing {
  state: State;
  /** Number of events; the version a writer must name. */
  version: number;
  /** Latest content. */
  revision: number;
  /** Content the public sees, if any. */
  publishedRevision: number | null;
  publishedAt: number | null;
  updatedAt: number;
}

export const EVENT_BY_ACTION = {
  confirm: 'initiative.confirmed',
  revise: 'initiative.revised',
  withdraw: 'initiative.withdrawn',
  approve: 'initiative.approved',
  'request-changes': 'initiative.changes-requested',
  decline: 'initiative.declined',
} as const satisfies Record<Action, EventType>;

const STATE_AFTER = {
  'initiative.submitted': 'unconfirmed',
  'initiative.imported': 'published',
  'initiative.confirmed': 'pending',
  'initiative.revised': 'pending',
  'initiative.approved': 'published',
  'initiative.changes-requested': 'changes-requested',
  'initiative.declined': 'declined',
  'initiative.withdrawn': 'withdrawn',
} as const satisfies Record<EventType, State>;

/** The standing after one more event. It validates nothing: `allows` and `can` decide before an event is made. */
export function apply(before: Standing | null, event: InitiativeEvent): Standing {
  const state = STATE_AFTER[event.type];
  const revision = event.data.revision ?? before?.revision ?? 1;
  const published = state === 'published';
  return {
    state,
    version: event.version,
    revision,
    publishedRevision: published
      ? revision
      : state === 'withdrawn'
        ? null
        : (before?.publishedRevision ?? null),
    publishedAt: published ? (before?.publishedAt ?? event.at) : (before?.publishedAt ?? null),
    updatedAt: event.at,
  };
}

/** State is a pure reduce over the log. Throws only on an empty log, which cannot be stored. */
export function standingOf(events: readonly InitiativeEvent[]): Standing {
  const standing = events.reduce<Standing | null>(apply, null);
  if (!standing) throw new Error('an initiative has at least one event');
  return standing;
}
