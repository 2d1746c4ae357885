export const STAKEHOLDER_TYPES = [
  'government',
  'private-sector',
  'civil-society',
  'international-organization',
  'academia',
  'technical-community',
  'multistakeholder-partnership',
  'other',
] as const;
export type StakeholderType = (typeof STAKEHOLDER_TYPES)[number];

export const KINDS = [
  'project',
  'programme',
  'training',
  'event',
  'platform',
  'publication',
  'guidelines',
  'toolkit',
  'policy',
  'standard',
  'fund',
  'index',
  'campaign',
] as const;
export type Kind = (typeof KINDS)[number];

export const COVERAGES = ['local', 'national', 'regional', 'international'] as const;
export type Coverage = (typeof COVERAGES)[number];

export const ACTIVITY_STATUSES = ['planned', 'ongoing', 'completed', 'discontinued'] as const;
export type ActivityStatus = (typeof ACTIVITY_STATUSES)[number];

export const BENEFICIARIES = [
  'women-and-girls',
  'children-and-youth',
  'older-persons',
  'persons-with-disabilities',
  'indigenous-peoples',
  'rural-and-remote-communities',
  'refugees-and-migrants',
  'people-in-poverty',
  'general-public',
] as const;
export type Beneficiary = (typeof BENEFICIARIES)[number];

export const COUNTRY_GROUPS = ['ldc', 'lldc', 'sids'] as const;
export type CountryGroup = (typeof COUNTRY_GROUPS)[number];

/** The objectives of the Global Digital Compact, by their number in its paragraph 7. */
export const GDC_OBJECTIVES = [1, 2, 3, 4, 5] as const;
export type GdcObjective = (typeof GDC_OBJECTIVES)[number];

/** The regions of ITU, and `international` for entries tied to no country, as ITU counts them apart. */
export const REGIONS = [
  'africa',
  'americas',
  'arab-states',
  'asia-pacific',
  'cis',
  'europe',
  'international',
] as const;
export type Region = (typeof REGIONS)[number];

/** The regional commissions of the United Nations. */
export const COMMISSIONS = ['eca', 'ece', 'eclac', 'escap', 'escwa'] as const;
export type Commission = (typeof COMMISSIONS)[number];
