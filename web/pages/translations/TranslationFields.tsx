import { DETAIL_FIELDS, type Text, type TextParts } from '#domain/initiative/content.ts';
import { DETAIL_LENGTH } from '#domain/schemas/atoms.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import type { Frame } from '../../components/frame.ts';
import { TextArea } from '../../components/TextArea.tsx';
import { TextInput } from '../../components/TextInput.tsx';

/** What is translated, in the order of the form. */
export const PARTS = ['title', 'summary', ...DETAIL_FIELDS] as const;
export type PartName = (typeof PARTS)[number];

/** The parts of a translation as typed. */
export type PartValues = Readonly<Partial<Record<PartName, string>>>;

export interface FieldError {
  field: string;
  text: string;
}

/** A version as the form shows it. */
export function valuesOf(parts: TextParts | undefined): PartValues {
  return Object.fromEntries(PARTS.map((part) => [part, parts?.[part] ?? '']));
}

/** Each part of the original beside the field for its translation; what the original does not tell has none. */
export function TranslationFields({
  frame,
  original,
  language,
  values,
  errors,
}: {
  frame: Frame;
  original: Text;
  /** The language to translate into. */
  language: string;
  values: PartValues;
  errors: readonly FieldError[];
}) {
  const { t } = frame;
  const to = languageName(language, frame.language);
  return (
    <>
      {PARTS.map((part) => {
        const said = original[part];
        if (!said) return null;
        const field = {
          id: part,
          name: part,
          label: `${t(`field.${part}`)} (${to})`,
          optionalLabel: t('submit.optional'),
          required: part === 'title',
          value: values[part] ?? '',
          error: errors.find((error) => error.field === part)?.text,
          lang: language,
        };
        return (
          <div key={part} class="translate-part">
            <div class="translate-original">
              <p class="hint">
                {t(`field.${part}`)} ({languageName(original.language, frame.language)})
              </p>
              <p class="prose" lang={original.language} dir="auto">
                {said}
              </p>
            </div>
            {part === 'title' ? (
              <TextInput {...field} />
            ) : (
              <TextArea
                {...field}
                rows={part === 'summary' ? 8 : 5}
                maxLength={part === 'summary' ? undefined : DETAIL_LENGTH * 2}
              />
            )}
          </div>
        );
      })}
    </>
  );
}
