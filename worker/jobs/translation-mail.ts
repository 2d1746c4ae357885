import { eq } from 'drizzle-orm';
import { records } from '#db/client.ts';
import { contactById, entryById } from '#db/entries.ts';
import type { Job } from '#db/jobs.ts';
import { users } from '#db/schema/main.ts';
import { type StoredTranslation, translationById } from '#db/translations.ts';
import { originalOf } from '#domain/initiative/translations.ts';
import { translator } from '#domain/strings/strings.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import type { Env } from '../env.ts';
import { rowPath } from '../http/correction-links.ts';
import { CONFIRM_DAYS, statusPath } from '../http/links.ts';
import { mailLanguage, type WrittenMail } from './written-mail.ts';

type TranslationJob = Extract<Job, { kind: 'translation-mail' }>;

/** Where the recipient goes on: who proposed it to the link or the entry, an owner to the languages of the entry. */
async function recipientOf(
  env: Env,
  { to, template }: TranslationJob,
  stored: StoredTranslation,
  now: number,
) {
  const { initiativeId, id } = stored;
  if (to && 'account' in to) {
    const user = await records(env.DB).select().from(users).where(eq(users.id, to.account)).get();
    if (!user?.emailVerified) return null;
    const language = mailLanguage(user.language);
    return { email: user.email, language, path: `/${language}/my/${initiativeId}/languages` };
  }
  const contactId = to && 'contact' in to ? to.contact : stored.contactId;
  const contact = await contactById(env.DB, contactId);
  if (!contact?.email) return null;
  const language = mailLanguage(contact.language);
  const path = to
    ? `${await statusPath(env.LINK_SECRET, language, { initiativeId, contactId })}/languages`
    : template === 'translation-confirm'
      ? await rowPath(env.LINK_SECRET, language, { purpose: 'translation', id, at: now })
      : `/i/${initiativeId}`;
  return { email: contact.email, language, path };
}

/** The mail about a proposed translation that a job owes, or null when there is nobody to write to any more. */
export async function translationMail(
  env: Env,
  job: TranslationJob,
  now: number,
): Promise<WrittenMail | null> {
  const stored = await translationById(env.DB, job.translationId);
  const entry = stored && (await entryById(env.DB, stored.initiativeId));
  // What was done before its mail was sent needs no mail.
  if (job.template === 'translation-confirm' && stored?.state !== 'unconfirmed') return null;
  if (job.template === 'translation-proposed' && stored?.state !== 'open') return null;
  const recipient = entry && (await recipientOf(env, job, stored, now));
  if (!recipient) return null;
  const { language, email, path } = recipient;
  const t = translator(language);
  const params = {
    title: originalOf(entry.content).title,
    language: languageName(stored.language, language),
    answer: stored.answer ? t('mail.correction-refused.answer', { message: stored.answer }) : '',
    link: env.SITE_ORIGIN + path,
    days: CONFIRM_DAYS,
  };
  return {
    to: email,
    language,
    subject: t(`mail.${job.template}.subject`, params),
    body: t(`mail.${job.template}.body`, params),
  };
}
