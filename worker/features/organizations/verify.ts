import { eq } from 'drizzle-orm';
import { records } from '#db/client.ts';
import { commitOrganizations, openOrganization, type RegisteredOrganization } from '#db/organizations.ts';
import { owe } from '#db/outbox.ts';
import { organizationProofs } from '#db/schema/main.ts';
import { domainOf, proofRecord, provesIdentity } from '#domain/organization/domains.ts';
import { PROOF_DAYS } from '#domain/organization/events.ts';
import { Problem } from '#domain/problems.ts';
import { Mailbox } from '#domain/schemas/organization.ts';
import { parse } from '#domain/schemas/parse.ts';
import { sha256 } from '#domain/text/digest.ts';
import type { AppContext } from '#worker/http/context.ts';
import { lookUp } from '#worker/http/dns.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitAddress, limitNetwork } from '#worker/http/limits.ts';
import { newToken, signatureOf } from './access.ts';

const DAY = 86_400_000;

/** The domain that an organisation can prove, or null: without an address of its own it proves nothing. */
export function provableDomain({ url }: Pick<RegisteredOrganization, 'url'>): string | null {
  const domain = domainOf(url ?? '');
  return domain !== null && provesIdentity(domain) ? domain : null;
}

function neededDomain(organization: RegisteredOrganization): string {
  const domain = provableDomain(organization);
  if (domain === null) throw new Problem('wrong-state');
  return domain;
}

/** The record that proves the domain, always the same for an organisation and a domain. */
export async function recordOf(c: AppContext, organizationId: string, domain: string): Promise<string> {
  return proofRecord(await signatureOf(c.env.LINK_SECRET, `domain ${organizationId} ${domain}`));
}

/** Mails a link to an address at the domain. Throws `invalid-input`, `wrong-state` and `too-many-requests`. */
export async function mailProof(
  c: AppContext,
  organization: RegisteredOrganization,
  input: unknown,
): Promise<string> {
  const domain = neededDomain(organization);
  const { mailbox } = parse(Mailbox, input);
  const address = `${mailbox.toLowerCase()}@${domain}`;
  await limitNetwork(c, 'organization');
  await limitAddress(c, 'organization-domain', address);
  const db = records(c.env.DB);
  const token = newToken();
  const digest = await sha256(token);
  const at = c.get('clock')();
  const proof = { domain, digest, expiresAt: at + PROOF_DAYS * DAY };
  await db.batch([
    db
      .insert(organizationProofs)
      .values({ organizationId: organization.id, ...proof })
      .onConflictDoUpdate({ target: organizationProofs.organizationId, set: proof }),
    owe(
      db,
      {
        kind: 'organization-mail',
        template: 'organization-domain',
        organizationId: organization.id,
        to: { address, language: c.get('language') },
        link: `/manage/domains/${token}`,
      },
      at,
      `proof.${digest}`,
    ),
  ]);
  hurry(c);
  return address;
}

/** What a mailed link proves: `link-invalid` if it never was ours or another was mailed since, `link-expired` if it is over. */
export async function openProof(
  c: AppContext,
  token: string,
): Promise<{ organization: RegisteredOrganization; domain: string }> {
  const [proof] = await records(c.env.DB)
    .select()
    .from(organizationProofs)
    .where(eq(organizationProofs.digest, await sha256(token.slice(0, 200))));
  if (!proof) throw new Problem('link-invalid');
  const organization = await openOrganization(c.env.DB, proof.organizationId);
  if (proof.expiresAt < c.get('clock')() || domainOf(organization.url ?? '') !== proof.domain)
    throw new Problem('link-expired');
  return { organization, domain: proof.domain };
}

/** Verifies the organisation whose link was opened. The link works once. */
export async function verifyByMail(c: AppContext, token: string): Promise<RegisteredOrganization> {
  const { organization, domain } = await openProof(c, token);
  const used = records(c.env.DB)
    .update(organizationProofs)
    .set({ expiresAt: 0 })
    .where(eq(organizationProofs.organizationId, organization.id));
  await verified(c, organization, domain, 'mail', [used]);
  return organization;
}

/** What the look-up of the record found. `other`: a record of ours with another value. */
export type DnsOutcome = 'verified' | 'none' | 'other' | 'failed';

/** Looks for the record and verifies the organisation if it is there. Throws `wrong-state` and `too-many-requests`. */
export async function verifyByDns(c: AppContext, organization: RegisteredOrganization): Promise<DnsOutcome> {
  const domain = neededDomain(organization);
  await limitNetwork(c, 'organization');
  const answer = await lookUp(c.env, domain, 'TXT');
  if (answer.status !== 'found') return answer.status;
  const record = await recordOf(c, organization.id, domain);
  const values = answer.values.map((value) => value.trim());
  if (!values.includes(record))
    return values.some((value) => value.startsWith(proofRecord(''))) ? 'other' : 'none';
  await verified(c, organization, domain, 'dns');
  return 'verified';
}

async function verified(
  c: AppContext,
  organization: RegisteredOrganization,
  domain: string,
  by: 'mail' | 'dns',
  rows: Parameters<typeof commitOrganizations>[1][number]['rows'] = [],
): Promise<void> {
  const at = c.get('clock')();
  await commitOrganizations(c.env.DB, [
    {
      organizationId: organization.id,
      version: organization.version,
      type: 'organization.verified',
      actorId: c.get('user')?.id ?? null,
      data: { by },
      columns: { verifiedAt: at, verifiedBy: by, verifiedDomain: domain },
      rows,
      shows: true,
      at,
    },
  ]);
  hurry(c);
}
