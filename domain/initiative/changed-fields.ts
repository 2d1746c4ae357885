import { FIELD_NAMES } from '../schemas/submission.ts';
import type { Content } from './content.ts';

export type FieldName = (typeof FIELD_NAMES)[number];

function saidIn(content: Content, field: FieldName): unknown {
  if (field === 'title') return content.texts.map(({ language, title }) => [language, title]);
  if (field === 'summary') return content.texts.map(({ language, summary }) => [language, summary]);
  return content[field];
}

/** Fields of the form that two revisions differ in, in the order of the form. */
export function changedFields(before: Content, after: Content): FieldName[] {
  return FIELD_NAMES.filter(
    (field) => JSON.stringify(saidIn(before, field)) !== JSON.stringify(saidIn(after, field)),
  );
}
