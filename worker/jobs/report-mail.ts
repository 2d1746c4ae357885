import { contactById, entryById } from '#db/entries.ts';
import type { Job } from '#db/jobs.ts';
import { reportById } from '#db/reports.ts';
import { textIn } from '#domain/initiative/content.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { translator } from '#domain/strings/strings.ts';
import type { Env } from '../env.ts';
import { rowPath } from '../http/correction-links.ts';
import { CONFIRM_DAYS } from '../http/links.ts';
import { mailLanguage, type WrittenMail } from './written-mail.ts';

type ReportJob = Extract<Job, { kind: 'report-mail' }>;

/** The mail about a report that a job owes, or null when there is nobody to write to or nothing to say any more. */
export async function reportMail(env: Env, job: ReportJob, now: number): Promise<WrittenMail | null> {
  const report = await reportById(env.DB, job.reportId);
  const entry = report && (await entryById(env.DB, report.initiativeId));
  const contact = report && (await contactById(env.DB, report.contactId));
  if (!entry || !contact?.email) return null;
  // A link opened before its mail was sent needs no mail; one sent twice would ask for what is done.
  if (job.template === 'report-confirm' && report.state !== 'unconfirmed') return null;
  const language = mailLanguage(contact.language);
  const t = translator(language);
  const params = {
    title: textIn(entry.content, entry.content.language).title,
    reference: referenceOf(entry.id),
  };
  if (job.template === 'report-settled') {
    const answer = report.answer ? t('mail.message', { message: report.answer }) : '';
    return {
      to: contact.email,
      language,
      subject: t('mail.report-settled.subject', params),
      body: t('mail.report-settled.body', { ...params, outcome: report.outcome ?? 'kept', answer }),
    };
  }
  const path = await rowPath(env.LINK_SECRET, language, { purpose: 'report', id: report.id, at: now });
  return {
    to: contact.email,
    language,
    subject: t('mail.report-confirm.subject', params),
    body: t('mail.report-confirm.body', { ...params, link: env.SITE_ORIGIN + path, days: CONFIRM_DAYS }),
  };
}
