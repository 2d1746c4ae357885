import { DETAIL_FIELDS } from '#domain/initiative/content.ts';
import { MAX_ORGANIZATIONS } from '#domain/schemas/atoms.ts';
import type { SubmissionField } from '#domain/schemas/submission.ts';
import { ORGANIZATION_PARTS } from '#web/pages/submit/answers.ts';
import type { StageId } from '#web/pages/submit/StagePage.tsx';
import { REFUSED_NAME } from '#web/pages/submit/SuggestedTags.tsx';

export interface Stage {
  id: StageId;
  /** Fields of a submission that this stage asks for. */
  fields: readonly (SubmissionField | 'contact_email' | 'contact_language')[];
  /** Names of its controls, where they differ from the fields. */
  names?: readonly string[];
  /** Place in "step … of …"; looking for duplicates is part of the first step. */
  step: number;
}

const ORGANIZATION_NAMES = Array.from({ length: MAX_ORGANIZATIONS }, (_, row) =>
  ORGANIZATION_PARTS.map((part) => `organizations.${row}.${part}`),
).flat();

/** The form, in order. Goals come after lines because the matrix suggests them, without any script. */
export const STAGES = [
  { id: 'title', fields: ['title', 'language'], step: 1 },
  { id: 'duplicates', fields: [], names: ['duplicates'], step: 1 },
  {
    id: 'about',
    fields: [
      ...(['summary', 'kind', 'activity_status', 'start_date', 'end_date', 'coverage', 'countries'] as const),
      ...(['urls', ...DETAIL_FIELDS] as const),
    ],
    step: 2,
  },
  {
    id: 'organizations',
    fields: ['organizations', 'stakeholder_type'],
    names: [...ORGANIZATION_NAMES, 'stakeholder_type'],
    step: 3,
  },
  { id: 'lines', fields: ['action_lines'], step: 4 },
  { id: 'goals', fields: ['sdgs', 'beneficiaries'], step: 5 },
  {
    id: 'contact',
    fields: ['contact_email', 'contact_language'],
    names: ['contact_email', 'contact_language', 'trap'],
    step: 6,
  },
  { id: 'check', fields: [], step: 7 },
] as const satisfies readonly Stage[];

export const STEPS = 7;

const ALL: readonly Stage[] = STAGES;

export function stageOf(id: string): Stage {
  return ALL.find((stage) => stage.id === id) ?? STAGES[0];
}

export function namesOf(stage: Stage): readonly string[] {
  return stage.names ?? stage.fields;
}

/** Names of everything that travels with the form. */
export const ANSWER_NAMES: readonly string[] = [
  ...ALL.flatMap(namesOf),
  // The title that was found to be no duplicate, whether the check page was seen, and suggested tags not taken up.
  'distinct',
  'checked',
  REFUSED_NAME,
];

export function stageAfter(stage: Stage): Stage {
  return ALL[ALL.indexOf(stage) + 1] ?? stage;
}

/** The stage to go back to; the question about duplicates is not asked twice. */
export function stageBefore(stage: Stage): Stage {
  const before = ALL[ALL.indexOf(stage) - 1] ?? stage;
  return before.id === 'duplicates' ? STAGES[0] : before;
}

/** The stage that asks for a field; the check page for anything else. */
export function stageOfField(field: string): Stage {
  return ALL.find((stage) => (stage.fields as readonly string[]).includes(field)) ?? stageOf('check');
}
