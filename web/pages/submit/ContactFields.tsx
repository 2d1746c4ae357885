import { one } from '#domain/schemas/form.ts';
import { LANGUAGE_ENDONYMS, LANGUAGES } from '#domain/taxonomy/language.ts';
import { Select } from '#web/components/Select.tsx';
import { TextInput } from '#web/components/TextInput.tsx';
import type { FormView } from './answers.ts';
import { fieldOf } from './FormParts.tsx';
import { Trap } from './Trap.tsx';

export function ContactFields({ view }: { view: FormView }) {
  const { answers, errors, frame } = view;
  const { t } = frame;
  return (
    <>
      <TextInput
        {...fieldOf(view, 'contact_email', { required: true, hint: t('submit.contact.hint') })}
        type="email"
        autocomplete="email"
        value={one(answers, 'contact_email')}
      />
      <Select
        id="contact_language"
        name="contact_language"
        label={t('submit.contact.language')}
        required
        error={errors.get('contact_language')}
        value={one(answers, 'contact_language') || frame.language}
        options={LANGUAGES.map((code) => ({ value: code, label: LANGUAGE_ENDONYMS[code], lang: code }))}
      />
      <Trap t={t} value={one(answers, 'trap')} error={errors.get('trap')} />
    </>
  );
}
