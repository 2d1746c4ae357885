import { type Actor, activeGrants, MEMBER_ROLES, type MemberRole } from '../initiative/permissions.ts';

/** The role of an actor in an organisation, or null. */
export function roleIn(actor: Actor, organizationId: string): MemberRole | null {
  if (actor.kind !== 'account') return null;
  return actor.memberships.find((membership) => membership.organizationId === organizationId)?.role ?? null;
}

/** Whether the first role may do at least what the second may. */
export function isAtLeast(role: MemberRole | null, other: MemberRole): boolean {
  return role !== null && MEMBER_ROLES.indexOf(role) <= MEMBER_ROLES.indexOf(other);
}

/** Whether the actor changes what is said of the organisation and acts for it on entries: owners and editors. */
export function mayEdit(actor: Actor, organizationId: string): boolean {
  return isAtLeast(roleIn(actor, organizationId), 'editor');
}

/** Whether the actor decides who belongs to the organisation, proves its domain and accepts entries: owners. */
export function mayRun(actor: Actor, organizationId: string): boolean {
  return roleIn(actor, organizationId) === 'owner';
}

/** Whether the actor may merge organisations at the desk: moderators, and administrators with staff power. */
export function mergesAtDesk(actor: Actor): boolean {
  return activeGrants(actor).some(({ role }) => role === 'moderator' || role === 'administrator');
}

/** Whether the actor may make one organisation of two: who owns both, or staff who belong to neither. */
export function mayMerge(actor: Actor, from: string, into: string): boolean {
  if (mayRun(actor, from) && mayRun(actor, into)) return true;
  return mergesAtDesk(actor) && roleIn(actor, from) === null && roleIn(actor, into) === null;
}
