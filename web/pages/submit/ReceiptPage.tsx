import type { Frame } from '#web/components/frame.ts';
import { Layout } from '#web/components/Layout.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { paths } from '#web/paths.ts';

export function ReceiptPage({ frame, reference, email }: { frame: Frame; reference: string; email: string }) {
  const { t, language } = frame;
  return (
    <Layout frame={frame} title={t('submit.receipt.title')} noindex>
      <h1>{t('submit.receipt.title')}</h1>
      <Notice kind="success" title={t('submit.receipt.reference')}>
        <p class="reference">
          <bdi class="code">{reference}</bdi>
        </p>
      </Notice>
      <h2>{t('submit.receipt.next')}</h2>
      <p>
        {t('submit.receipt.mail')} <bdi>{email}</bdi>
      </p>
      <p>{t('submit.receipt.confirm')}</p>
      <p>{t('submit.receipt.no-mail')}</p>
      <p>
        <a href={paths.submit(language)}>{t('submit.receipt.another')}</a>
      </p>
    </Layout>
  );
}
