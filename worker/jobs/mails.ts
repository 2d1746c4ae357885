import { contactById, entriesOfAddress } from '#db/entries.ts';
import type { Job } from '#db/jobs.ts';
import { translator } from '#domain/strings/strings.ts';
import type { Env } from '../env.ts';
import { SIGN_IN_MINUTES } from '../http/account.ts';
import { statusPath } from '../http/links.ts';
import { accountMail } from './account-mails.ts';
import { addressMail, correctionMail } from './correction-mail.ts';
import { digestMail } from './digest.ts';
import { draftMail } from './draft-mail.ts';
import { initiativeMail } from './initiative-mail.ts';
import { organizationMail } from './organization-mail.ts';
import { reportMail } from './report-mail.ts';
import { translationMail } from './translation-mail.ts';
import type { WrittenMail } from './written-mail.ts';

/** A mail ready to be sent. `id` is the same each time the job runs, so that a mailbox can drop repetitions. */
export interface Mail {
  id: string;
  to: string;
  subject: string;
  text: string;
}

export type MailJob = Exclude<Job, { kind: 'index' | 'organization' }>;

function letter(id: string, { to, language, subject, body }: WrittenMail): Mail {
  const text = `${body}\n\n${translator(language)('mail.signature')}\n`;
  return { id, to, subject: subject.replace(/\s+/g, ' '), text };
}

/** The mail a job owes, or null when there is nobody to write to any more. */
export async function mailOf(env: Env, id: string, job: MailJob, now: number): Promise<Mail | null> {
  const mail = await writtenFor(env, job, now);
  return mail && letter(id, mail);
}

async function writtenFor(env: Env, job: MailJob, now: number): Promise<WrittenMail | null> {
  switch (job.kind) {
    case 'sign-in':
      return signInMail(job, now);
    case 'role-granted':
    case 'role-revoked':
    case 'passkey-added':
    case 'passkey-removed':
    case 'address-expires':
      return accountMail(env, job);
    case 'status-links':
      return statusLinksMail(env, job);
    case 'organization-mail':
      return organizationMail(env, job);
    case 'correction-mail':
      return correctionMail(env, job, now);
    case 'translation-mail':
      return translationMail(env, job, now);
    case 'address-named':
    case 'address-asked':
      return addressMail(env, job, now);
    case 'report-mail':
      return reportMail(env, job, now);
    case 'draft-expires':
      return draftMail(env, job);
    case 'digest':
      return digestMail(env, job);
    case 'mail':
      return initiativeMail(env, job, now);
  }
}

function signInMail(
  { to, url, language, until }: Extract<Job, { kind: 'sign-in' }>,
  now: number,
): WrittenMail | null {
  if (until < now) return null;
  const t = translator(language);
  const body = t('mail.sign-in.body', { link: url, minutes: SIGN_IN_MINUTES });
  return { to, language, subject: t('mail.sign-in.subject'), body };
}

async function statusLinksMail(
  env: Env,
  { contactIds, language }: Extract<Job, { kind: 'status-links' }>,
): Promise<WrittenMail | null> {
  const contact = contactIds[0] ? await contactById(env.DB, contactIds[0]) : null;
  if (!contact?.email) return null;
  const entries = await entriesOfAddress(env.DB, contact.email);
  const lines = await Promise.all(
    entries.map(async (entry) => {
      const link = { initiativeId: entry.id, contactId: entry.contactId };
      return `${entry.title}\n${env.SITE_ORIGIN}${await statusPath(env.LINK_SECRET, language, link)}`;
    }),
  );
  const t = translator(language);
  const body = t('mail.status-links.body', { entries: lines.join('\n\n') });
  return { to: contact.email, language, subject: t('mail.status-links.subject'), body };
}
