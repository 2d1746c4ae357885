import { LANGUAGE_ENDONYMS, LANGUAGES } from '#domain/taxonomy/language.ts';
import { Select } from '#web/components/Select.tsx';
import { TextInput } from '#web/components/TextInput.tsx';
import { type FormView, one } from './answers.ts';
import { fieldOf } from './FormParts.tsx';

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
      <Trap view={view} />
    </>
  );
}

/** A field only programs fill in. People who do not see the page are told to leave it empty. */
function Trap({ view }: { view: FormView }) {
  const { answers, errors, frame } = view;
  const value = one(answers, 'trap');
  const error = errors.get('trap');
  const field = (
    <div class={error ? 'field invalid' : 'field'}>
      <label for="trap">{frame.t('submit.trap')}</label>
      {error && (
        <p class="error" id="trap-error">
          {error}
        </p>
      )}
      <input
        class="input"
        type="text"
        id="trap"
        name="trap"
        value={value}
        autocomplete="off"
        tabIndex={error ? undefined : -1}
        aria-describedby={error ? 'trap-error' : undefined}
        aria-invalid={error ? 'true' : undefined}
      />
    </div>
  );
  // Once it was filled in, a real person must be able to see and empty it.
  return error ? field : <div class="visually-hidden">{field}</div>;
}
