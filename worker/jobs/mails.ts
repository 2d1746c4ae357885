import { contactById, entriesOfAddress } from '#db/entries.ts';
import type { Job } from '#db/jobs.ts';
import { type Translate, translator } from '#domain/strings/strings.ts';
import type { Language } from '#domain/taxonomy/language.ts';
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

/** A mail ready to be sent. `id` is the same each time the job runs, so that a mailbox can drop repetitions. */
export interface Mail {
  id: string;
  to: string;
  subject: string;
  text: string;
}

export type MailJob = Exclude<Job, { kind: 'index' | 'organization' }>;

function letter(t: Translate, id: string, to: string, subject: string, body: string): Mail {
  return { id, to, subject: subject.replace(/\s+/g, ' '), text: `${body}\n\n${t('mail.signature')}\n` };
}

/** The mail a job owes, or null when there is nobody to write to any more. */
export async function mailOf(env: Env, id: string, job: MailJob, now: number): Promise<Mail | null> {
  switch (job.kind) {
    case 'sign-in': {
      if (job.until < now) return null;
      const t = translator(job.language);
      const body = t('mail.sign-in.body', { link: job.url, minutes: SIGN_IN_MINUTES });
      return letter(t, id, job.to, t('mail.sign-in.subject'), body);
    }
    case 'role-granted':
    case 'role-revoked':
    case 'passkey-added':
    case 'passkey-removed':
    case 'address-expires': {
      const mail = await accountMail(env, job);
      return mail && letter(translator(mail.language), id, mail.to, mail.subject, mail.body);
    }
    case 'status-links':
      return statusLinksMail(env, id, job.contactIds, job.language);
    case 'organization-mail': {
      const mail = await organizationMail(env, job);
      return mail && letter(translator(mail.language), id, mail.to, mail.subject, mail.body);
    }
    case 'correction-mail': {
      const mail = await correctionMail(env, job, now);
      return mail && letter(translator(mail.language), id, mail.to, mail.subject, mail.body);
    }
    case 'translation-mail': {
      const mail = await translationMail(env, job, now);
      return mail && letter(translator(mail.language), id, mail.to, mail.subject, mail.body);
    }
    case 'address-named':
    case 'address-asked': {
      const mail = await addressMail(env, job, now);
      return mail && letter(translator(mail.language), id, mail.to, mail.subject, mail.body);
    }
    case 'report-mail': {
      const mail = await reportMail(env, job, now);
      return mail && letter(translator(mail.language), id, mail.to, mail.subject, mail.body);
    }
    case 'draft-expires': {
      const mail = await draftMail(env, job);
      return mail && letter(translator(mail.language), id, mail.to, mail.subject, mail.body);
    }
    case 'digest': {
      const mail = await digestMail(env, job);
      return mail && letter(translator(mail.language), id, mail.to, mail.subject, mail.body);
    }
    case 'mail': {
      const mail = await initiativeMail(env, job, now);
      return mail && letter(translator(mail.language), id, mail.to, mail.subject, mail.body);
    }
  }
}

async function statusLinksMail(
  env: Env,
  id: string,
  contactIds: string[],
  language: Language,
): Promise<Mail | null> {
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
  return letter(t, id, contact.email, t('mail.status-links.subject'), body);
}
