import * as v from 'valibot';
import { ANSWER_CHOICES, ANSWER_DAYS } from '../initiative/deadlines.ts';
import { RECOMMENDATIONS } from '../initiative/events.ts';
import { OFFERED_REASONS } from '../initiative/reasons.ts';
import { PROPOSALS } from '../initiative/states.ts';
import { unfilledPlaceholder } from '../initiative/templates.ts';
import { code, issue, MESSAGE_LENGTH, plainText } from './atoms.ts';
import { FIELD_NAMES } from './submission.ts';

export const ExpectedVersion = v.pipe(
  v.number(issue('wrong-type')),
  v.integer(issue('invalid-number')),
  v.minValue(1, issue('out-of-range')),
  v.maxValue(1_000_000, issue('out-of-range')),
);

const Words = plainText(MESSAGE_LENGTH, { multiline: true, min: 0, formulas: true });

const Message = v.optional(
  v.pipe(
    Words,
    v.check((value) => unfilledPlaceholder(value) === null, issue('unfilled-placeholder')),
  ),
  '',
);

const written = (value: string) => value.trim() !== '';
const NeededMessage = v.pipe(Message, v.check(written, issue('message-needed')));
/** Whom an entry is given to by hand. */
export const Assignee = v.nullable(
  v.pipe(
    v.string(issue('wrong-type')),
    v.maxLength(100, issue('too-long')),
    v.description('Id of the colleague who shall decide, `me`, or null for nobody.'),
  ),
);

/** Words of people who use no templates, so that braces mean nothing in them. */
const NeededWords = v.pipe(v.optional(Words, ''), v.check(written, issue('message-needed')));

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
      answer_days: v.optional(
        v.pipe(
          code(ANSWER_CHOICES),
          v.description('Days that the submitter has to answer; then the request closes by itself.'),
        ),
        ANSWER_DAYS,
      ),
      message: NeededMessage,
      expected_version: ExpectedVersion,
    }),
    v.object({
      action: v.literal('decline'),
      reason: v.pipe(
        v.string(issue('reason-needed')),
        v.nonEmpty(issue('reason-needed')),
        code(OFFERED_REASONS),
      ),
      message: Message,
      expected_version: ExpectedVersion,
    }),
  ],
  issue('unknown-code'),
);
export type Decision = v.InferOutput<typeof Decision>;

const InitiativeId = v.pipe(
  v.string(issue('wrong-type')),
  v.trim(),
  v.nonEmpty(issue('required')),
  v.maxLength(100, issue('too-long')),
);

/** Everything else that staff do to an entry at the desk. */
export const DeskAction = v.variant(
  'action',
  [
    v.object({
      action: v.literal('recommend'),
      recommendation: code(RECOMMENDATIONS),
      message: v.pipe(Message, v.description('Why, for colleagues; never leaves the desk.')),
      expected_version: ExpectedVersion,
    }),
    v.object({
      action: v.literal('note'),
      message: v.pipe(NeededWords, v.description('For colleagues; never leaves the desk.')),
      expected_version: ExpectedVersion,
    }),
    v.object({
      action: v.literal('assign'),
      assignee: Assignee,
      expected_version: ExpectedVersion,
    }),
    v.object({
      action: v.literal('propose'),
      proposal: code(PROPOSALS),
      into: v.optional(
        v.pipe(InitiativeId, v.description('For `merge`: the public entry that remains; id or reference.')),
      ),
      message: v.pipe(NeededWords, v.description('Why, for colleagues; never leaves the desk.')),
      expected_version: ExpectedVersion,
    }),
    v.object({ action: v.literal('drop-proposal'), expected_version: ExpectedVersion }),
    v.object({ action: v.literal('undo'), expected_version: ExpectedVersion }),
    v.object({
      action: v.picklist(['message', 'grant-appeal', 'reject-appeal']),
      message: NeededMessage,
      expected_version: ExpectedVersion,
    }),
    v.object({
      action: v.picklist(['archive', 'withdraw', 'restore', 'second']),
      message: v.pipe(Message, v.description('Goes with the mail to the owners.')),
      expected_version: ExpectedVersion,
    }),
  ],
  issue('unknown-code'),
);
export type DeskAction = v.InferOutput<typeof DeskAction>;

/** What an owner says about his own entry: an appeal against a decision, or a message to the moderators. */
export const OwnerWords = v.object({ message: NeededWords, expected_version: ExpectedVersion });
/** An owner's wish that needs no words. */
export const OwnerWish = v.object({ expected_version: ExpectedVersion });

/** The names of what `DeskAction` takes, as the desk offers it. */
export const DESK_ACTIONS = [
  'recommend',
  'message',
  'note',
  'assign',
  'grant-appeal',
  'reject-appeal',
  'undo',
  'archive',
  'restore',
  'withdraw',
  'propose',
  'second',
  'drop-proposal',
] as const satisfies readonly DeskAction['action'][];
