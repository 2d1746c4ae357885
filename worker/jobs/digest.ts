import type { Job } from '#db/jobs.ts';
import { DESK_QUEUES } from '#domain/initiative/desk.ts';
import { translator } from '#domain/strings/strings.ts';
import type { Env } from '../env.ts';
import { mailLanguage, type WrittenMail } from './written-mail.ts';

/** The digest that a job owes; null for an account that is gone or does not want it any more. */
export async function digestMail(
  env: Env,
  { userId, counts }: Extract<Job, { kind: 'digest' }>,
): Promise<WrittenMail | null> {
  const holder = await env.DB.prepare(
    `SELECT u.email, u.language FROM users AS u JOIN digest_choices AS d ON d.user_id = u.id
     WHERE u.id = ?1 AND u.email_verified = 1`,
  )
    .bind(userId)
    .first<{ email: string; language: string }>();
  if (!holder) return null;
  const language = mailLanguage(holder.language);
  const t = translator(language);
  const waiting = DESK_QUEUES.flatMap((queue) => (counts[queue] ? [{ queue, count: counts[queue] }] : []));
  const lines = waiting.map(({ queue, count }) =>
    t('mail.digest.line', { name: t(`desk.queue.${queue}`), count }),
  );
  return {
    to: holder.email,
    language,
    subject: t('mail.digest.subject', { count: waiting.reduce((sum, { count }) => sum + count, 0) }),
    body: t('mail.digest.body', {
      lines: lines.join('\n'),
      link: `${env.SITE_ORIGIN}/${language}/moderation`,
      account: `${env.SITE_ORIGIN}/${language}/account`,
    }),
  };
}
