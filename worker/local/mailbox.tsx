import { Hono } from 'hono';
import type { AppEnv } from '../http/context.ts';
import { frameOf, page } from '../http/page.tsx';
import type { LocalEnv } from '../local.ts';
import { type Mail, MailboxPage } from './MailboxPage.tsx';

const MAX_MAILS = 5000;
const MAX_LISTED = 100;

async function mails(env: LocalEnv, to: string | undefined): Promise<Mail[]> {
  const { results } = await env.MAILBOX.prepare(
    `SELECT id, recipient, subject, text, sent_at FROM mails WHERE ?1 IS NULL OR recipient = ?1
     ORDER BY sent_at DESC, rowid DESC LIMIT ${MAX_MAILS}`,
  )
    .bind(to ?? null)
    .all<Mail>();
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
  const { MAILBOX } = c.env as LocalEnv;
  const to = c.req.query('to') ?? '';
  const id = c.req.query('id') ?? '';
  const found = (await mails(c.env as LocalEnv, to || undefined)).slice(0, MAX_LISTED);
  const { results } = await MAILBOX.prepare(
    `SELECT recipient FROM mails GROUP BY recipient ORDER BY max(sent_at) DESC LIMIT ${MAX_LISTED}`,
  ).all<{ recipient: string }>();
  const chosen = found.find((mail) => mail.id === id);
  return page(
    c,
    <MailboxPage
      frame={frameOf(c)}
      mails={found}
      to={to}
      recipients={results.map(({ recipient }) => recipient)}
      opened={chosen ?? found[0] ?? null}
      chosen={chosen !== undefined}
    />,
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
