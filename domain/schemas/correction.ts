import * as v from 'valibot';
import { isTextField, TEXT_FIELDS, type TextField } from '../initiative/changed-fields.ts';
import type { Content, Text } from '../initiative/content.ts';
import { markOutdated } from '../initiative/translations.ts';
import { ACTIVITY_STATUSES } from '../taxonomy/code-lists.ts';
import {
  code,
  codes,
  Detail,
  EmailAddress,
  HttpUrl,
  issue,
  LanguageCode,
  MAX_URLS,
  MESSAGE_LENGTH,
  PartialDate,
  plainText,
  Summary,
  Title,
} from './atoms.ts';
import { datesInOrder } from './submission.ts';

/** Fields that anybody may suggest a correction to. */
export const CORRECTABLE_FIELDS = [
  ...TEXT_FIELDS,
  'activity_status',
  'start_date',
  'end_date',
  'urls',
] as const;
export type CorrectableField = (typeof CORRECTABLE_FIELDS)[number];

/** Days that the owner of an entry has before moderators see a suggested correction too. */
export const OWNER_DAYS = 14;

/** `open`: for the owner first, for moderators too once it is due. */
export type CorrectionState = 'unconfirmed' | 'open' | 'accepted' | 'refused';

/** What a field would be; a list for `urls`, null for a date or status that is not known. */
export type CorrectedValue = string | string[] | null;

const about = {
  evidence: plainText(MESSAGE_LENGTH, { multiline: true, min: 10, formulas: true }),
  email: EmailAddress,
};

function text<const TField extends CorrectableField, const TSchema extends v.GenericSchema>(
  field: TField,
  value: TSchema,
) {
  return v.object({ field: v.literal(field), language: LanguageCode, value, ...about }, issue('wrong-type'));
}

function fact<const TField extends CorrectableField, const TSchema extends v.GenericSchema>(
  field: TField,
  value: TSchema,
) {
  return v.object(
    { field: v.literal(field), language: v.optional(v.null(), null), value, ...about },
    issue('wrong-type'),
  );
}

/** A suggested correction as it arrives: what, in which language, why, and an address that is confirmed by mail. */
export const Suggestion = v.variant(
  'field',
  [
    text('title', Title),
    text('summary', Summary),
    text('impact', v.nullable(Detail)),
    text('partnerships', v.nullable(Detail)),
    text('challenges', v.nullable(Detail)),
    text('evidence', v.nullable(Detail)),
    fact('activity_status', v.nullable(code(ACTIVITY_STATUSES))),
    fact('start_date', v.nullable(PartialDate)),
    fact('end_date', v.nullable(PartialDate)),
    fact('urls', codes(HttpUrl, { max: MAX_URLS })),
  ],
  issue('unknown-code'),
);
export type Suggestion = v.InferOutput<typeof Suggestion>;

export interface Correction {
  field: CorrectableField;
  language: string | null;
  value: CorrectedValue;
}

type Correctable = Pick<Content, 'texts' | Exclude<CorrectableField, TextField>>;

/** What an entry says where a correction would change it. */
export function valueAt(
  content: Correctable,
  { field, language }: Pick<Correction, 'field' | 'language'>,
): CorrectedValue {
  if (isTextField(field)) return content.texts.find((one) => one.language === language)?.[field] ?? null;
  return content[field];
}

/** Whether two values of a field are the same. */
export function isSameValue(a: CorrectedValue, b: CorrectedValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The content with a correction taken up. A year that follows from the start follows the new one. */
export function corrected(content: Content, { field, language, value }: Correction): Content {
  if (isTextField(field))
    return markOutdated(content, {
      ...content,
      texts: content.texts.map((one) => {
        if (one.language !== language) return one;
        const { [field]: _before, ...rest } = one;
        return { ...rest, ...(value !== null && { [field]: value }) } as Text;
      }),
    });
  const year = field === 'start_date' && typeof value === 'string' ? Number(value.slice(0, 4)) : content.year;
  return { ...content, year, [field]: value };
}

/** Whether the dates would still be in order. */
export function keepsOrder(
  { start_date, end_date }: Pick<Content, 'start_date' | 'end_date'>,
  { field, value }: Correction,
): boolean {
  return datesInOrder({ start_date, end_date, [field]: value });
}
