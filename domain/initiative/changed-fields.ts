import { FIELD_NAMES } from '../schemas/submission.ts';
import { difference, type Part } from '../text/difference.ts';
import { type Content, DETAIL_FIELDS } from './content.ts';

export type FieldName = (typeof FIELD_NAMES)[number];

/** Fields whose change an organisation that has proved its domain may publish at once, if nothing else changes. */
export const SMALL_FIELDS = [
  'activity_status',
  'start_date',
  'end_date',
  'urls',
] as const satisfies readonly FieldName[];

/** What exists once in each language of an entry. */
export const TEXT_FIELDS = ['title', 'summary', ...DETAIL_FIELDS] as const satisfies readonly FieldName[];
export type TextField = (typeof TEXT_FIELDS)[number];

export function isTextField(field: FieldName): field is TextField {
  return (TEXT_FIELDS as readonly FieldName[]).includes(field);
}

function saidIn(content: Content, field: FieldName): unknown {
  if (isTextField(field))
    // A language without a detail says as little of it as no language.
    return content.texts.flatMap((text) => (text[field] === undefined ? [] : [[text.language, text[field]]]));
  return content[field];
}

/** Fields of the form that two revisions differ in, in the order of the form. */
export function changedFields(before: Content, after: Content): FieldName[] {
  return FIELD_NAMES.filter(
    (field) => JSON.stringify(saidIn(before, field)) !== JSON.stringify(saidIn(after, field)),
  );
}

/** Whether something changed, and nothing but what counts as small. */
export function isSmallChange(fields: readonly FieldName[]): boolean {
  return fields.length > 0 && fields.every((field) => (SMALL_FIELDS as readonly FieldName[]).includes(field));
}

/** The text of a field in one language; empty if there is none. */
export function textOfField(content: Pick<Content, 'texts'>, field: TextField, language: string): string {
  return content.texts.find((text) => text.language === language)?.[field] ?? '';
}

export interface TextDifference {
  language: string;
  parts: Part[];
}

/** The languages in which the text of a field changed, those of `after` first, with what changed word by word. */
export function textDifferences(before: Content, after: Content, field: TextField): TextDifference[] {
  const languages = new Set([...after.texts, ...before.texts].map(({ language }) => language));
  return [...languages]
    .map((language) => ({
      language,
      was: textOfField(before, field, language),
      is: textOfField(after, field, language),
    }))
    .filter(({ was, is }) => was !== is)
    .map(({ language, was, is }) => ({ language, parts: difference(was, is, language) }));
}
