import { Button } from '#web/components/Button.tsx';
import { ErrorSummary } from '#web/components/ErrorSummary.tsx';
import type { Frame } from '#web/components/frame.ts';
import { Layout } from '#web/components/Layout.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { TextInput } from '#web/components/TextInput.tsx';
import { paths } from '#web/paths.ts';
import type { Answers } from './answers.ts';
import { HiddenAnswers } from './FormParts.tsx';

export interface MinePageProps {
  frame: Frame;
  email: string;
  error?: string | undefined;
  /** Said when the mail could not be sent now. */
  warning?: string | undefined;
  sent?: boolean;
  /** The form left for this page, to go back to. */
  unfinished?: { answers: Answers; token: string } | undefined;
}

/** Sends people the private links of the entries they registered. */
export function MinePage({ frame, email, error, warning, sent = false, unfinished }: MinePageProps) {
  const { t, language } = frame;
  const action = `${paths.submit(language)}/mine`;
  return (
    <Layout frame={frame} title={t('submit.mine.title')} noindex>
      {error && <ErrorSummary title={t('submit.error.title')} items={[{ href: '#email', text: error }]} />}
      {warning && (
        <Notice kind="warning">
          <p>{warning}</p>
        </Notice>
      )}
      <h1>{t('submit.mine.title')}</h1>
      {sent ? (
        <Notice kind="success">
          <p>{t('submit.mine.sent')}</p>
        </Notice>
      ) : (
        <form method="post" action={action} noValidate>
          <p>{t('submit.mine.lead')}</p>
          {unfinished && <Unfinished {...unfinished} />}
          <TextInput
            id="email"
            name="email"
            type="email"
            autocomplete="email"
            label={t('field.contact_email')}
            required
            value={email}
            error={error}
          />
          <Button>{t('submit.mine.send')}</Button>
        </form>
      )}
      <p>
        {t('submit.mine.no-address')} <a href={paths.help(language)}>{t('layout.help')}</a>
      </p>
      {unfinished && (
        <form method="post" action={paths.submit(language)} noValidate>
          <Unfinished {...unfinished} />
          <Button kind="secondary" name="go" value="back">
            {t('submit.mine.back')}
          </Button>
        </form>
      )}
    </Layout>
  );
}

function Unfinished({ answers, token }: { answers: Answers; token: string }) {
  return (
    <>
      <input type="hidden" name="form" value={token} />
      <input type="hidden" name="stage" value="about" />
      <HiddenAnswers answers={answers} />
    </>
  );
}
