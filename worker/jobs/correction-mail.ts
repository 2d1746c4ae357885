import { eq } from 'drizzle-orm';
import { records } from '#db/client.ts';
import { correctionById, type StoredCorrection } from '#db/corrections.ts';
import { contactById, entryById } from '#db/entries.ts';
import type { Job } from '#db/jobs.ts';
import { addressChanges, users } from '#db/schema/main.ts';
import { textIn } from '#domain/initiative/content.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { OWNER_DAYS } from '#domain/schemas/correction.ts';
import { translator } from '#domain/strings/strings.ts';
import type { Env } from '../env.ts';
import { rowPath } from '../http/correction-links.ts';
import { CONFIRM_DAYS, statusPath } from '../http/links.ts';
import { isErased, mailLanguage, type WrittenMail } from './written-mail.ts';

type CorrectionJob = Extract<Job, { kind: 'correction-mail' }>;

/** Where the recipient goes on: the suggester to the link or the entry, an owner to the private page. */
async function recipientOf(env: Env, { to, template }: CorrectionJob, stored: StoredCorrection, now: number) {
  const { initiativeId, id } = stored;
  if (to && 'account' in to) {
    const user = await records(env.DB).select().from(users).where(eq(users.id, to.account)).get();
    if (!user || isErased(user.email)) return null;
    const language = mailLanguage(user.language);
    return { email: user.email, language, path: `/${language}/my/${initiativeId}` };
  }
  const contactId = to && 'contact' in to ? to.contact : stored.contactId;
  const contact = await contactById(env.DB, contactId);
  if (!contact?.email) return null;
  const language = mailLanguage(contact.language);
  const path = to
    ? await statusPath(env.LINK_SECRET, language, { initiativeId, contactId })
    : template === 'correction-confirm'
      ? await rowPath(env.LINK_SECRET, language, { purpose: 'correction', id, at: now })
      : `/i/${initiativeId}`;
  return { email: contact.email, language, path };
}

/** The mail about a suggested correction that a job owes, or null when there is nobody to write to any more. */
export async function correctionMail(env: Env, job: CorrectionJob, now: number): Promise<WrittenMail | null> {
  const stored = await correctionById(env.DB, job.correctionId);
  const entry = stored && (await entryById(env.DB, stored.initiativeId));
  const recipient = entry && (await recipientOf(env, job, stored, now));
  if (!recipient) return null;
  // A link opened before its mail was sent needs no mail; one sent twice would ask for what is done.
  if (job.template === 'correction-confirm' && stored.state !== 'unconfirmed') return null;
  if (job.template === 'correction-suggested' && stored.state !== 'open') return null;
  const { language, email, path } = recipient;
  const t = translator(language);
  const params = {
    title: textIn(entry.content, entry.content.language).title,
    reference: referenceOf(entry.id),
    field: t(`field.${stored.field}`),
    evidence: stored.evidence,
    answer: stored.answer ? t('mail.correction-refused.answer', { message: stored.answer }) : '',
    link: env.SITE_ORIGIN + path,
    days: CONFIRM_DAYS,
    ownerDays: OWNER_DAYS,
  };
  return {
    to: email,
    language,
    subject: t(`mail.${job.template}.subject`, params),
    body: t(`mail.${job.template}.body`, params),
  };
}

/** The mail about a new address: with the link to the new one, as a warning to the old one; null once it is done. */
export async function addressMail(
  env: Env,
  job: Extract<Job, { kind: 'address-named' | 'address-asked' }>,
  now: number,
): Promise<WrittenMail | null> {
  const [change] = await records(env.DB)
    .select()
    .from(addressChanges)
    .where(eq(addressChanges.id, job.changeId));
  if (!change?.email || change.doneAt !== null) return null;
  const entry = await entryById(env.DB, change.initiativeId);
  const old = await contactById(env.DB, change.contactId);
  const to = job.kind === 'address-named' ? change.email : old?.email;
  if (!entry || !to) return null;
  const language = mailLanguage(job.kind === 'address-named' ? change.language : (old?.language ?? 'en'));
  const t = translator(language);
  const path =
    job.kind === 'address-named'
      ? await rowPath(env.LINK_SECRET, language, { purpose: 'new-address', id: change.id, at: now })
      : await statusPath(env.LINK_SECRET, language, { initiativeId: entry.id, contactId: change.contactId });
  const params = {
    title: textIn(entry.content, entry.content.language).title,
    reference: referenceOf(entry.id),
    link: env.SITE_ORIGIN + path,
    days: CONFIRM_DAYS,
  };
  return {
    to,
    language,
    subject: t(`mail.${job.kind}.subject`, params),
    body: t(`mail.${job.kind}.body`, params),
  };
}
