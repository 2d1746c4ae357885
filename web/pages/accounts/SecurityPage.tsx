import { formatDate } from '#domain/strings/strings.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';
import { type PasskeyListProps, Passkeys } from './Passkeys.tsx';

export interface SecurityPageProps extends PasskeyListProps {
  frame: Frame;
  sessions: readonly {
    id: string;
    /** Empty if it was not recognised; so is `system`. */
    browser: string;
    system: string;
    /** Milliseconds since 1970, UTC. */
    begunAt: number;
    usedAt: number;
    /** Whether the page is shown in it. */
    current: boolean;
  }[];
  /** What was done just now. */
  done: string | null;
}

/** Where somebody is signed in, and with which keys: to be looked through and ended. */
export function SecurityPage(props: SecurityPageProps) {
  const { frame, done, error } = props;
  const { language, t } = frame;
  const title = t('accounts.security');
  return (
    <Layout frame={frame} title={title} noindex alternates={false} wide>
      {error && (
        <ErrorSummary title={t('accounts.check')} items={[{ href: `#${error.field}`, text: error.text }]} />
      )}
      <p>
        <a href={paths.account(language)}>{t('accounts.account.title')}</a>
      </p>
      <h1>{title}</h1>
      {done && (
        <Notice kind="success">
          <p>{done}</p>
        </Notice>
      )}
      <Sessions {...props} />
      <Passkeys {...props} />
    </Layout>
  );
}

function Sessions({ frame: { language, t }, sessions }: SecurityPageProps) {
  const instant = (at: number) =>
    t('index.at', { date: formatDate(language, at), time: new Date(at).toISOString().slice(11, 16) });
  const deviceName = (browser: string, system: string) => {
    if (browser && system) return t('accounts.sessions.device.name', { browser, system });
    return browser || system || t('accounts.sessions.device.unknown');
  };
  return (
    <section>
      <h2>{t('accounts.sessions')}</h2>
      <DataTable
        caption={t('accounts.sessions')}
        columns={[
          { key: 'device', label: t('accounts.sessions.device') },
          { key: 'begun', label: t('accounts.sessions.begun') },
          { key: 'used', label: t('accounts.sessions.used') },
          { key: 'change', label: t('accounts.change') },
        ]}
        rows={sessions.map(({ id, browser, system, begunAt, usedAt, current }) => {
          const device = deviceName(browser, system);
          return {
            id,
            cells: [
              <bdi>{device}</bdi>,
              instant(begunAt),
              current ? t('accounts.sessions.this') : instant(usedAt),
              <form method="post" action={`${paths.security(language)}/sessions/${id}/end`}>
                <Button kind="secondary">
                  {t('accounts.sessions.end')}
                  <span class="visually-hidden"> {device}</span>
                </Button>
              </form>,
            ],
          };
        })}
      />
      <form method="post" action={`${paths.security(language)}/sign-out-everywhere`}>
        <p class="hint">{t('accounts.sessions.everywhere.hint')}</p>
        <p class="actions">
          <Button kind="danger">{t('accounts.sessions.everywhere')}</Button>
        </p>
      </form>
    </section>
  );
}
