import { Hono } from 'hono';
import { formatTime } from '#domain/strings/strings.ts';
import { Layout } from '#web/components/Layout.tsx';
import { type AppEnv, t } from '../http/context.ts';
import { frameOf, page } from '../http/page.tsx';
import type { LocalEnv } from '../local.ts';

interface StoredMail {
  recipient: string;
  subject: string;
  text: string;
  sent_at: number;
}

const MAX_MAILS = 5000;

async function mails(env: LocalEnv, to: string | undefined): Promise<StoredMail[]> {
  const { results } = await env.MAILBOX.prepare(
    `SELECT recipient, subject, text, sent_at FROM mails WHERE ?1 IS NULL OR recipient = ?1
     ORDER BY sent_at DESC, rowid DESC LIMIT ${MAX_MAILS}`,
  )
    .bind(to ?? null)
    .all<StoredMail>();
  return results;
}

/** Every mail this register would have sent, newest first. `?to=` narrows to one address. Local environment only. */
export const mailbox = new Hono<AppEnv>();

mailbox.get('/mail.json', async (c) => {
  const found = await mails(c.env as LocalEnv, c.req.query('to'));
  return c.json(
    found.map((mail) => ({
      to: mail.recipient,
      subject: mail.subject,
      text: mail.text,
      sent_at: new Date(mail.sent_at).toISOString(),
    })),
  );
});

mailbox.get('/mail', async (c) => {
  const found = (await mails(c.env as LocalEnv, c.req.query('to'))).slice(0, 100);
  const say = t(c);
  return page(
    c,
    <Layout frame={frameOf(c)} title={say('mailbox.title')} noindex alternates={false}>
      <h1>{say('mailbox.title')}</h1>
      <p>{say('mailbox.lead')}</p>
      {found.length === 0 && <p>{say('mailbox.empty')}</p>}
      <ol class="mails">
        {found.map((mail) => (
          <li>
            <article>
              <h2 dir="auto">{mail.subject}</h2>
              <p>
                <bdi>{mail.recipient}</bdi> ·{' '}
                <time dateTime={new Date(mail.sent_at).toISOString()}>
                  {formatTime(c.get('language'), mail.sent_at)}
                </time>
              </p>
              <pre dir="auto">
                {mail.text
                  .split(/(https?:\/\/\S+)/)
                  .map((part) => (part.startsWith('http') ? <a href={part}>{part}</a> : part))}
              </pre>
            </article>
          </li>
        ))}
      </ol>
    </Layout>,
    { private: true },
  );
});

/** Sizes of the tables a crash must not tear apart. */
mailbox.get('/stats', async (c) => {
  const row = await c.env.DB.prepare(
    `SELECT (SELECT count(*) FROM initiatives WHERE source_id IS NULL) AS initiatives,
            (SELECT count(*) FROM events WHERE type <> 'initiative.imported') AS events,
            (SELECT count(*) FROM outbox WHERE done_at IS NULL) AS pending,
            (SELECT count(*) FROM outbox WHERE done_at IS NOT NULL) AS done`,
  ).first<{ initiatives: number; events: number; pending: number; done: number }>();
  return c.json({
    initiatives: row?.initiatives,
    events: row?.events,
    outbox: { pending: row?.pending, done: row?.done },
  });
});
