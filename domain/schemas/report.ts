import * as v from 'valibot';
import { REPORT_OUTCOMES, REPORT_REASONS } from '../initiative/reports.ts';
import { code, EmailAddress, issue, MESSAGE_LENGTH, plainText } from './atoms.ts';

/** A report as it arrives: why, in words, and an address that is confirmed by mail. */
export const Report = v.object(
  {
    reason: code(REPORT_REASONS),
    body: plainText(MESSAGE_LENGTH, { multiline: true, min: 10, formulas: true }),
    email: EmailAddress,
  },
  issue('wrong-type'),
);
export type Report = v.InferOutput<typeof Report>;

/** How a moderator settles reports; `answer` goes to who sent them. */
export const ReportSettlement = v.object(
  {
    outcome: code(REPORT_OUTCOMES),
    answer: v.optional(plainText(MESSAGE_LENGTH, { multiline: true, formulas: true })),
  },
  issue('wrong-type'),
);
