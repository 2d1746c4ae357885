import { contactById } from '#db/entries.ts';
import { expiryOf } from '#db/expire.ts';
import type { Job } from '#db/jobs.ts';
import { limitNames } from '#domain/initiative/limits.ts';
import type { Grant, StaffRole } from '#domain/initiative/permissions.ts';
import { formatDate, formatList, translator } from '#domain/strings/strings.ts';
import type { Env } from '../env.ts';
import { renewPath } from '../http/links.ts';
import { mailLanguage, type WrittenMail } from './written-mail.ts';

export type AccountJob = Extract<
  Job,
  { kind: 'role-granted' | 'role-revoked' | 'passkey-added' | 'passkey-removed' | 'address-expires' }
>;

interface Holder {
  email: string;
  language: string;
}

/** The mail that an account job owes its holder; null if there is nobody to write to any more. */
export function accountMail(env: Env, job: AccountJob): Promise<WrittenMail | null> {
  switch (job.kind) {
    case 'role-granted':
    case 'role-revoked':
      return roleMail(env, job.kind, job.grantId);
    case 'address-expires':
      return expiryMail(env, job.contactId);
    default:
      return passkeyMail(env, job.kind, job.userId);
  }
}

async function roleMail(
  env: Env,
  kind: 'role-granted' | 'role-revoked',
  grantId: string,
): Promise<WrittenMail | null> {
  const found = await env.DB.prepare(
    `SELECT u.email, u.language, g.role, g.scope FROM grants AS g JOIN users AS u ON u.id = g.user_id
     WHERE g.id = ?1 AND u.email_verified = 1`,
  )
    .bind(grantId)
    .first<Holder & { role: StaffRole; scope: string }>();
  if (!found) return null;
  const language = mailLanguage(found.language);
  const t = translator(language);
  const limits = limitNames(JSON.parse(found.scope) as Omit<Grant, 'role'>, language);
  const params = {
    role: t(`role.${found.role}`),
    limits: limits.length > 0 ? t('mail.role.limits', { limits: formatList(language, limits) }) : '',
    link: `${env.SITE_ORIGIN}/${language}/sign-in`,
  };
  return {
    to: found.email,
    language,
    subject: t(`mail.${kind}.subject`, params),
    body: t(`mail.${kind}.body`, params),
  };
}

async function passkeyMail(
  env: Env,
  kind: 'passkey-added' | 'passkey-removed',
  userId: string,
): Promise<WrittenMail | null> {
  const found = await env.DB.prepare('SELECT email, language FROM users WHERE id = ?1 AND email_verified = 1')
    .bind(userId)
    .first<Holder>();
  if (!found) return null;
  const language = mailLanguage(found.language);
  const t = translator(language);
  const link = `${env.SITE_ORIGIN}/${language}/account/security`;
  return {
    to: found.email,
    language,
    subject: t(`mail.${kind}.subject`),
    body: t(`mail.${kind}.body`, { link }),
  };
}

async function expiryMail(env: Env, contactId: string): Promise<WrittenMail | null> {
  const contact = await contactById(env.DB, contactId);
  if (!contact?.email) return null;
  const used = await env.DB.prepare(
    'SELECT max(coalesce(last_used_at, created_at)) AS at FROM contacts WHERE email = ?1',
  )
    .bind(contact.email)
    .first<number>('at');
  const language = mailLanguage(contact.language);
  const t = translator(language);
  return {
    to: contact.email,
    language,
    subject: t('mail.address-expires.subject'),
    body: t('mail.address-expires.body', {
      date: formatDate(language, expiryOf(used ?? 0)),
      link: `${env.SITE_ORIGIN}${await renewPath(env.LINK_SECRET, language, contactId)}`,
    }),
  };
}
