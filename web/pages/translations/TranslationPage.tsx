import type { Content } from '#domain/initiative/content.ts';
import { originalOf } from '#domain/initiative/translations.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { paths } from '../../paths.ts';
import { type ShownTranslation, TranslationView } from './TranslationView.tsx';

export interface TranslationPageProps {
  frame: Frame;
  entryId: string;
  /** Of the entry, to be named in a write. */
  version: number;
  content: Content;
  translation: ShownTranslation;
  /** How it was settled, if it was. */
  settled: 'accepted' | 'refused' | null;
  /** Whether this person may settle it now. */
  allowed: boolean;
  /** What was written to who proposed it. */
  answer: string;
  answerError?: string | undefined;
  warning?: string | undefined;
}

/** One proposed translation for a moderator to accept or refuse. */
export function TranslationPage(props: TranslationPageProps) {
  const { frame, entryId, content, translation, settled, allowed } = props;
  const { t, language } = frame;
  const original = originalOf(content);
  return (
    <Layout frame={frame} title={t('translations.one')} noindex alternates={false} wide>
      {props.answerError && (
        <ErrorSummary
          title={t('problem.invalid-input.title')}
          items={[{ href: '#answer', text: props.answerError }]}
        />
      )}
      {props.warning && (
        <Notice kind="warning">
          <p>{props.warning}</p>
        </Notice>
      )}
      <p>
        <a href={paths.translations(language)}>{t('translations.back')}</a>
      </p>
      <h1>{t('translate.into', { language: languageName(translation.language, language) })}</h1>
      <p class="lead">
        <a href={`${paths.moderation(language)}/${entryId}`}>
          <bdi lang={original.language}>{original.title}</bdi>
        </a>
      </p>
      <TranslationView frame={frame} translation={translation} content={content} />
      {settled && <p>{t(`translations.${settled}`)}</p>}
      {!settled && !allowed && <p>{t('translations.not-now')}</p>}
      {!settled && allowed && <Forms {...props} />}
    </Layout>
  );
}

function Forms({ frame, version, translation, answer, answerError }: TranslationPageProps) {
  const { t, language } = frame;
  const href = `${paths.translations(language)}/${translation.id}`;
  return (
    <>
      <form class="form" method="post" action={`${href}/accept`}>
        <input type="hidden" name="expected_version" value={String(version)} />
        <Button>{t('corrections.accept')}</Button>
      </form>
      <form class="form" method="post" action={`${href}/refuse`} noValidate>
        <TextArea
          id="answer"
          name="answer"
          label={t('correction.answer')}
          hint={t('corrections.answer.hint')}
          required
          value={answer}
          error={answerError}
          rows={3}
        />
        <Button kind="secondary">{t('correction.refuse')}</Button>
      </form>
    </>
  );
}
