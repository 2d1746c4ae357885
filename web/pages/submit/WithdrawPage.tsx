import { Button, LinkButton } from '#web/components/Button.tsx';
import type { Frame } from '#web/components/frame.ts';
import { Layout } from '#web/components/Layout.tsx';
import { Notice } from '#web/components/Notice.tsx';

export interface WithdrawPageProps {
  frame: Frame;
  title: string;
  titleLanguage: string;
  wasPublic: boolean;
  version: number;
  /** Address of the status page. */
  href: string;
  warning?: string | undefined;
}

/** Asks once more before an entry is taken back for good. */
export function WithdrawPage({
  frame,
  title,
  titleLanguage,
  wasPublic,
  version,
  href,
  warning,
}: WithdrawPageProps) {
  const { t } = frame;
  return (
    <Layout frame={frame} title={t('submit.withdraw.confirm-title')} noindex>
      {warning && (
        <Notice kind="warning">
          <p>{warning}</p>
        </Notice>
      )}
      <h1>{t('submit.withdraw.confirm-title')}</h1>
      <p class="lead" lang={titleLanguage} dir="auto">
        {title}
      </p>
      <p>{t(wasPublic ? 'submit.withdraw.public' : 'submit.withdraw.private')}</p>
      <form method="post" action={`${href}/withdraw`}>
        <input type="hidden" name="expected_version" value={String(version)} />
        <div class="actions">
          <Button kind="danger">{t('submit.withdraw.do')}</Button>
          <LinkButton kind="secondary" href={href}>
            {t('submit.withdraw.keep')}
          </LinkButton>
        </div>
      </form>
    </Layout>
  );
}
