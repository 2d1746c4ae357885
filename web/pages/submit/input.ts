import { DETAIL_FIELDS } from '#domain/initiative/content.ts';
import { all, one } from '#domain/schemas/form.ts';
import { type Answers, organizationRows } from './answers.ts';

const orNull = (value: string) => (value === '' ? null : value);

/** The answers as the API would have them. Numbers that are none stay text, for the schema to refuse. */
export function inputFrom(answers: Answers): Record<string, unknown> {
  return {
    // An empty answer is no answer: the schema then says that it is missing, not that it is wrong.
    ...Object.fromEntries(
      ['title', 'language', 'summary', 'kind', 'stakeholder_type', 'contact_email', 'contact_language']
        .map((name) => [name, one(answers, name)] as const)
        .filter(([, value]) => value !== ''),
    ),
    action_lines: all(answers, 'action_lines'),
    sdgs: all(answers, 'sdgs').map((value) => (/^\d{1,2}$/.test(value) ? Number(value) : value)),
    organizations: organizationRows(answers),
    coverage: orNull(one(answers, 'coverage')),
    countries: all(answers, 'countries'),
    start_date: orNull(one(answers, 'start_date').trim()),
    end_date: orNull(one(answers, 'end_date').trim()),
    activity_status: orNull(one(answers, 'activity_status')),
    beneficiaries: all(answers, 'beneficiaries'),
    urls: all(answers, 'urls')
      .flatMap((lines) => lines.split(/\r\n|\r|\n/))
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    ...Object.fromEntries(DETAIL_FIELDS.map((field) => [field, orNull(one(answers, field))])),
  };
}
