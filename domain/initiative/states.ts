/** Where an initiative stands. Drafts are not a state: they live with their author. */
export const STATES = [
  'unconfirmed',
  'pending',
  'changes-requested',
  'appealed',
  'published',
  'declined',
  'closed',
  'archived',
  'withdrawn',
  'hidden',
  'merged',
  'deleted',
] as const;
export type State = (typeof STATES)[number];

/** Everything that people, and the register by itself (`close`), do to an initiative. */
export const ACTIONS = [
  'confirm',
  'revise',
  'amend',
  'reopen',
  'appeal',
  'withdraw',
  'archive',
  'message',
  'note',
  'recommend',
  'approve',
  'request-changes',
  'decline',
  'grant-appeal',
  'reject-appeal',
  'correct',
  'roll-back',
  'restore',
  'transfer',
  'assign',
  'propose',
  'second',
  'drop-proposal',
  'undo',
  'close',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What may be said or prepared wherever an initiative stands, as long as somebody can still answer. */
const TALK = ['message', 'note', 'assign', 'transfer'] as const;
const TWO_PERSONS = ['propose', 'second', 'drop-proposal'] as const;

/** Which actions each state allows, whoever acts. A new state does not compile until it is decided here. */
export const ACTIONS_BY_STATE = {
  unconfirmed: ['confirm', 'withdraw'],
  pending: [
    ...['revise', 'recommend', 'approve', 'request-changes', 'decline', 'withdraw'],
    ...TALK,
    ...TWO_PERSONS,
  ],
  'changes-requested': ['revise', 'decline', 'withdraw', 'close', 'undo', ...TALK, ...TWO_PERSONS],
  appealed: ['grant-appeal', 'reject-appeal', 'recommend', 'withdraw', ...TALK],
  published: [
    ...['revise', 'amend', 'appeal', 'correct', 'roll-back', 'withdraw', 'archive', 'undo'],
    ...TALK,
    ...TWO_PERSONS,
  ],
  declined: ['appeal', 'undo', ...TALK, ...TWO_PERSONS],
  closed: ['reopen', 'withdraw', ...TALK],
  archived: ['restore', 'withdraw', ...TALK, ...TWO_PERSONS],
  withdrawn: ['restore', 'note', ...TWO_PERSONS],
  hidden: ['restore', ...TALK, ...TWO_PERSONS],
  merged: ['restore', 'note'],
  deleted: [],
} as const satisfies Record<State, readonly Action[]>;

/** Whether a state allows an action, whoever acts. */
export function allows(state: State, action: Action): boolean {
  return (ACTIONS_BY_STATE[state] as readonly Action[]).includes(action);
}

/** What needs two people: the first proposes, another one seconds. */
export const PROPOSALS = ['hide', 'merge', 'delete'] as const;
export type ProposalKind = (typeof PROPOSALS)[number];

/** Which proposals a state takes. Hiding further needs something that is public. */
export const PROPOSALS_BY_STATE = {
  unconfirmed: [],
  pending: ['hide', 'merge', 'delete'],
  'changes-requested': ['hide', 'merge', 'delete'],
  appealed: [],
  published: ['hide', 'merge', 'delete'],
  declined: ['delete'],
  closed: [],
  archived: ['hide', 'merge', 'delete'],
  withdrawn: ['delete'],
  hidden: ['delete'],
  merged: [],
  deleted: [],
} as const satisfies Record<State, readonly ProposalKind[]>;

/** Why an entry waits for a moderator. `reported` is not among them: reports are no part of the log. */
export const QUEUES = ['new', 'changed', 'answered', 'appealed'] as const;
export type QueueName = (typeof QUEUES)[number];

/** States whose entries a moderator can still decide on. */
export const QUEUE_STATES = ['pending', 'changes-requested'] as const satisfies readonly State[];

/** What everybody sees of an initiative in a state that has a public revision, or had one. */
export type Face = 'public' | 'archived' | 'tombstone' | 'redirect' | 'none';

/**
 * The public face (RFC 9110 §15): `public` and `archived` answer 200, an archived one outside search and lists;
 * `tombstone` 410, `redirect` 301 for ever, `none` 404. A state that waits keeps what is public already.
 */
export function faceOf(standing: {
  state: State;
  publishedRevision: number | null;
  publishedAt: number | null;
}): Face {
  const { state, publishedRevision, publishedAt } = standing;
  switch (state) {
    case 'merged':
      return 'redirect';
    case 'withdrawn':
    case 'deleted':
      return publishedAt === null ? 'none' : 'tombstone';
    case 'hidden':
    case 'unconfirmed':
      return 'none';
    case 'archived':
      return publishedRevision === null ? 'none' : 'archived';
    default:
      return publishedRevision === null ? 'none' : 'public';
  }
}
