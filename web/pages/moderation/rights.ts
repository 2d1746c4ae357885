import type { ProposalKind } from '#domain/initiative/states.ts';
import type { Decision, DeskAction } from '#domain/schemas/decision.ts';

/** What a member of staff may do with an entry now. */
export interface DeskRights {
  /** Account of who looks. */
  me: string;
  decisions: readonly Decision['action'][];
  actions: readonly DeskAction['action'][];
  proposals: readonly ProposalKind[];
  /** Whom the entry may be given to. */
  colleagues: readonly { id: string; name: string }[];
}
