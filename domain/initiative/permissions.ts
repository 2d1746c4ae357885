import type { ActionLine } from '../taxonomy/action-lines.ts';
import type { Commission } from '../taxonomy/code-lists.ts';
import type { StandingDecision, StandingProposal } from './events.ts';
import { type Action, allows, PROPOSALS_BY_STATE, type ProposalKind, type State } from './states.ts';

/**
 * Roles that are granted. A reviewer recommends, a moderator decides, a facilitator decides on given action lines, a focal
 * point sees one country and may comment, an administrator may do everything once staff power is switched on.
 */
export const STAFF_ROLES = ['reviewer', 'moderator', 'facilitator', 'focal-point', 'administrator'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** A role and what it is limited to; an empty list limits nothing. */
export interface Grant {
  role: StaffRole;
  /** Languages that entries are written in. */
  languages: readonly string[];
  action_lines: readonly ActionLine[];
  commissions: readonly Commission[];
  countries: readonly string[];
}

export const MEMBER_ROLES = ['owner', 'editor', 'viewer'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

export interface Membership {
  organizationId: string;
  role: MemberRole;
}

/** Who acts. `link` is the holder of the private link of one initiative; `system` the register by itself. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'link'; initiativeId: string; contactId: string }
  | AccountActor
  | { kind: 'system' };

export interface AccountActor {
  kind: 'account';
  id: string;
  grants: readonly Grant[];
  memberships: readonly Membership[];
  /** Whether an administrator has switched staff power on. */
  staffPower: boolean;
}

/** What of an initiative decides who may do what. */
export interface Subject {
  id: string;
  state: State;
  language: string;
  action_lines: readonly ActionLine[];
  commissions: readonly Commission[];
  countries: readonly string[];
  /** The organisation whose entry it is. */
  organizationId: string | null;
  /** Whether that organisation has proved its domain. */
  organizationVerified: boolean;
  /** All organisations that it names, as far as they are registered. */
  organizationIds: readonly string[];
  /** The account of the address it was submitted with. */
  submitterId: string | null;
  publishedRevision: number | null;
  lastPublicRevision: number | null;
  decision: StandingDecision | null;
  proposal: StandingProposal | null;
  /** Whether the last decision can still be taken back. */
  undoable: boolean;
}

const OF_OWNER: readonly Action[] = [
  ...(['revise', 'amend', 'reopen', 'appeal', 'withdraw', 'archive', 'restore', 'roll-back'] as const),
  ...(['message', 'transfer'] as const),
];

const COMMENTS: readonly Action[] = ['message', 'note'];
const DECIDES: readonly Action[] = [
  ...([
    'approve',
    'request-changes',
    'decline',
    'grant-appeal',
    'reject-appeal',
    'correct',
    'roll-back',
  ] as const),
  ...(['withdraw', 'archive', 'restore', 'transfer', 'propose', 'second', 'drop-proposal', 'undo'] as const),
];

/** What each role brings. */
export const ACTIONS_BY_ROLE = {
  reviewer: [...COMMENTS, 'recommend'],
  moderator: [...COMMENTS, 'recommend', 'assign', ...DECIDES],
  facilitator: [...COMMENTS, 'recommend', 'assign', ...DECIDES],
  'focal-point': COMMENTS,
  administrator: [...COMMENTS, 'recommend', 'assign', ...DECIDES],
} as const satisfies Record<StaffRole, readonly Action[]>;

function within(limits: readonly string[], values: readonly string[]): boolean {
  return limits.length === 0 || limits.some((limit) => values.includes(limit));
}

/** Whether a grant reaches an initiative. A facilitator without action lines and a focal point without a country reach none. */
export function covers(
  grant: Grant,
  subject: Pick<Subject, 'language' | 'action_lines' | 'commissions' | 'countries'>,
): boolean {
  if (grant.role === 'facilitator' && grant.action_lines.length === 0) return false;
  if (grant.role === 'focal-point' && grant.countries.length === 0) return false;
  return (
    within(grant.languages, [subject.language]) &&
    within(grant.action_lines, subject.action_lines) &&
    within(grant.commissions, subject.commissions) &&
    within(grant.countries, subject.countries)
  );
}

/** The grants that count: those of administrators only while staff power is on. */
export function activeGrants(actor: Actor): readonly Grant[] {
  if (actor.kind !== 'account') return [];
  return actor.grants.filter(({ role }) => role !== 'administrator' || actor.staffPower);
}

/** Whether the actor has submitted the entry or belongs to an organisation that it names or that owns it. */
export function isPartisan(actor: Actor, subject: Subject): boolean {
  if (actor.kind !== 'account') return actor.kind === 'link' && actor.initiativeId === subject.id;
  return (
    subject.submitterId === actor.id ||
    actor.memberships.some(
      ({ organizationId }) =>
        organizationId === subject.organizationId || subject.organizationIds.includes(organizationId),
    )
  );
}

/** Whether the actor edits the entry as its own: by its private link, as who submitted it, or for its organisation. */
export function isOwner(
  actor: Actor,
  subject: Pick<Subject, 'id' | 'organizationId' | 'submitterId'>,
): boolean {
  if (actor.kind === 'link') return actor.initiativeId === subject.id;
  if (actor.kind !== 'account') return false;
  return (
    (subject.submitterId !== null && subject.submitterId === actor.id) ||
    actor.memberships.some(
      ({ organizationId, role }) => organizationId === subject.organizationId && role !== 'viewer',
    )
  );
}

function ownerMay(actor: Actor, action: Action, subject: Subject): boolean {
  if (action === 'confirm') return actor.kind === 'link' && actor.initiativeId === subject.id;
  if (!OF_OWNER.includes(action) || !isOwner(actor, subject)) return false;
  switch (action) {
    case 'restore':
      return subject.state === 'archived';
    case 'amend':
    case 'roll-back':
      // The rule of small changes: only members of an organisation that has proved who it is.
      return (
        subject.organizationVerified &&
        actor.kind === 'account' &&
        actor.memberships.some(
          ({ organizationId, role }) => organizationId === subject.organizationId && role !== 'viewer',
        )
      );
    default:
      return true;
  }
}

function staffMay(actor: Actor, action: Action, subject: Subject): boolean {
  // Before its address is confirmed nobody but the submitter knows of an entry. Nobody speaks or acts for the register on
  // an entry that is his own or his organisation's, in whatever role.
  if (subject.state === 'unconfirmed' || isPartisan(actor, subject)) return false;
  return activeGrants(actor).some(
    (grant) => (ACTIONS_BY_ROLE[grant.role] as readonly Action[]).includes(action) && covers(grant, subject),
  );
}

function idOf(actor: Actor): string | null {
  return actor.kind === 'account' ? actor.id : null;
}

/** What the state of the entry asks beside its name. */
function ready(actor: Actor, action: Action, subject: Subject): boolean {
  const { decision, proposal, state, publishedRevision } = subject;
  switch (action) {
    case 'appeal':
      return (
        decision?.action === 'decline' &&
        !decision.appealed &&
        (state === 'declined' || publishedRevision !== null)
      );
    case 'grant-appeal':
    case 'reject-appeal':
      return decision !== null && decision.by !== idOf(actor);
    case 'propose':
      return proposal === null;
    case 'second':
      return (
        proposal !== null &&
        proposal.by !== idOf(actor) &&
        (PROPOSALS_BY_STATE[state] as readonly ProposalKind[]).includes(proposal.kind)
      );
    case 'drop-proposal':
      return proposal !== null;
    case 'undo':
      return subject.undoable && decision !== null && decision.by === idOf(actor);
    case 'correct':
    case 'roll-back':
    case 'archive':
      return publishedRevision !== null;
    default:
      return true;
  }
}

/** Whether the actor is somebody who may take this action on this initiative, in whatever state it is. */
export function mayEver(actor: Actor, action: Action, subject: Subject): boolean {
  // By itself the register ends what nobody answered, and lets entries follow an organisation into another.
  if (actor.kind === 'system') return action === 'close' || action === 'transfer';
  if (actor.kind === 'anonymous') return false;
  return ownerMay(actor, action, subject) || staffMay(actor, action, subject);
}

/**
 * Whether the actor may take this action on this initiative now. Every rule about who may do what is here and in
 * `ACTIONS_BY_STATE`; the one write path asks before it writes.
 */
export function can(actor: Actor, action: Action, subject: Subject): boolean {
  return allows(subject.state, action) && mayEver(actor, action, subject) && ready(actor, action, subject);
}

/** Whether the actor may propose this: what `can` says of `propose`, and what the state takes. */
export function canPropose(actor: Actor, kind: ProposalKind, subject: Subject): boolean {
  return (
    can(actor, 'propose', subject) &&
    (PROPOSALS_BY_STATE[subject.state] as readonly ProposalKind[]).includes(kind) &&
    (kind !== 'hide' || subject.publishedRevision !== null)
  );
}

/** The roles that an account was granted, each once, in the order of the list. */
export function rolesOf({ grants }: AccountActor): StaffRole[] {
  return STAFF_ROLES.filter((role) => grants.some((grant) => grant.role === role));
}

/** Whether the actor works at the desk: sees the queue and entries that are not public, as far as a grant reaches. */
export function isStaff(actor: Actor): boolean {
  return activeGrants(actor).length > 0;
}

/** Whether the actor may read the entry though it is not public: as its owner, for its organisation, or at the desk. */
export function canRead(actor: Actor, subject: Subject): boolean {
  if (subject.state === 'unconfirmed') return isOwner(actor, subject);
  return (
    isOwner(actor, subject) ||
    (actor.kind === 'account' &&
      actor.memberships.some(({ organizationId }) => organizationId === subject.organizationId)) ||
    canReadAtDesk(actor, subject)
  );
}

/**
 * Whether the actor may open the entry at the desk, with what is internal. Not those it belongs to, whatever their role:
 * they read it as its owners do.
 */
export function canReadAtDesk(actor: Actor, subject: Subject): boolean {
  return (
    subject.state !== 'unconfirmed' &&
    !isPartisan(actor, subject) &&
    activeGrants(actor).some((grant) => covers(grant, subject))
  );
}

/** Whether the actor may switch staff power on. */
export function mayHaveStaffPower(actor: Actor): boolean {
  return actor.kind === 'account' && actor.grants.some(({ role }) => role === 'administrator');
}

/** Whether the actor grants roles and keeps the index, now: an administrator with staff power on. */
export function isAdministrator(actor: Actor): boolean {
  return activeGrants(actor).some(({ role }) => role === 'administrator');
}
