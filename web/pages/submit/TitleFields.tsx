import { one } from '#domain/schemas/form.ts';
import type { Language } from '#domain/taxonomy/language.ts';
import {
  CONTENT_LANGUAGES,
  isLanguage,
  LANGUAGE_ENDONYMS,
  LANGUAGES,
  languageName,
} from '#domain/taxonomy/language.ts';
import { Select, type SelectOption } from '#web/components/Select.tsx';
import { TextInput } from '#web/components/TextInput.tsx';
import type { FormView } from './answers.ts';
import { Asked, fieldOf } from './FormParts.tsx';

/** The six languages of the register first, then all others as readers of the page call them. */
export function languageOptions(language: Language): SelectOption[] {
  const others = CONTENT_LANGUAGES.filter((code) => !isLanguage(code)).map((code) => ({
    value: code,
    label: languageName(code, language),
  }));
  const { compare } = new Intl.Collator(language);
  return [
    ...LANGUAGES.map((code) => ({ value: code, label: LANGUAGE_ENDONYMS[code], lang: code })),
    ...others.sort((a, b) => compare(a.label, b.label)),
  ];
}

export function TitleFields({ view }: { view: FormView }) {
  const { frame, answers } = view;
  const { t } = frame;
  return (
    <>
      <Asked view={view} field="title">
        <TextInput
          {...fieldOf(view, 'title', { required: true, hint: t('submit.title.hint') })}
          value={one(answers, 'title')}
          lang={one(answers, 'language') || undefined}
        />
      </Asked>
      <Asked view={view} field="language">
        <Select
          {...fieldOf(view, 'language', { required: true, hint: t('submit.language.hint') })}
          label={t('submit.language')}
          value={one(answers, 'language')}
          options={languageOptions(frame.language)}
          emptyLabel={t('submit.choose')}
        />
      </Asked>
    </>
  );
}
