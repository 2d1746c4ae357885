import { textIn } from '#domain/initiative/content.ts';
import type { Hint } from '#domain/initiative/hints.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';
import type { ReviewPageProps } from './ReviewPage.tsx';

function hintText({ language, t }: Frame, hint: Hint): string {
  switch (hint.code) {
    case 'no-link':
      return t('moderation.hint.no-link');
    case 'plain-http':
      return t('moderation.hint.plain-http', { url: hint.url });
    case 'odd-link':
      return t('moderation.hint.odd-link', { url: hint.url });
    case 'words':
      return t('moderation.hint.words', { count: hint.count, min: hint.min, max: hint.max });
    case 'script':
      return t('moderation.hint.script', { language: languageName(hint.language, language) });
  }
}

export function Hints({ frame, hints }: { frame: Frame; hints: readonly Hint[] }) {
  const { t } = frame;
  return (
    <section aria-labelledby="hints">
      <h2 id="hints">{t('moderation.hints')}</h2>
      {hints.length === 0 ? (
        <p>{t('moderation.hints.none')}</p>
      ) : (
        <>
          <p class="hint">{t('moderation.hints.lead')}</p>
          <ul>
            {hints.map((hint, index) => (
              <li key={index} dir="auto">
                {hintText(frame, hint)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

type DuplicatesProps = ReviewPageProps['duplicates'] & { frame: Frame; query: string };

/** Entries with a title much like this one. */
export function Duplicates({ frame, published, waiting, query }: DuplicatesProps) {
  const { language, t } = frame;
  return (
    <section aria-labelledby="duplicates">
      <h2 id="duplicates">{t('moderation.duplicates')}</h2>
      {published.length + waiting.length === 0 ? (
        <p>{t('moderation.duplicates.none')}</p>
      ) : (
        <ul>
          {published.map((initiative) => {
            const text = textIn(initiative, language);
            return (
              <li key={initiative.id}>
                <a href={paths.initiative(language, initiative)} lang={text.language} dir="auto">
                  {text.title}
                </a>{' '}
                <span class="hint">{t('state.published')}</span>
              </li>
            );
          })}
          {waiting.map((entry) => (
            <li key={entry.id}>
              <a
                href={`${paths.moderation(language)}/${entry.id}${query ? `?${query}` : ''}`}
                lang={entry.language}
                dir="auto"
              >
                {entry.title}
              </a>{' '}
              <span class="hint">{t(`state.${entry.state}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
