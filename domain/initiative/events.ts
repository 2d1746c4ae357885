import type { DeclineReason } from './reasons.ts';
import type { Action, ProposalKind, QueueName, State } from './states.ts';

/** Everything that can happen to an initiative. A name is never reused for another meaning. */
export const EVENT_TYPES = [
  'initiative.submitted',
  'initiative.imported',
  'initiative.confirmed',
  'initiative.revised',
  'initiative.amended',
  'initiative.reopened',
  'initiative.appealed',
  'initiative.withdrawn',
  'initiative.archived',
  'initiative.messaged',
  'initiative.noted',
  'initiative.recommended',
  'initiative.approved',
  'initiative.changes-requested',
  'initiative.declined',
  'initiative.appeal-granted',
  'initiative.appeal-rejected',
  'initiative.corrected',
  'initiative.rolled-back',
  'initiative.restored',
  'initiative.transferred',
  'initiative.assigned',
  'initiative.proposed',
  'initiative.proposal-dropped',
  'initiative.hidden',
  'initiative.merged',
  'initiative.deleted',
  'initiative.decision-undone',
  'initiative.closed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Events that only staff see: they never leave the desk. */
export const INTERNAL_EVENT_TYPES = [
  'initiative.noted',
  'initiative.recommended',
  'initiative.assigned',
  'initiative.proposed',
  'initiative.proposal-dropped',
] as const satisfies readonly EventType[];
export type InternalEventType = (typeof INTERNAL_EVENT_TYPES)[number];
/** Events that the owner of an entry sees. */
export type SharedEventType = Exclude<EventType, InternalEventType>;

export function isShared<T extends { type: EventType }>(event: T): event is T & { type: SharedEventType } {
  return !(INTERNAL_EVENT_TYPES as readonly EventType[]).includes(event.type);
}

/** What a reviewer recommends. */
export const RECOMMENDATIONS = ['approve', 'request-changes', 'decline'] as const;
export type Recommendation = (typeof RECOMMENDATIONS)[number];

/** Why an entry was given to somebody: by what it is (`scope`), because he asked for the changes (`asked`), by hand. */
export const ASSIGNMENT_RULES = ['scope', 'asked', 'hand'] as const;
export type AssignmentRule = (typeof ASSIGNMENT_RULES)[number];

/** What the log keeps beside the type: ids and codes only, so that a person can be erased without touching it. */
export interface EventData {
  /** Revision that holds the content from this event on. */
  revision?: number;
  /** Reason code of a refusal (`domain/initiative/reasons.ts`). */
  reason?: DeclineReason;
  /** Fields a change request or a small change is about. */
  fields?: string[];
  /** Until when a change request may be answered, in milliseconds since 1970. */
  deadline?: number;
  /** Row of `messages` with the words of the moderator or the submitter. */
  message_id?: string;
  /** Id of the entry in the document it was imported from. */
  source_id?: string;
  recommendation?: Recommendation;
  proposal?: ProposalKind;
  /** The initiative that another one is merged into. */
  into?: string;
  /** The organisation whose entry it is from here on; null for nobody's. */
  organization_id?: string | null;
  /** The account that shall decide, and why; null for nobody. */
  assignee?: string | null;
  rule?: AssignmentRule;
  /** The revision a new one repeats. */
  from_revision?: number;
  /** Row of `corrections` that a new revision takes up. */
  correction_id?: string;
  /** Row of `translations` that a new revision takes up. */
  translation_id?: string;
  /** Who wrote a message: the owner of the entry, or the desk. */
  side?: 'owner' | 'desk';
  /** Decisions made together, to be undone together. */
  bulk_id?: string;
}

export interface InitiativeEvent {
  type: EventType;
  version: number;
  data: EventData;
  /** Account, or contact behind a private link, that acted; null for the register itself. */
  actorId: string | null;
  /** Milliseconds since 1970, UTC. */
  at: number;
}

/** A decision that may be undone for some minutes, or appealed. */
export interface StandingDecision {
  version: number;
  action: 'approve' | 'request-changes' | 'decline';
  /** Account that decided. */
  by: string | null;
  at: number;
  /** The revision it was about. */
  revision: number;
  /** A decision is appealed once at most. */
  appealed: boolean;
}

export interface StandingProposal {
  version: number;
  kind: ProposalKind;
  by: string | null;
  /** For `merge`: the initiative that remains. */
  into: string | null;
}

/** What follows from the log of one initiative. */
export interface Standing {
  state: State;
  /** Number of events; the version a writer must name. */
  version: number;
  /** The content that is worked on: the latest, or what is public after an update was refused. */
  revision: number;
  /** Highest revision so far. */
  revisions: number;
  /** Content the public sees, if any. */
  publishedRevision: number | null;
  /** When it first became public. */
  publishedAt: number | null;
  /** When what the public sees last changed. */
  publicAt: number | null;
  /** What the public saw last, to be restored. */
  lastPublicRevision: number | null;
  /** When the state or the content last changed. */
  updatedAt: number;
  /** Why it waits for a moderator; null when it does not. */
  queue: QueueName | null;
  queuedAt: number | null;
  /** Account that shall decide. */
  assignee: string | null;
  /** Until when the submitter may answer a change request. */
  deadline: number | null;
  /** The last decision. */
  decision: StandingDecision | null;
  /** What one person proposed and another has to second. */
  proposal: StandingProposal | null;
  mergedInto: string | null;
  /** The organisation whose entry it is. */
  organizationId: string | null;
  /** What the last decision may be taken back to, while nothing has happened since. */
  undo: Restorable | null;
}

/** The parts of a standing that a decision changes. */
export type Restorable = Omit<
  Standing,
  'version' | 'revisions' | 'undo' | 'publishedAt' | 'organizationId'
> & {
  publishedAt: number | null;
};

/** The event of an action; a proposal that is seconded becomes the event of what was proposed (`EVENT_BY_PROPOSAL`). */
export const EVENT_BY_ACTION = {
  confirm: 'initiative.confirmed',
  revise: 'initiative.revised',
  amend: 'initiative.amended',
  reopen: 'initiative.reopened',
  appeal: 'initiative.appealed',
  withdraw: 'initiative.withdrawn',
  archive: 'initiative.archived',
  message: 'initiative.messaged',
  note: 'initiative.noted',
  recommend: 'initiative.recommended',
  approve: 'initiative.approved',
  'request-changes': 'initiative.changes-requested',
  decline: 'initiative.declined',
  'grant-appeal': 'initiative.appeal-granted',
  'reject-appeal': 'initiative.appeal-rejected',
  correct: 'initiative.corrected',
  'roll-back': 'initiative.rolled-back',
  restore: 'initiative.restored',
  transfer: 'initiative.transferred',
  assign: 'initiative.assigned',
  propose: 'initiative.proposed',
  'drop-proposal': 'initiative.proposal-dropped',
  undo: 'initiative.decision-undone',
  close: 'initiative.closed',
} as const satisfies Record<Exclude<Action, 'second'>, EventType>;

export const EVENT_BY_PROPOSAL = {
  hide: 'initiative.hidden',
  merge: 'initiative.merged',
  delete: 'initiative.deleted',
} as const satisfies Record<ProposalKind, EventType>;
