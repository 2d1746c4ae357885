import * as v from 'valibot';
import { DETAIL_FIELDS, ORGANIZATION_ROLES } from '../initiative/content.ts';
import { ACTION_LINE_CODES } from '../taxonomy/action-lines.ts';
import {
  ACTIVITY_STATUSES,
  BENEFICIARIES,
  COVERAGES,
  KINDS,
  STAKEHOLDER_TYPES,
} from '../taxonomy/code-lists.ts';
import { COUNTRY_CODES } from '../taxonomy/countries.ts';
import { LANGUAGES } from '../taxonomy/language.ts';
import { SDG_IDS } from '../taxonomy/sdgs.ts';
import {
  ACRONYM_LENGTH,
  CountryCode,
  code,
  codes,
  Detail,
  EmailAddress,
  HttpUrl,
  issue,
  LanguageCode,
  MAX_ORGANIZATIONS,
  MAX_URLS,
  ORGANIZATION_LENGTH,
  PartialDate,
  plainText,
  Summary,
  Title,
} from './atoms.ts';

const Organization = v.object(
  {
    name: plainText(ORGANIZATION_LENGTH, { min: 2 }),
    acronym: v.optional(plainText(ACRONYM_LENGTH, { min: 0 }), ''),
    role: v.optional(code(ORGANIZATION_ROLES), 'lead'),
  },
  issue('wrong-type'),
);

/** What a person says of an initiative. The nine entries without a default are required. */
export const SUBMISSION_FIELDS = {
  title: Title,
  language: LanguageCode,
  summary: Summary,
  kind: code(KINDS),
  stakeholder_type: code(STAKEHOLDER_TYPES),
  action_lines: codes(code(ACTION_LINE_CODES), { min: 1, max: ACTION_LINE_CODES.length }),
  sdgs: codes(code(SDG_IDS), { min: 1, max: SDG_IDS.length }),
  organizations: v.pipe(
    v.array(Organization, issue('wrong-type')),
    v.minLength(1, issue('required')),
    v.maxLength(MAX_ORGANIZATIONS, issue('too-many-items')),
  ),
  coverage: v.optional(v.nullable(code(COVERAGES)), null),
  countries: v.optional(codes(CountryCode, { max: COUNTRY_CODES.length }), []),
  start_date: v.optional(v.nullable(PartialDate), null),
  end_date: v.optional(v.nullable(PartialDate), null),
  activity_status: v.optional(v.nullable(code(ACTIVITY_STATUSES)), null),
  beneficiaries: v.optional(codes(code(BENEFICIARIES), { max: BENEFICIARIES.length }), []),
  urls: v.optional(codes(HttpUrl, { max: MAX_URLS }), []),
  impact: v.optional(v.nullable(Detail), null),
  partnerships: v.optional(v.nullable(Detail), null),
  challenges: v.optional(v.nullable(Detail), null),
  evidence: v.optional(v.nullable(Detail), null),
} as const;

interface Dates {
  start_date: string | null;
  end_date: string | null;
}

/** Dates of unlike precision are compared at the coarser one. */
export function datesInOrder({ start_date, end_date }: Dates): boolean {
  return !start_date || !end_date || end_date >= start_date.slice(0, end_date.length);
}

/** An answer to a change request: the whole content again, without the address. */
export const Revision = v.pipe(
  v.object(SUBMISSION_FIELDS, issue('wrong-type')),
  v.forward(v.partialCheck([['start_date'], ['end_date']], datesInOrder, issue('date-order')), ['end_date']),
);
export type Revision = v.InferOutput<typeof Revision>;

/** A new entry as it arrives over the API or from the last step of the form. */
export const Submission = v.pipe(
  v.object(
    {
      ...SUBMISSION_FIELDS,
      contact_email: EmailAddress,
      /** Language of the mails to the submitter. */
      contact_language: v.optional(v.picklist(LANGUAGES, issue('unknown-language'))),
    },
    issue('wrong-type'),
  ),
  v.forward(v.partialCheck([['start_date'], ['end_date']], datesInOrder, issue('date-order')), ['end_date']),
);
export type Submission = v.InferOutput<typeof Submission>;

export type SubmissionField = keyof typeof SUBMISSION_FIELDS;

/** The fields a moderator can ask to change, in the order of the form. */
export const FIELD_NAMES = [
  'title',
  'language',
  'summary',
  'kind',
  'activity_status',
  'start_date',
  'end_date',
  'coverage',
  'countries',
  'urls',
  ...DETAIL_FIELDS,
  'organizations',
  'stakeholder_type',
  'action_lines',
  'sdgs',
  'beneficiaries',
] as const satisfies readonly SubmissionField[];
