import { direction, LANGUAGE_ENDONYMS, LANGUAGES } from '#domain/taxonomy/language.ts';
import { inLanguage } from '../paths.ts';
import type { Frame } from './frame.ts';

/** Links to the same place in the six languages. */
export function LanguageSwitch({ frame }: { frame: Frame }) {
  return (
    <nav class="languages" aria-label={frame.t('layout.languages')}>
      <ul>
        {LANGUAGES.map((language) => (
          <li key={language}>
            <a
              href={inLanguage(frame.path, language)}
              lang={language}
              hreflang={language}
              dir={direction(language)}
              aria-current={language === frame.language ? 'true' : undefined}
            >
              {LANGUAGE_ENDONYMS[language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
