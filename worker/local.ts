import { seedAccounts } from '#db/accounts.ts';
import { loadSeed } from '#db/seed/load.ts';
import type { Env } from './env.ts';
import { sendMail } from './jobs/send.ts';
import { mailbox } from './local/mailbox.tsx';
import { style } from './local/style.tsx';
import { createWorker } from './worker.ts';

/** Bindings of the local environment only. */
export interface LocalEnv extends Env {
  MAILBOX: D1Database;
}

const ACCOUNTS = [
  { email: 'admin@stocktaking.example', name: 'Administrator', role: 'administrator' },
  { email: 'moderator@stocktaking.example', name: 'Moderator', role: 'moderator' },
  { email: 'submitter@stocktaking.example', name: 'Submitter', role: 'submitter' },
] as const;

export default createWorker<LocalEnv>({
  async deliver(env, mail) {
    await sendMail(env, mail);
    await env.MAILBOX.prepare(
      'INSERT OR IGNORE INTO mails (id, recipient, subject, text, sent_at) VALUES (?1, ?2, ?3, ?4, ?5)',
    )
      .bind(mail.id, mail.to, mail.subject, mail.text, Date.now())
      .run();
  },
  extend(app) {
    app.route('/dev', mailbox);
    app.route('/', style);
    app.post('/dev/seed', async (c) => {
      const now = c.get('clock')();
      await seedAccounts(c.env.DB, ACCOUNTS, now);
      return c.json(await loadSeed(c.env.DB, c.env.SEARCH, now));
    });
  },
});
