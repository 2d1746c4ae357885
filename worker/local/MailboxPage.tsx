import { formatTime } from '#domain/strings/strings.ts';
import { Button } from '#web/components/Button.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import type { Frame } from '#web/components/frame.ts';
import { Layout } from '#web/components/Layout.tsx';
import { Select } from '#web/components/Select.tsx';

export interface Mail {
  id: string;
  recipient: string;
  subject: string;
  text: string;
  /** Milliseconds since 1970. */
  sent_at: number;
}

export interface MailboxPageProps {
  frame: Frame;
  /** Newest first. */
  mails: readonly Mail[];
  /** The address whose mails are listed; all if empty. */
  to: string;
  recipients: readonly string[];
  /** The mail that is read; the newest one where there is room beside the list. */
  opened: Mail | null;
  /** Whether somebody asked for that mail, so that a phone shows it in place of the list. */
  chosen: boolean;
}

const PATH = '/dev/mail';

function hrefOf(to: string, id?: string): string {
  const query = new URLSearchParams({ ...(to && { to }), ...(id && { id }) });
  return query.size > 0 ? `${PATH}?${query}` : PATH;
}

/** The list of all mails, and beside it the one that is read. */
export function MailboxPage({ frame, mails, to, recipients, opened, chosen }: MailboxPageProps) {
  const { t } = frame;
  return (
    <Layout frame={frame} title={t('mailbox.title')} noindex alternates={false} wide>
      <h1>{t('mailbox.title')}</h1>
      <p class="lead">{t('mailbox.lead')}</p>
      {opened === null ? (
        <EmptyState title={t('mailbox.empty')}>
          <p>{t('mailbox.empty.hint')}</p>
        </EmptyState>
      ) : (
        <div class={chosen ? 'mailbox reading' : 'mailbox'}>
          <div class="mail-list">
            <form method="get" action={PATH}>
              <Select
                id="to"
                name="to"
                label={t('mailbox.to')}
                value={to}
                emptyLabel={t('mailbox.everybody')}
                options={recipients.map((value) => ({ value, label: value }))}
              />
              <Button kind="secondary">{t('moderation.filter.apply')}</Button>
            </form>
            <ol class="plain-list">
              {mails.map((mail) => (
                <li key={mail.id}>
                  <a href={hrefOf(to, mail.id)} aria-current={mail === opened ? 'page' : undefined}>
                    <bdi class="mail-to">{mail.recipient}</bdi>
                    <strong dir="auto">{mail.subject}</strong>
                    <Sent frame={frame} at={mail.sent_at} />
                  </a>
                </li>
              ))}
            </ol>
          </div>
          <article class="mail" aria-labelledby="mail">
            <p class="mail-back">
              <a href={hrefOf(to)}>{t('mailbox.back')}</a>
            </p>
            <h2 id="mail" dir="auto">
              {opened.subject}
            </h2>
            <p class="hint">
              {t('mailbox.to')}: <bdi>{opened.recipient}</bdi> · <Sent frame={frame} at={opened.sent_at} />
            </p>
            <Words text={opened.text} />
          </article>
        </div>
      )}
    </Layout>
  );
}

function Sent({ frame, at }: { frame: Frame; at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{formatTime(frame.language, at)}</time>;
}

/** Longest link that is shown whole; what is cut is a token that nobody reads. */
const LINK_SHOWN = 56;

function Words({ text }: { text: string }) {
  return (
    <div class="mail-text" dir="auto">
      {text.split(/(https?:\/\/\S+)/).map((part, index) =>
        part.startsWith('http') ? (
          <a key={index} href={part} dir="ltr">
            {part.length > LINK_SHOWN ? `${part.slice(0, LINK_SHOWN)}…` : part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
