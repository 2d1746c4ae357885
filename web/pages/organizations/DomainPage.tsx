import { Button, LinkButton } from '../../components/Button.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextInput } from '../../components/TextInput.tsx';

export interface DomainPageProps {
  frame: Frame;
  id: string;
  name: string;
  /** Null where the address on the web proves nothing. */
  domain: string | null;
  record: string;
  mailbox: string;
  error?: string | undefined;
  notice?: { kind: 'success' | 'warning'; text: string } | undefined;
}

/** Two ways to prove that a domain is the organisation's. */
export function DomainPage(props: DomainPageProps) {
  const { frame, id, name, domain, record, mailbox, error, notice } = props;
  const { t, language } = frame;
  const manage = `/${language}/manage/organizations/${id}`;
  return (
    <Layout frame={frame} title={t('organization.domain.title')} noindex alternates={false}>
      {error && <ErrorSummary title={t('submit.error.title')} items={[{ href: '#mailbox', text: error }]} />}
      {notice && (
        <Notice kind={notice.kind}>
          <p>{notice.text}</p>
        </Notice>
      )}
      <p>
        <a href={manage}>
          <bdi>{name}</bdi>
        </a>
      </p>
      <h1>{t('organization.domain.title')}</h1>
      {domain === null ? (
        <>
          <p>{t('organization.domain.impossible')}</p>
          <LinkButton href={`${manage}/edit`}>{t('organization.edit')}</LinkButton>
        </>
      ) : (
        <>
          <p class="lead">{t('organization.domain.lead', { domain })}</p>
          <section aria-labelledby="by-mail">
            <h2 id="by-mail">{t('organization.domain.mail')}</h2>
            <form method="post" action={`${manage}/domain`}>
              <TextInput
                id="mailbox"
                name="mailbox"
                label={t('organization.domain.mailbox', { domain })}
                hint={t('organization.domain.mail.hint', { domain })}
                value={mailbox}
                error={error}
                required
                short
              />
              <Button name="by" value="mail">
                {t('organization.domain.mail.send')}
              </Button>
            </form>
          </section>
          <section aria-labelledby="by-dns">
            <h2 id="by-dns">{t('organization.domain.dns')}</h2>
            <p>{t('organization.domain.dns.hint', { domain })}</p>
            <code class="record" dir="ltr">
              {record}
            </code>
            <form method="post" action={`${manage}/domain`}>
              <Button name="by" value="dns" kind="secondary">
                {t('organization.domain.dns.check')}
              </Button>
            </form>
          </section>
        </>
      )}
    </Layout>
  );
}
