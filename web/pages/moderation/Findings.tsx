import { textIn } from '#domain/initiative/content.ts';
import type { Hint } from '#domain/initiative/hints.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';
import { pairPath } from './DuplicatesPage.tsx';
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
    case 'dead-link': {
      const { why, url } = hint;
      const status = typeof why === 'number' ? why : 0;
      return t('moderation.hint.dead-link', { why: why === 'no-host' ? 'host' : String(why), status, url });
    }
    case 'refused-link':
      return t('moderation.hint.refused-link', { url: hint.url });
    case 'no-evidence':
      return t('moderation.hint.no-evidence');
    case 'other-language':
      return t('moderation.hint.other-language', {
        language: languageName(hint.language, language),
        detected: languageName(hint.detected, language),
      });
    case 'copy':
      return t('moderation.hint.copy', { percent: hint.percent, reference: referenceOf(hint.id) });
  }
}

interface HintsProps {
  frame: Frame;
  hints: readonly Hint[];
  /** Whether links and texts were looked at already. */
  checked: boolean;
}

export function Hints({ frame, hints, checked }: HintsProps) {
  const { t } = frame;
  return (
    <section aria-labelledby="hints">
      <h2 id="hints">{t('moderation.hints')}</h2>
      {!checked && <p class="hint">{t('moderation.hints.pending')}</p>}
      {hints.length === 0 ? (
        checked && <p>{t('moderation.hints.none')}</p>
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

type DuplicatesProps = ReviewPageProps['duplicates'] & { frame: Frame; id: string; query: string };

/** Entries that may be this initiative, each with a way to compare both. */
export function Duplicates({ frame, id, published, waiting, query }: DuplicatesProps) {
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
                <span class="hint">{t('state.published')}</span>{' '}
                <a href={pairPath(language, id, initiative.id)}>{t('duplicates.compare')}</a>
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
              <span class="hint">{t(`state.${entry.state}`)}</span>{' '}
              <a href={pairPath(language, id, entry.id)}>{t('duplicates.compare')}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
