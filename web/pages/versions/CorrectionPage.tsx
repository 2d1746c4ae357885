import type { Content } from '#domain/initiative/content.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { paths } from '../../paths.ts';
import { CorrectionView, Overwrite, type ShownCorrection } from './CorrectionView.tsx';

export interface CorrectionPageProps {
  frame: Frame;
  entryId: string;
  title: string;
  titleLanguage: string;
  /** Of the entry, to be named in a write. */
  version: number;
  content: Content;
  correction: ShownCorrection;
  /** How it was settled, if it was. */
  settled: 'accepted' | 'refused' | null;
  /** Whether this person may settle it now. */
  allowed: boolean;
  /** What was written to who suggested it. */
  answer: string;
  answerError?: string | undefined;
  warning?: string | undefined;
}

/** One suggested correction for a moderator to accept or refuse. */
export function CorrectionPage(props: CorrectionPageProps) {
  const { frame, entryId, title, titleLanguage, content, correction, settled, allowed } = props;
  const { t, language } = frame;
  return (
    <Layout frame={frame} title={t('corrections.one')} noindex alternates={false}>
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
        <a href={`${paths.moderation(language)}/corrections`}>{t('corrections.back')}</a>
      </p>
      <h1>{t('corrections.one')}</h1>
      <p class="lead">
        <a href={`${paths.moderation(language)}/${entryId}`}>
          <bdi lang={titleLanguage}>{title}</bdi>
        </a>
      </p>
      <section class="correction" aria-labelledby="what">
        <h2 id="what">{t(`field.${correction.field}`)}</h2>
        <CorrectionView frame={frame} correction={correction} content={content} />
      </section>
      {settled && <p>{t(`corrections.${settled}`)}</p>}
      {!settled && !allowed && <p>{t('corrections.not-now')}</p>}
      {!settled && allowed && <Forms {...props} />}
    </Layout>
  );
}

function Forms({ frame, version, correction, answer, answerError }: CorrectionPageProps) {
  const { t, language } = frame;
  const href = `${paths.moderation(language)}/corrections/${correction.id}`;
  return (
    <>
      <form class="form" method="post" action={`${href}/accept`}>
        <input type="hidden" name="expected_version" value={String(version)} />
        {correction.stale && <Overwrite frame={frame} id={correction.id} />}
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
