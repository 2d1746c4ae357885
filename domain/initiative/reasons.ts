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
