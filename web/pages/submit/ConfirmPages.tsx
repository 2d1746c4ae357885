import { Button, LinkButton } from '#web/components/Button.tsx';
import type { Frame } from '#web/components/frame.ts';
import { Layout } from '#web/components/Layout.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { paths } from '#web/paths.ts';
import { EntrySteps } from './EntrySteps.tsx';

export interface ConfirmedPageProps {
  frame: Frame;
  title: string;
  titleLanguage: string;
  reference: string;
  statusHref: string;
}

export function ConfirmedPage({ frame, title, titleLanguage, reference, statusHref }: ConfirmedPageProps) {
  const { language, t } = frame;
  return (
    <Layout frame={frame} title={t('submit.confirmed.title')} noindex>
      <h1>{t('submit.confirmed.title')}</h1>
      <p class="lead">
        <span lang={titleLanguage} dir="auto">
          {title}
        </span>{' '}
        <bdi class="code">{reference}</bdi>
      </p>
      <div class="standing">
        <p>{t('submit.confirmed.next')}</p>
        <LinkButton href={statusHref}>{t('submit.confirmed.status')}</LinkButton>
        <EntrySteps
          frame={frame}
          done={2}
          about={{
            'looked-at': (
              <p>
                {t('submit.receipt.read')} <a href={paths.reviewTimes(language)}>{t('review-times.title')}</a>
              </p>
            ),
            decided: <p>{t('submit.receipt.decided')}</p>,
          }}
        />
      </div>
    </Layout>
  );
}

export interface ExpiredPageProps {
  frame: Frame;
  /** Where a new link is asked for. */
  action: string;
  sent?: boolean;
  /** Said when a new link could not be sent now. */
  warning?: string | undefined;
}

export function ExpiredPage({ frame, action, sent = false, warning }: ExpiredPageProps) {
  const { t } = frame;
  return (
    <Layout frame={frame} title={t(sent ? 'submit.expired.sent-title' : 'submit.expired.title')} noindex>
      {warning && (
        <Notice kind="warning">
          <p>{warning}</p>
        </Notice>
      )}
      <h1>{t(sent ? 'submit.expired.sent-title' : 'submit.expired.title')}</h1>
      <p class="lead">{t(sent ? 'submit.expired.sent' : 'submit.expired.lead')}</p>
      {!sent && (
        <form method="post" action={action}>
          <Button>{t('submit.expired.send')}</Button>
        </form>
      )}
    </Layout>
  );
}
