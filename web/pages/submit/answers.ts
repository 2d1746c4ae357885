import { MAX_ORGANIZATIONS } from '#domain/schemas/atoms.ts';
import { type Form, one } from '#domain/schemas/form.ts';
import type { Frame } from '#web/components/frame.ts';

/** Answers of a form as typed. */
export type Answers = Form;

/** Rows of organisations a form can carry. */
export const ORGANIZATION_PARTS = ['name', 'acronym', 'role'] as const;

export interface OrganizationRow {
  name: string;
  acronym: string;
  role: string;
}

/** The rows of organisations with text in them, and the first one in any case. */
export function organizationRows(answers: Answers): OrganizationRow[] {
  return Array.from({ length: MAX_ORGANIZATIONS }, (_, row) => ({
    name: one(answers, `organizations.${row}.name`),
    acronym: one(answers, `organizations.${row}.acronym`),
    role: one(answers, `organizations.${row}.role`) || (row === 0 ? 'lead' : 'partner'),
  })).filter(({ name, acronym }, row) => row === 0 || name.trim() !== '' || acronym.trim() !== '');
}

/** What every part of the form needs to show itself. */
export interface FormView {
  frame: Frame;
  answers: Answers;
  /** What is wrong, by id of the control, in the order of the form. */
  errors: ReadonlyMap<string, string>;
  /** Fields a moderator asks to change. */
  asked?: ReadonlySet<string>;
}
