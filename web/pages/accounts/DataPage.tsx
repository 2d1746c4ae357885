import { Button, LinkButton } from '../../components/Button.tsx';
import { Choice } from '../../components/Choice.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';

export interface DataPageProps {
  frame: Frame;
  /** Whether somebody signed in just now and may erase. */
  fresh: boolean;
  /** Minutes for which that holds. */
  freshMinutes: number;
  /** Why the account was not erased. */
  error?: string | undefined;
}

/** A copy of everything that is held about somebody, and its end. */
export function DataPage({ frame, fresh, freshMinutes, error }: DataPageProps) {
  const { language, t } = frame;
  const path = paths.ownData(language);
  return (
    <Layout frame={frame} title={t('accounts.data')} noindex alternates={false}>
      {error && <ErrorSummary title={t('accounts.check')} items={[{ href: '#sure', text: error }]} />}
      <p>
        <a href={paths.account(language)}>{t('accounts.account.title')}</a>
      </p>
      <h1>{t('accounts.data')}</h1>
      <p class="lead">{t('accounts.data.lead')}</p>
      <p>
        <a href={paths.privacy(language)}>{t('layout.privacy')}</a>
      </p>
      <h2>{t('accounts.data.copy')}</h2>
      <p>{t('accounts.data.copy.body')}</p>
      <p>
        <LinkButton href={`${path}/export`} kind="secondary">
          {t('accounts.data.copy.link')}
        </LinkButton>
      </p>
      <h2>{t('accounts.data.erase')}</h2>
      <p>{t('accounts.data.erase.body')}</p>
      {fresh ? (
        <form method="post" action={`${path}/erase`}>
          <Choice
            type="checkbox"
            id="sure"
            name="sure"
            option={{ value: 'yes', label: t('accounts.data.erase.check') }}
            checked={false}
          />
          <p class="actions">
            <Button kind="danger">{t('accounts.data.erase.submit')}</Button>
          </p>
        </form>
      ) : (
        <form method="post" action={`${path}/again`} id="sure">
          <Notice kind="info">
            <p>{t('accounts.data.again', { minutes: freshMinutes })}</p>
          </Notice>
          <p class="actions">
            <Button kind="secondary">{t('accounts.data.again.send')}</Button>
          </p>
        </form>
      )}
    </Layout>
  );
}

/** Said to somebody who is nobody here any more. */
export function ErasedPage({ frame }: { frame: Frame }) {
  const { t } = frame;
  return (
    <Layout frame={frame} title={t('accounts.erased')} noindex alternates={false}>
      <h1>{t('accounts.erased')}</h1>
      <p class="lead">{t('accounts.erased.body')}</p>
    </Layout>
  );
}

/** Keeps an address from being forgotten. */
export function RenewPage({ frame, done, months }: { frame: Frame; done: boolean; months: number }) {
  const { t, language } = frame;
  const title = t(done ? 'accounts.renew.done' : 'accounts.renew');
  return (
    // The address of this page is a secret, which nothing on the page may repeat.
    <Layout frame={{ ...frame, path: paths.home(language) }} title={title} noindex alternates={false}>
      <h1>{title}</h1>
      <p class="lead">{t('accounts.renew.lead', { months })}</p>
      {!done && (
        <form method="post">
          <Button>{t('accounts.renew.submit')}</Button>
        </form>
      )}
    </Layout>
  );
}
