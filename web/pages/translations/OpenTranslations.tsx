import type { Content } from '#domain/initiative/content.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import type { Frame } from '../../components/frame.ts';
import { OwnerSettleForms } from '../versions/SettlePage.tsx';
import { type ShownTranslation, TranslationView } from './TranslationView.tsx';

/** What readers propose as translations, for the owner to accept or refuse. */
export function OpenTranslations({
  frame,
  href,
  version,
  content,
  translations,
}: {
  frame: Frame;
  /** Address of the page of the languages of the entry. */
  href: string;
  version: number;
  content: Content;
  translations: readonly ShownTranslation[];
}) {
  const { t, language } = frame;
  if (translations.length === 0) return null;
  return (
    <section aria-labelledby="proposed">
      <h2 id="proposed">{t('translations.title')}</h2>
      <p>{t('translations.owner')}</p>
      {translations.map((translation) => (
        <article key={translation.id} class="correction">
          <h3>{languageName(translation.language, language)}</h3>
          <TranslationView frame={frame} translation={translation} content={content} />
          <OwnerSettleForms frame={frame} id={translation.id} href={href} version={version} />
        </article>
      ))}
    </section>
  );
}
