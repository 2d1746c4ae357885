import * as v from 'valibot';
import { STAFF_ROLES } from '../initiative/permissions.ts';
import { ACTION_LINE_CODES } from '../taxonomy/action-lines.ts';
import { COMMISSIONS } from '../taxonomy/code-lists.ts';
import { COUNTRY_CODES } from '../taxonomy/countries.ts';
import { CONTENT_LANGUAGES } from '../taxonomy/language.ts';
import { CountryCode, code, codes, issue, LanguageCode } from './atoms.ts';

/** In the order of the code list, so that the same limits are always the same text. */
function inOrderOf<T extends string>(list: readonly T[]) {
  return (values: T[]): T[] => list.filter((code) => values.includes(code));
}

/**
 * A role and its limits; an empty list limits nothing. A facilitator without an action line and a focal point without a
 * country would reach no entry, so both are refused.
 */
export const GrantRequest = v.pipe(
  v.object(
    {
      role: code(STAFF_ROLES),
      languages: v.pipe(
        v.optional(codes(LanguageCode, { max: 20 }), []),
        v.transform(inOrderOf(CONTENT_LANGUAGES)),
      ),
      action_lines: v.pipe(
        v.optional(codes(code(ACTION_LINE_CODES), { max: ACTION_LINE_CODES.length }), []),
        v.transform(inOrderOf(ACTION_LINE_CODES)),
      ),
      commissions: v.pipe(
        v.optional(codes(code(COMMISSIONS), { max: COMMISSIONS.length }), []),
        v.transform(inOrderOf(COMMISSIONS)),
      ),
      countries: v.pipe(
        v.optional(codes(CountryCode, { max: 20 }), []),
        v.transform(inOrderOf(COUNTRY_CODES)),
      ),
    },
    issue('wrong-type'),
  ),
  v.forward(
    v.check(({ role, action_lines }) => role !== 'facilitator' || action_lines.length > 0, issue('required')),
    ['action_lines'],
  ),
  v.forward(
    v.check(({ role, countries }) => role !== 'focal-point' || countries.length > 0, issue('required')),
    ['countries'],
  ),
);
export type GrantRequest = v.InferOutput<typeof GrantRequest>;
