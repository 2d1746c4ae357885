import { languageName } from '#domain/taxonomy/language.ts';
import { paths } from '../../paths.ts';
import { SettlePage, type SettleProps } from '../versions/SettlePage.tsx';
import { type ShownTranslation, TranslationView } from './TranslationView.tsx';

/** One proposed translation for a moderator to accept or refuse. */
export function TranslationPage(props: SettleProps & { translation: ShownTranslation }) {
  const { frame, content, translation, settled } = props;
  const { t, language } = frame;
  return (
    <SettlePage
      {...props}
      id={translation.id}
      title={t('translations.one')}
      heading={t('translate.into', { language: languageName(translation.language, language) })}
      wide
      list={{ href: paths.translations(language), text: t('translations.back') }}
      said={t(`translations.${settled ?? 'not-now'}`)}
    >
      <TranslationView frame={frame} translation={translation} content={content} />
    </SettlePage>
  );
}
