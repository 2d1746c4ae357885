/**
 * Why an entry is declined. Public codes with a text in six languages (`reason.<code>`); a code may be retired, never
 * deleted, because old decisions name it.
 */
export const DECLINE_REASONS = [
  'out-of-scope',
  'duplicate',
  'not-an-initiative',
  'promotional',
  'unverifiable',
  'unreadable',
  'without-consent',
  'no-answer',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Reasons that are no longer given. What is not answered closes by itself and can be reopened, so nobody is declined for it. */
export const RETIRED_REASONS = ['no-answer'] as const satisfies readonly DeclineReason[];
export type OfferedReason = Exclude<DeclineReason, (typeof RETIRED_REASONS)[number]>;

export function isRetired(reason: DeclineReason): boolean {
  return (RETIRED_REASONS as readonly DeclineReason[]).includes(reason);
}

/** The reasons that a decision may give today. */
export const OFFERED_REASONS = DECLINE_REASONS.filter((reason) => !isRetired(reason)) as OfferedReason[];
