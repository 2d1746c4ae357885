import { contactById, entriesOfAddress, entryById, historyOf } from '#db/entries.ts';
import type { Job, MailTemplate } from '#db/jobs.ts';
import { textIn } from '#domain/initiative/content.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { formatList, type MessageKey, type Translate, translator } from '#domain/strings/strings.ts';
import { isLanguage, type Language } from '#domain/taxonomy/language.ts';
import type { Env } from '../env.ts';
import { SIGN_IN_MINUTES } from '../http/account.ts';
import { CONFIRM_DAYS, confirmPath, statusPath } from '../http/links.ts';

/** A mail ready to be sent. `id` is the same each time the job runs, so that a mailbox can drop repetitions. */
export interface Mail {
  id: string;
  to: string;
  subject: string;
  text: string;
}

export type MailJob = Exclude<Job, { kind: 'index' }>;

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
    case 'status-links':
      return statusLinksMail(env, id, job.contactIds, job.language);
    case 'mail':
      return initiativeMail(env, id, job, now);
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

async function initiativeMail(
  env: Env,
  id: string,
  job: Extract<Job, { kind: 'mail' }>,
  now: number,
): Promise<Mail | null> {
  const entry = await entryById(env.DB, job.initiativeId);
  const contact = entry?.contactId ? await contactById(env.DB, entry.contactId) : null;
  if (!entry || !contact?.email) return null;
  const event = (await historyOf(env.DB, entry.id)).find(({ version }) => version === job.version);
  const language: Language = isLanguage(contact.language) ? contact.language : 'en';
  const t = translator(language);
  const link = { initiativeId: entry.id, contactId: contact.id };
  const fields = (event?.data.fields ?? []).map((field) => t(`field.${field}` as MessageKey));
  const params = {
    title: textIn(entry.content, entry.content.language).title,
    reference: referenceOf(entry.id),
    address: `${env.SITE_ORIGIN}/i/${entry.id}`,
    status: `${env.SITE_ORIGIN}${await statusPath(env.LINK_SECRET, language, link)}`,
    link: `${env.SITE_ORIGIN}${await confirmPath(env.LINK_SECRET, language, link, now)}`,
    days: CONFIRM_DAYS,
    reason: event?.data.reason ? t(`reason.${event.data.reason}` as MessageKey) : '',
    message: event?.message ? t('mail.message', { message: event.message }) : '',
    fields:
      fields.length > 0 ? t('mail.changes-requested.fields', { fields: formatList(language, fields) }) : '',
  };
  const template: MailTemplate = job.template;
  return letter(
    t,
    id,
    contact.email,
    t(`mail.${template}.subject`, params),
    t(`mail.${template}.body`, params),
  );
}
