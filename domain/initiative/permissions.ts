import { type Action, allows, type State } from './states.ts';

export const ROLES = ['submitter', 'moderator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts. `link` is the holder of the private link of one initiative. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'link'; initiativeId: string; contactId: string }
  | { kind: 'account'; id: string; role: Role }
  | { kind: 'system' };

export interface Subject {
  id: string;
  state: State;
}

const BY_SUBMITTER: readonly Action[] = ['confirm', 'revise', 'withdraw'];
const BY_MODERATOR: readonly Action[] = ['approve', 'request-changes', 'decline', 'withdraw'];

/** Whether the actor is somebody who may take this action on this initiative in principle, in whatever state. */
export function mayEver(actor: Actor, action: Action, initiativeId: string): boolean {
  switch (actor.kind) {
    case 'anonymous':
    case 'system':
      return false;
    case 'link':
      return actor.initiativeId === initiativeId && BY_SUBMITTER.includes(action);
    case 'account':
      return actor.role !== 'submitter' && BY_MODERATOR.includes(action);
  }
}

/** Whether the actor may take this action on this initiative now. */
export function can(actor: Actor, action: Action, subject: Subject): boolean {
  return mayEver(actor, action, subject.id) && allows(subject.state, action);
}

/** Whether the actor may see the queue and unpublished initiatives. */
export function canModerate(actor: Actor): boolean {
  return actor.kind === 'account' && actor.role !== 'submitter';
}
