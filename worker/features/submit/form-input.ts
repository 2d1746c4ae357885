import type { Issue } from '#domain/problems.ts';
import type { Revision } from '#domain/schemas/submission.ts';
import {
  type Answers,
  all,
  ORGANIZATION_PARTS,
  type OrganizationRow,
  one,
  organizationRows,
} from '#web/pages/submit/answers.ts';

const MOST_VALUES = 300;

/** The answers among the values of a form; rows of organisations without any text are dropped, except the first. */
export function answersOf(
  body: ReadonlyMap<string, readonly string[]>,
  names: readonly string[],
): Map<string, string[]> {
  const answers = new Map<string, string[]>();
  for (const name of names) {
    const values = body.get(name);
    if (values) answers.set(name, values.slice(0, MOST_VALUES));
  }
  // Rows left empty between others are closed up, so that a row of the form is an item of the submission.
  const rows = organizationAnswers(organizationRows(answers));
  for (const name of [...answers.keys()]) if (name.startsWith('organizations.')) answers.delete(name);
  for (const [name, values] of rows) if (body.has('organizations.0.name')) answers.set(name, values);
  return answers;
}

function organizationAnswers(rows: readonly OrganizationRow[]): [string, string[]][] {
  return rows.flatMap((row, index) =>
    ORGANIZATION_PARTS.map((part): [string, string[]] => [`organizations.${index}.${part}`, [row[part]]]),
  );
}

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
  };
}

/** An entry as answers, to fill the form with. */
export function answersFrom(said: Revision): Answers {
  const text = (value: string | null) => (value === null ? [] : [value]);
  return new Map<string, readonly string[]>([
    ['title', [said.title]],
    ['language', [said.language]],
    ['summary', [said.summary]],
    ['kind', [said.kind]],
    ['activity_status', text(said.activity_status)],
    ['start_date', text(said.start_date)],
    ['end_date', text(said.end_date)],
    ['coverage', text(said.coverage)],
    ['countries', said.countries],
    ['urls', said.urls],
    ...organizationAnswers(said.organizations),
    ['stakeholder_type', [said.stakeholder_type]],
    ['action_lines', said.action_lines],
    ['sdgs', said.sdgs.map(String)],
    ['beneficiaries', said.beneficiaries],
  ]);
}

/** An unreadable version is an old one: the page comes back with the right one. */
export function versionOf(text: string): number {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1_000_000;
}

/** The field of a submission that an issue is about. */
export function fieldOfIssue(issue: Issue): string {
  return issue.pointer.split('/')[1] ?? '';
}

/** Id of the control that an issue is about. */
export function controlOf(issue: Issue): string {
  const [, field = '', index = '0', part = 'name'] = issue.pointer.split('/');
  return field === 'organizations' ? `organizations-${index}-${part}` : field;
}
