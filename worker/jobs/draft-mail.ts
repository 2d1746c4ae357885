import { DRAFT_MONTHS, warnedDraft } from '#db/expire-drafts.ts';
import type { Job } from '#db/jobs.ts';
import { formatDate, translator } from '#domain/strings/strings.ts';
import type { Env } from '../env.ts';
import { mailLanguage, type WrittenMail } from './written-mail.ts';

/** The mail that says when a draft goes; null if it does not go any more, or for somebody who left it. */
export async function draftMail(
  env: Env,
  job: Extract<Job, { kind: 'draft-expires' }>,
): Promise<WrittenMail | null> {
  const draft = await warnedDraft(env.DB, job);
  if (!draft) return null;
  const language = mailLanguage(draft.language);
  const t = translator(language);
  return {
    to: draft.email,
    language,
    subject: t('mail.draft-expires.subject'),
    body: t('mail.draft-expires.body', {
      title: draft.title || t('draft.untitled'),
      date: formatDate(language, draft.goesAt),
      months: DRAFT_MONTHS,
      link: `${env.SITE_ORIGIN}/${language}/drafts/${job.draftId}`,
    }),
  };
}
