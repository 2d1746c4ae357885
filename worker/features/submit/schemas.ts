import * as v from 'valibot';
import { DECLINE_REASONS } from '#domain/initiative/reasons.ts';
import { type Action, STATES } from '#domain/initiative/states.ts';
import { issue } from '#domain/schemas/atoms.ts';
import { FIELD_NAMES, Revision } from '#domain/schemas/submission.ts';

const reference = v.pipe(v.string(), v.description('What people quote in mails, e.g. WSIS-4M2KX-9QTBE.'));
const id = v.pipe(
  v.string(),
  v.description('Permanent id. Public under `/i/{id}` once a moderator approves.'),
);

export const Receipt = v.object({ id, reference, status: v.literal('unconfirmed') });
export type Receipt = v.InferOutput<typeof Receipt>;

/** The version that a write is about. */
export const Expected = v.object(
  {
    expected_version: v.pipe(
      v.number(issue('wrong-type')),
      v.integer(issue('invalid-number')),
      v.minValue(1, issue('out-of-range')),
      v.maxValue(1_000_000, issue('out-of-range')),
      v.description('The `version` the writer saw; another one answers `edit-conflict`.'),
    ),
  },
  issue('wrong-type'),
);

/** An answer to a change request: the whole content again. */
export const RevisionRequest = v.intersect([Revision, Expected], issue('wrong-type'));

export const WithdrawalRequest = Expected;

/** What the addresses below that of a submission do. */
export const API_ACTIONS = ['revise', 'withdraw'] as const satisfies readonly Action[];

/** A submission as the holder of its private link sees it. */
export const SubmissionStatus = v.object({
  id,
  reference,
  state: v.picklist(STATES),
  version: v.pipe(v.number(), v.description('Name it as `expected_version` in the next write.')),
  actions: v.pipe(
    v.array(v.picklist(API_ACTIONS)),
    v.description('What the holder of the link may do now, under the addresses of this API.'),
  ),
  fields: v.pipe(v.array(v.picklist(FIELD_NAMES)), v.description('Fields the moderator asks to change.')),
  reason: v.pipe(v.nullable(v.picklist(DECLINE_REASONS)), v.description('Why the entry was declined.')),
  message: v.pipe(v.nullable(v.string()), v.description('What the moderator wrote with the last decision.')),
  content: v.pipe(
    v.record(v.string(), v.unknown()),
    v.description('The fields of a revision, as they stand.'),
  ),
  updated_at: v.pipe(v.string(), v.description('Instant in RFC 3339, UTC.')),
});
export type SubmissionStatus = v.InferOutput<typeof SubmissionStatus>;
