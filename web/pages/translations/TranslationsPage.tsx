import { languageName } from '#domain/taxonomy/language.ts';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';
import { type WaitingItem, WaitingPage } from '../versions/WaitingPage.tsx';

export interface TranslationsPageProps {
  frame: Frame;
  /** `language` is what each translates into. */
  translations: readonly (WaitingItem & { language: string })[];
  /** What was just done with one. */
  done: 'accepted' | 'refused' | undefined;
}

/** Proposed translations that wait, the longest first. */
export function TranslationsPage({ frame, translations, done }: TranslationsPageProps) {
  const { t, language } = frame;
  return (
    <WaitingPage
      frame={frame}
      title={t('translations.title')}
      lead={t('translations.lead')}
      href={paths.translations(language)}
      none={t('translations.none')}
      done={done && t(`translations.${done}`)}
      about={t('field.language')}
      since={t('translations.since')}
      items={translations.map((one) => ({ ...one, about: languageName(one.language, language) }))}
    />
  );
}
