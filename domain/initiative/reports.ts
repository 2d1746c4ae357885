/** Why an entry may be reported. Public codes; one that is no longer offered stays here. */
export const REPORT_REASONS = [
  'wrong',
  'outdated',
  'duplicate',
  'promotional',
  'offensive',
  'rights',
  'personal-data',
  'fraud',
  'other',
] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

export type ReportState = 'unconfirmed' | 'open' | 'settled';

/** How a report ended: something was done about the entry, or it stays as it is. */
export const REPORT_OUTCOMES = ['acted', 'kept'] as const;
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];
