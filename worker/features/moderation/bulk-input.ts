import * as v from 'valibot';
import { BULK_SIZE } from '#domain/initiative/desk.ts';
import { ID_PATTERN } from '#domain/initiative/identifiers.ts';
import { issue } from '#domain/schemas/atoms.ts';
import { Assignee, Decision, ExpectedVersion } from '#domain/schemas/decision.ts';

const [Approve, RequestChanges, Decline] = Decision.options;

/** What is done to several entries at once: what can be taken back, and by one person. */
export const BulkWish = v.variant(
  'action',
  [
    v.omit(Approve, ['expected_version']),
    v.omit(RequestChanges, ['expected_version']),
    v.omit(Decline, ['expected_version']),
    v.object({
      action: v.literal('assign'),
      assignee: Assignee,
    }),
  ],
  issue('unknown-code'),
);
export type BulkWish = v.InferOutput<typeof BulkWish>;

const Item = v.object({
  id: v.pipe(v.string(issue('wrong-type')), v.regex(ID_PATTERN, issue('unknown-entry'))),
  expected_version: ExpectedVersion,
});

/** What programs send. */
export const BulkRequest = v.object({
  preview: v.pipe(v.boolean(issue('wrong-type')), v.description('Whether to tell only what would happen.')),
  decision: BulkWish,
  items: v.pipe(
    v.array(Item, issue('wrong-type')),
    v.minLength(1, issue('too-few-items')),
    v.maxLength(BULK_SIZE, issue('too-many-items')),
    v.check((items) => new Set(items.map(({ id }) => id)).size === items.length, issue('duplicate-item')),
  ),
});
