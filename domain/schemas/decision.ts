import * as v from 'valibot';
import { DECLINE_REASONS } from '../initiative/reasons.ts';
import { code, issue, MESSAGE_LENGTH, plainText } from './atoms.ts';
import { FIELD_NAMES } from './submission.ts';

const ExpectedVersion = v.pipe(
  v.number(issue('wrong-type')),
  v.integer(issue('invalid-number')),
  v.minValue(1, issue('out-of-range')),
  v.maxValue(1_000_000, issue('out-of-range')),
);

const Message = v.optional(plainText(MESSAGE_LENGTH, { multiline: true, min: 0, formulas: true }), '');

/**
 * A moderator's decision. A change request without a message and a refusal without a reason leave people puzzled, so
 * both are refused.
 */
export const Decision = v.variant(
  'action',
  [
    v.object({
      action: v.literal('approve'),
      message: Message,
      expected_version: ExpectedVersion,
    }),
    v.object({
      action: v.literal('request-changes'),
      fields: v.optional(
        v.pipe(
          v.array(code(FIELD_NAMES), issue('wrong-type')),
          v.maxLength(FIELD_NAMES.length, issue('too-many-items')),
        ),
        [],
      ),
      message: v.pipe(
        Message,
        v.check((value) => value.trim() !== '', issue('message-needed')),
      ),
      expected_version: ExpectedVersion,
    }),
    v.object({
      action: v.literal('decline'),
      reason: v.pipe(
        v.string(issue('reason-needed')),
        v.nonEmpty(issue('reason-needed')),
        code(DECLINE_REASONS),
      ),
      message: Message,
      expected_version: ExpectedVersion,
    }),
  ],
  issue('unknown-code'),
);
export type Decision = v.InferOutput<typeof Decision>;
