import type { Env } from '../env.ts';
import type { Mail } from './mails.ts';

/** Hands a mail to the platform. The header lets a mailbox recognise a mail that had to be sent twice. */
export async function sendMail(env: Env, mail: Mail): Promise<void> {
  await env.EMAIL.send({
    from: { name: 'WSIS Stocktaking', email: env.MAIL_FROM },
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    headers: { 'X-Stocktaking-Job': mail.id },
  });
}
