import type { Content, TextParts } from '#domain/initiative/content.ts';
import { originalOf } from '#domain/initiative/translations.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import type { Frame } from '../../components/frame.ts';
import { Notice } from '../../components/Notice.tsx';
import { PARTS } from './TranslationFields.tsx';

/** A proposed translation beside the entry. */
export interface ShownTranslation {
  id: string;
  language: string;
  parts: TextParts;
  /** Whether the original changed since it was written. */
  outdated: boolean;
  createdAt: number;
}

/** A proposed translation, part by part beside the original as it is now, and what it would replace. */
export function TranslationView({
  frame,
  translation,
  content,
}: {
  frame: Frame;
  translation: ShownTranslation;
  content: Content;
}) {
  const { t, language } = frame;
  const original = originalOf(content);
  const replaced = content.texts.some((text) => text.language === translation.language);
  return (
    <>
      <p class="hint">{t('translate.proposed-on', { date: formatDate(language, translation.createdAt) })}</p>
      {translation.outdated && (
        <Notice kind="warning">
          <p>{t('translate.outdated')}</p>
        </Notice>
      )}
      {replaced && <p>{t('translate.replaces')}</p>}
      {PARTS.map((part) => {
        if (!original[part] && !translation.parts[part]) return null;
        return (
          <div key={part} class="translate-part">
            {[original, { ...translation.parts, language: translation.language }].map((side) => (
              <div key={side.language}>
                <p class="hint">
                  {t(`field.${part}`)} ({languageName(side.language, language)})
                </p>
                {side[part] ? (
                  <p class="prose" lang={side.language} dir="auto">
                    {side[part]}
                  </p>
                ) : (
                  <p class="hint">{t('moderation.empty-field')}</p>
                )}
              </div>
            ))}
          </div>
        );
      })}
    </>
  );
}
