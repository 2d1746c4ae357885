import { eq } from 'drizzle-orm';
import { records } from '#db/client.ts';
import { contactById, entryById } from '#db/entries.ts';
import type { Job, Recipient } from '#db/jobs.ts';
import { registeredOrganization } from '#db/organizations.ts';
import { users } from '#db/schema/main.ts';
import { textIn } from '#domain/initiative/content.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { domainOf } from '#domain/organization/domains.ts';
import { INVITATION_DAYS, OBJECTION_DAYS, PROOF_DAYS } from '#domain/organization/events.ts';
import { nameIn } from '#domain/organization/names.ts';
import { translator } from '#domain/strings/strings.ts';
import type { Language } from '#domain/taxonomy/language.ts';
import type { Env } from '../env.ts';
import { isErased, mailLanguage, type WrittenMail } from './written-mail.ts';

async function addressOf(env: Env, to: Recipient): Promise<{ email: string; language: Language } | null> {
  if ('address' in to) return { email: to.address, language: to.language };
  const known =
    'contact' in to
      ? await contactById(env.DB, to.contact)
      : await records(env.DB)
          .select({ email: users.email, language: users.language })
          .from(users)
          .where(eq(users.id, to.account))
          .get();
  if (!known?.email || isErased(known.email)) return null;
  return { email: known.email, language: mailLanguage(known.language) };
}

/** The mail about an organisation that a job owes, or null when there is nobody to write to any more. */
export async function organizationMail(
  env: Env,
  job: Extract<Job, { kind: 'organization-mail' }>,
): Promise<WrittenMail | null> {
  const recipient = await addressOf(env, job.to);
  const organization = await registeredOrganization(env.DB, job.organizationId);
  if (!recipient || !organization) return null;
  const { language, email } = recipient;
  const entry = job.initiativeId ? await entryById(env.DB, job.initiativeId) : null;
  if (job.initiativeId && !entry) return null;
  const t = translator(language);
  const params = {
    organization: nameIn(organization.names, language).name,
    domain: domainOf(organization.url ?? '') ?? '',
    title: entry ? textIn(entry.content, entry.content.language).title : '',
    reference: entry ? referenceOf(entry.id) : '',
    role: job.role ?? 'viewer',
    link: `${env.SITE_ORIGIN}/${language}${job.link}`,
    invitationDays: INVITATION_DAYS,
    objectionDays: OBJECTION_DAYS,
    proofDays: PROOF_DAYS,
  };
  return {
    to: email,
    language,
    subject: t(`mail.${job.template}.subject`, params),
    body: t(`mail.${job.template}.body`, params),
  };
}
