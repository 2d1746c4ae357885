/** Everything that can happen to an organisation. A name is never reused for another meaning. */
export const ORGANIZATION_EVENT_TYPES = [
  'organization.registered',
  'organization.edited',
  'organization.verified',
  'organization.invited',
  'organization.invitation-revoked',
  'organization.joined',
  'organization.role-changed',
  'organization.removed',
  'organization.left',
  'organization.merged',
  'organization.absorbed',
] as const;
export type OrganizationEventType = (typeof ORGANIZATION_EVENT_TYPES)[number];

/** Days that an invitation works. */
export const INVITATION_DAYS = 14;
/** Days that the link works which proves a domain. */
export const PROOF_DAYS = 7;
/** Days that the present owner of an entry has to object to a claim. */
export const OBJECTION_DAYS = 14;
