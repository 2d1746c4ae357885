import type { Told } from '#domain/initiative/completeness.ts';
import { DETAIL_FIELDS } from '#domain/initiative/content.ts';
import type { Issue } from '#domain/problems.ts';
import { all, one } from '#domain/schemas/form.ts';
import type { Revision } from '#domain/schemas/submission.ts';
import {
  type Answers,
  ORGANIZATION_PARTS,
  type OrganizationRow,
  organizationRows,
} from '#web/pages/submit/answers.ts';
import { OFFERED_NAME, REFUSED_NAME, SUGGESTED_NAMES } from '#web/pages/submit/SuggestedTags.tsx';

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
  takeUpSuggestions(body, answers);
  // Rows left empty between others are closed up, so that a row of the form is an item of the submission.
  const rows = organizationAnswers(organizationRows(answers));
  for (const name of [...answers.keys()]) if (name.startsWith('organizations.')) answers.delete(name);
  for (const [name, values] of rows) if (body.has('organizations.0.name')) answers.set(name, values);
  return answers;
}

/**
 * Suggested tags that were ticked become answers like the others. Those left alone by who went on with other tags are not
 * suggested again.
 */
function takeUpSuggestions(body: Answers, answers: Map<string, string[]>): void {
  for (const [field, name] of Object.entries(SUGGESTED_NAMES)) {
    const taken = all(body, name);
    if (taken.length > 0)
      answers.set(field, [...new Set([...all(answers, field), ...taken])].slice(0, MOST_VALUES));
  }
  if (one(body, 'go') !== 'next') return;
  const answered = (tag: string) => all(answers, /^\d/.test(tag) ? 'sdgs' : 'action_lines');
  const left = all(body, OFFERED_NAME).filter(
    (tag) => answered(tag).length > 0 && !answered(tag).includes(tag),
  );
  const refused = [...all(body, REFUSED_NAME), ...left];
  if (refused.length > 0) answers.set(REFUSED_NAME, [...new Set(refused)].slice(0, MOST_VALUES));
}

function organizationAnswers(rows: readonly OrganizationRow[]): [string, string[]][] {
  return rows.flatMap((row, index) =>
    ORGANIZATION_PARTS.map((part): [string, string[]] => [`organizations.${index}.${part}`, [row[part]]]),
  );
}

/** What the answers tell, as far as readers look for it; a draft has one language. */
export function toldIn(answers: Answers): Told {
  return {
    ...Object.fromEntries(DETAIL_FIELDS.map((field) => [field, one(answers, field).trim()])),
    countries: all(answers, 'countries'),
    coverage: one(answers, 'coverage') as Told['coverage'], // one that is none is refused before this is asked
    urls: all(answers, 'urls').filter((lines) => lines.trim() !== ''),
    start_date: one(answers, 'start_date').trim(),
    beneficiaries: all(answers, 'beneficiaries'),
    organizations: organizationRows(answers),
    languages: null,
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
    ...DETAIL_FIELDS.map((field): [string, readonly string[]] => [field, text(said[field])]),
    ...organizationAnswers(said.organizations),
    ['stakeholder_type', [said.stakeholder_type]],
    ['action_lines', said.action_lines],
    ['sdgs', said.sdgs.map(String)],
    ['beneficiaries', said.beneficiaries],
  ]);
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
