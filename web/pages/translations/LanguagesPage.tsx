import type { Content } from '#domain/initiative/content.ts';
import { originalOf } from '#domain/initiative/translations.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ChooseLanguage } from './ChooseLanguage.tsx';
import { OpenTranslations } from './OpenTranslations.tsx';
import { OriginTags } from './OriginTags.tsx';
import { type FieldError, type PartValues, TranslationFields } from './TranslationFields.tsx';
import type { ShownTranslation } from './TranslationView.tsx';

export interface LanguagesPageProps {
  frame: Frame;
  /** Address of this page, and of the private page of the entry. */
  href: string;
  back: string;
  version: number;
  content: Content;
  /** Whether the holder may change the entry now. */
  canRevise: boolean;
  /** The language that is added or changed; null for the list. */
  into: string | null;
  values: PartValues;
  errors: readonly FieldError[];
  translations: readonly ShownTranslation[];
  notice?: { kind: 'success' | 'warning'; text: string } | undefined;
}

/** The languages of an entry, for its owner: what it has, one more, and what readers propose. */
export function LanguagesPage(props: LanguagesPageProps) {
  const { frame, href, content, canRevise, into, errors, notice } = props;
  const { t, language } = frame;
  const original = originalOf(content);
  return (
    <Layout frame={frame} title={t('languages.title')} noindex wide={into !== null}>
      {errors.length > 0 && (
        <ErrorSummary
          title={t('submit.error.title')}
          items={errors.map(({ field, text }) => ({ href: `#${field}`, text }))}
        />
      )}
      {notice && (
        <Notice kind={notice.kind}>
          <p>{notice.text}</p>
        </Notice>
      )}
      <p>
        <a href={props.back}>{t('languages.back')}</a>
      </p>
      <h1>{into ? t('translate.into', { language: languageName(into, language) }) : t('languages.title')}</h1>
      <p class="lead">
        <bdi lang={original.language}>{original.title}</bdi>
      </p>
      {into === null ? <Overview {...props} /> : <TranslateForm {...props} into={into} />}
      {into === null && canRevise && (
        <section aria-labelledby="add">
          <h2 id="add">{t('languages.add')}</h2>
          <p>{t('languages.add.lead')}</p>
          <ChooseLanguage frame={frame} action={href} original={original.language} />
        </section>
      )}
      {into === null && canRevise && <OpenTranslations {...props} />}
    </Layout>
  );
}

function Overview({ frame, href, content, version, canRevise }: LanguagesPageProps) {
  const { t, language } = frame;
  return (
    <ul class="language-versions">
      {content.texts.map((text) => {
        const name = languageName(text.language, language);
        return (
          <li key={text.language}>
            <p>
              <strong>{name}</strong> <OriginTags frame={frame} text={text} />
            </p>
            <p lang={text.language} dir="auto">
              {text.title}
            </p>
            {canRevise && text.language !== content.language && (
              <div class="actions">
                <a href={`${href}?language=${text.language}`}>
                  {t('languages.change')} <span class="visually-hidden">{name}</span>
                </a>
                <form method="post" action={`${href}/remove`}>
                  <input type="hidden" name="expected_version" value={String(version)} />
                  <input type="hidden" name="language" value={text.language} />
                  <Button kind="secondary">
                    {t('languages.remove')} <span class="visually-hidden">{name}</span>
                  </Button>
                </form>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function TranslateForm(props: LanguagesPageProps & { into: string }) {
  const { frame, href, content, version, into, values, errors } = props;
  return (
    <form class="form" method="post" action={href} noValidate>
      <input type="hidden" name="expected_version" value={String(version)} />
      <input type="hidden" name="language" value={into} />
      <TranslationFields
        frame={frame}
        original={originalOf(content)}
        language={into}
        values={values}
        errors={errors}
      />
      <div class="actions">
        <Button>{frame.t('submit.revise.send')}</Button>
      </div>
    </form>
  );
}
