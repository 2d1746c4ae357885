/** Where an initiative stands. Drafts are not a state: they live with their author. */
export const STATES = [
  'unconfirmed',
  'pending',
  'changes-requested',
  'published',
  'declined',
  'withdrawn',
] as const;
export type State = (typeof STATES)[number];

export const ACTIONS = ['confirm', 'revise', 'withdraw', 'approve', 'request-changes', 'decline'] as const;
export type Action = (typeof ACTIONS)[number];

/** Which actions each state allows, whoever acts. A new state does not compile until it is decided here. */
export const ACTIONS_BY_STATE = {
  unconfirmed: ['confirm', 'withdraw'],
  pending: ['approve', 'request-changes', 'decline', 'withdraw'],
  'changes-requested': ['revise', 'decline', 'withdraw'],
  published: ['withdraw'],
  declined: [],
  withdrawn: [],
} as const satisfies Record<State, readonly Action[]>;

/** Whether a state allows an action, whoever acts. */
export function allows(state: State, action: Action): boolean {
  return (ACTIONS_BY_STATE[state] as readonly Action[]).includes(action);
}

/** States whose entries wait for a moderator. */
export const QUEUE_STATES = ['pending', 'changes-requested'] as const satisfies readonly State[];
