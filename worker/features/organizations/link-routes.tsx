import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import { DomainPage } from '#web/pages/organizations/DomainPage.tsx';
import { QuestionPage } from '#web/pages/organizations/QuestionPage.tsx';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { signInFirst } from '#worker/http/sign-in-first.ts';
import { owned } from './manage-routes.tsx';
import { acceptInvitation, openInvitation } from './members.ts';
import {
  type DnsOutcome,
  mailProof,
  openProof,
  provableDomain,
  recordOf,
  verifyByDns,
  verifyByMail,
} from './verify.ts';
import { firstError, MANAGE, manageHref, nameOf, noticeOf, warning } from './view.ts';

/** Proving a domain, and what is done by mailed links. */
export const links = new Hono<AppEnv>();

const DOMAIN = `${MANAGE}/:id/domain` as const;
const PROOF = `${LANGUAGE_PREFIX}/manage/domains/:token` as const;
const INVITATION = `${LANGUAGE_PREFIX}/manage/invitations/:token` as const;

/** The address of such a page is a secret: nobody keeps it, indexes it or is told it by a link followed from it. */
export const keepsSecret: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  c.res.headers.set('cache-control', 'no-store');
  c.res.headers.set('referrer-policy', 'no-referrer');
  c.res.headers.set('x-robots-tag', 'noindex');
};
links.use(PROOF, keepsSecret);
links.use(INVITATION, keepsSecret);

const FAILED = {
  none: 'organization.dns.none',
  other: 'organization.dns.other',
  failed: 'organization.dns.failed',
} as const satisfies Record<Exclude<DnsOutcome, 'verified'>, string>;

async function domainPage(
  c: AppContext,
  said: { mailbox?: string; problem?: Problem; failed?: keyof typeof FAILED } = {},
): Promise<Response> {
  const organization = await owned(c);
  const domain = provableDomain(organization);
  const { mailbox = '', problem, failed } = said;
  return page(
    c,
    <DomainPage
      frame={frameOf(c)}
      id={organization.id}
      name={nameOf(c, organization)}
      domain={domain}
      record={domain === null ? '' : await recordOf(c, organization.id, domain)}
      mailbox={mailbox}
      error={problem && firstError(c, problem.issues)}
      notice={failed ? warning(c, FAILED[failed]) : noticeOf(c)}
    />,
    { private: true, status: (problem?.status ?? 200) as 200 },
  );
}

links.get(DOMAIN, async (c) => signInFirst(c) ?? domainPage(c));

links.post(DOMAIN, async (c) => {
  const organization = await owned(c);
  const form = await formBody(c);
  const mailbox = one(form, 'mailbox');
  if (one(form, 'by') === 'dns') {
    const outcome = await verifyByDns(c, organization);
    return outcome === 'verified'
      ? c.redirect(`${manageHref(c, organization.id)}?done=verified`, 303)
      : domainPage(c, { failed: outcome });
  }
  try {
    await mailProof(c, organization, { mailbox });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid-input') throw error;
    return domainPage(c, { mailbox, problem: error });
  }
  return c.redirect(`${manageHref(c, organization.id)}/domain?done=mailed`, 303);
});

links.get(PROOF, async (c) => {
  const { organization, domain } = await openProof(c, c.req.param('token'));
  const name = nameOf(c, organization);
  const say = t(c);
  return page(
    c,
    <QuestionPage
      frame={frameOf(c)}
      title={say('organization.proof.title', { domain, name })}
      answer={{ action: c.req.path, label: say('organization.proof.confirm') }}
    >
      <p class="lead">{say('organization.proof.lead', { domain, name })}</p>
    </QuestionPage>,
    { private: true },
  );
});

links.post(PROOF, async (c) => {
  await limitNetwork(c, 'organization');
  const organization = await verifyByMail(c, c.req.param('token'));
  return page(
    c,
    <QuestionPage frame={frameOf(c)} title={t(c)('organization.verified')} answer={null}>
      <p class="lead">{t(c)('organization.done.verified')}</p>
      <p>
        <a href={`/${c.get('language')}/organizations/${organization.id}`}>{nameOf(c, organization)}</a>
      </p>
    </QuestionPage>,
  );
});

links.get(INVITATION, async (c) => {
  const { organization, role, email } = await openInvitation(c, c.req.param('token'));
  const say = t(c);
  const name = nameOf(c, organization);
  return page(
    c,
    <QuestionPage
      frame={frameOf(c)}
      title={say('organization.invitation.title', { name })}
      answer={{
        action: c.req.path,
        label: say('organization.invitation.accept', { email: c.get('user')?.email ?? email }),
      }}
    >
      <p class="lead">{say('organization.invitation.lead', { name, role })}</p>
      <p>{say(`organization.role.${role}.hint`)}</p>
    </QuestionPage>,
    { private: true },
  );
});

links.post(INVITATION, async (c) => {
  await limitNetwork(c, 'organization');
  const { organization } = await acceptInvitation(c, c.req.param('token'));
  // Who has no session yet is sent to the sign-in page by the page of the organisation.
  return c.redirect(`${manageHref(c, organization.id)}?done=saved`, 303);
});
