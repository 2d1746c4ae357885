import { eq } from 'drizzle-orm';
import { records } from '#db/client.ts';
import { contactById, type Entry, entryById, historyOf, type LoggedEvent } from '#db/entries.ts';
import type { Job } from '#db/jobs.ts';
import { initiatives, users } from '#db/schema/main.ts';
import { textIn } from '#domain/initiative/content.ts';
import { type EventType, isShared } from '#domain/initiative/events.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import {
  formatDate,
  formatList,
  type MessageKey,
  type Translate,
  translator,
} from '#domain/strings/strings.ts';
import type { Language } from '#domain/taxonomy/language.ts';
import type { Env } from '../env.ts';
import { CONFIRM_DAYS, confirmPath, statusPath } from '../http/links.ts';
import { isErased, mailLanguage, type WrittenMail } from './written-mail.ts';

type InitiativeJob = Extract<Job, { kind: 'mail' }>;

interface Recipient {
  email: string;
  language: Language;
  /** Path of the page where the recipient sees the entry, and of the link that confirms it. */
  page: string;
  confirm: string;
}

async function accountRecipient(env: Env, job: InitiativeJob, userId: string): Promise<Recipient | null> {
  const [user] = await records(env.DB)
    .select({ email: users.email, language: users.language })
    .from(users)
    .where(eq(users.id, userId));
  if (!user || isErased(user.email)) return null;
  const language = mailLanguage(user.language);
  const place = job.template === 'desk-message' ? 'moderation' : 'my';
  return { email: user.email, language, page: `/${language}/${place}/${job.initiativeId}`, confirm: '' };
}

async function contactRecipient(env: Env, job: InitiativeJob, now: number): Promise<Recipient | null> {
  const [row] = await records(env.DB)
    .select({ contactId: initiatives.contactId })
    .from(initiatives)
    .where(eq(initiatives.id, job.initiativeId));
  const contact = row?.contactId ? await contactById(env.DB, row.contactId) : null;
  if (!contact?.email) return null;
  const language = mailLanguage(contact.language);
  const link = { initiativeId: job.initiativeId, contactId: contact.id };
  return {
    email: contact.email,
    language,
    page: await statusPath(env.LINK_SECRET, language, link),
    confirm: await confirmPath(env.LINK_SECRET, language, link, now),
  };
}

/** Events after which a decision can still be taken back. */
const TALK: readonly EventType[] = [
  'initiative.messaged',
  'initiative.noted',
  'initiative.recommended',
  'initiative.assigned',
];

/** Whether what a mail would say has been taken back, answered, or is over. */
function isStale(job: InitiativeJob, entry: Entry | null, history: readonly LoggedEvent[], now: number) {
  switch (job.template) {
    case 'reminder-week':
    case 'reminder-day':
      return entry?.standing.state !== 'changes-requested' || (entry.standing.deadline ?? 0) <= now;
    case 'approved':
    case 'changes-requested':
    case 'declined': {
      const next = history.find(({ type, version }) => version > job.version && !TALK.includes(type));
      return next?.type === 'initiative.decision-undone';
    }
    default:
      return false;
  }
}

const shownAs = (template: InitiativeJob['template']) =>
  template === 'reminder-week' || template === 'reminder-day' ? 'reminder' : template;

/** The mail about one initiative that a job owes. */
export async function initiativeMail(env: Env, job: InitiativeJob, now: number): Promise<WrittenMail | null> {
  const recipient = job.userId
    ? await accountRecipient(env, job, job.userId)
    : await contactRecipient(env, job, now);
  if (!recipient) return null;
  const entry = await entryById(env.DB, job.initiativeId);
  // The content of a deleted entry is gone; the mail that tells so names its reference only.
  if (!entry && job.template !== 'deleted') return null;
  const history = await historyOf(env.DB, job.initiativeId);
  if (isStale(job, entry, history, now)) return null;
  const other = job.otherId ? await entryById(env.DB, job.otherId) : null;
  const event = history.find(({ version }) => version === job.version);
  const t = translator(recipient.language);
  const params = {
    ...aboutEntry(env, job, entry, recipient.language),
    ...aboutEvent(t, recipient.language, event),
    status: env.SITE_ORIGIN + recipient.page,
    link: env.SITE_ORIGIN + recipient.confirm,
    days: CONFIRM_DAYS,
    other: other ? titleOf(other) : '',
    otherReference: job.otherId ? referenceOf(job.otherId) : '',
    otherAddress: job.otherId ? `${env.SITE_ORIGIN}/i/${job.otherId}` : '',
  };
  const template = shownAs(job.template);
  return {
    to: recipient.email,
    language: recipient.language,
    subject: t(`mail.${template}.subject` as MessageKey, params),
    body: t(`mail.${template}.body` as MessageKey, params),
  };
}

function titleOf({ content }: Entry): string {
  return textIn(content, content.language).title;
}

function aboutEntry(env: Env, { initiativeId }: InitiativeJob, entry: Entry | null, language: Language) {
  const deadline = entry?.standing.deadline ?? null;
  return {
    title: entry ? titleOf(entry) : '',
    reference: referenceOf(initiativeId),
    address: `${env.SITE_ORIGIN}/i/${initiativeId}`,
    reasons: `${env.SITE_ORIGIN}/${language}/reasons`,
    public: entry && entry.standing.publishedRevision !== null ? 'yes' : 'no',
    deadline: deadline === null ? '' : formatDate(language, deadline),
  };
}

/** What an event says to the other side. Words of what is internal are no part of it. */
function aboutEvent(t: Translate, language: Language, event: LoggedEvent | undefined) {
  const shared = event && isShared(event) ? event : undefined;
  const fields = (shared?.data.fields ?? []).map((field) => t(`field.${field}` as MessageKey));
  const message = shared?.message ?? '';
  return {
    reason: shared?.data.reason ? t(`reason.${shared.data.reason}` as MessageKey) : '',
    words: message,
    message: message && shared?.actorKind === 'account' ? t('mail.message', { message }) : '',
    fields:
      fields.length > 0 ? t('mail.changes-requested.fields', { fields: formatList(language, fields) }) : '',
  };
}
