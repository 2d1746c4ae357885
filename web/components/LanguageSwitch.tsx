import { direction, LANGUAGE_ENDONYMS, LANGUAGES, type Language } from '#domain/taxonomy/language.ts';
import { inLanguage } from '../paths.ts';
import type { Frame } from './frame.ts';

/** The same place in the six languages: links, or buttons where the answers of a form must come along. */
export function LanguageSwitch({ frame }: { frame: Frame }) {
  return (
    <nav class="languages" aria-label={frame.t('layout.languages')}>
      {frame.form !== undefined && <EnterKey form={frame.form} />}
      <ul>
        {LANGUAGES.map((language) => (
          <li key={language}>
            <Choice frame={frame} language={language} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The Enter key presses the first button of a form in the document; without this one it would change the language. */
function EnterKey({ form }: { form: string }) {
  return <button type="submit" form={form} class="visually-hidden" tabIndex={-1} aria-hidden="true" />;
}

function Choice({ frame, language }: { frame: Frame; language: Language }) {
  const address = inLanguage(frame.path, language);
  const common = {
    lang: language,
    dir: direction(language),
    'aria-current': language === frame.language ? 'true' : undefined,
  } as const;
  if (frame.form === undefined)
    return (
      <a href={address} hreflang={language} {...common}>
        {LANGUAGE_ENDONYMS[language]}
      </a>
    );
  return (
    <button
      type="submit"
      form={frame.form}
      formAction={address}
      formNoValidate
      name="go"
      value="stay"
      {...common}
    >
      {LANGUAGE_ENDONYMS[language]}
    </button>
  );
}
