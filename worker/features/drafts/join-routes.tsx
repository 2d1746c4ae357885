import { Hono } from 'hono';
import * as v from 'valibot';
import { accountForAddress, accountIdOf } from '#db/accounts.ts';
import { records } from '#db/client.ts';
import { joinDraft, openDraftInvitation } from '#db/draft-members.ts';
import { owe } from '#db/outbox.ts';
import { Problem } from '#domain/problems.ts';
import { EmailAddress } from '#domain/schemas/atoms.ts';
import { one } from '#domain/schemas/form.ts';
import { parse } from '#domain/schemas/parse.ts';
import { AddressPage, InvitationOverPage, JoinPage, LinkSentPage } from '#web/pages/drafts/JoinPages.tsx';
import { paths } from '#web/paths.ts';
import { SIGN_IN_MINUTES } from '#worker/http/account.ts';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { limitAddress, limitNetwork } from '#worker/http/limits.ts';
import { seal, unseal } from '#worker/http/links.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { issueText } from '#worker/http/problem.ts';

/** Proving an address by a mailed link, to keep a draft under it or to join one. */
export const joinRoutes = new Hono<AppEnv>();

const JOIN = `${LANGUAGE_PREFIX}/drafts/join/:token` as const;
const KEEP = `${LANGUAGE_PREFIX}/drafts/keep` as const;
const BEGIN = `${LANGUAGE_PREFIX}/drafts/begin/:token` as const;

const Address = v.object({ email: v.pipe(EmailAddress, v.toLowerCase()) });
/** Address, until when the link works, and where it leads. */
const BeginLink = v.tuple([v.string(), v.number(), v.string()]);

// The addresses of these pages are secrets: nobody keeps them, and no other site is told them. Our own is, because a
// browser that may not say where a form comes from could not join.
for (const path of [JOIN, BEGIN])
  joinRoutes.use(path, async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
    c.res.headers.set('referrer-policy', 'same-origin');
    c.res.headers.set('x-robots-tag', 'noindex');
  });

/** Mails a link that signs in and leads to `next`; of an address without an account it opens one. */
async function mailLink(c: AppContext, written: string, next: string): Promise<void> {
  const { email } = parse(Address, { email: written.trim() });
  await limitNetwork(c, 'sign-in');
  await limitAddress(c, 'sign-in', email);
  const language = c.get('language');
  if (await accountIdOf(c.env.DB, email)) {
    const { makeSignInLink } = await import('#worker/http/accounts.ts');
    await makeSignInLink(c.env, email, { language, next });
  } else {
    const at = c.get('clock')();
    const until = at + SIGN_IN_MINUTES * 60_000;
    const token = await seal(c.env.LINK_SECRET, 'draft', [email, until, next]);
    const url = `${c.env.SITE_ORIGIN}/${language}/drafts/begin/${token}`;
    await owe(
      records(c.env.DB),
      { kind: 'sign-in', to: email, url, language, until },
      at,
      crypto.randomUUID(),
    );
  }
  hurry(c);
}

interface Asking {
  action: string;
  next: string;
  /** Who invites; nobody where a draft is kept. */
  ownerName?: string;
}

/** Mails the link and says so, or asks again. */
async function askForAddress(c: AppContext, { action, next, ownerName }: Asking): Promise<Response> {
  const email = one(await formBody(c), 'email');
  try {
    await mailLink(c, email, next);
  } catch (error) {
    const [issue] = error instanceof Problem ? error.issues : [];
    if (!issue) throw error;
    return page(
      c,
      <AddressPage
        frame={frameOf(c)}
        action={action}
        email={email}
        error={issueText(t(c), issue)}
        ownerName={ownerName}
      />,
      { status: 422 },
    );
  }
  return page(c, <LinkSentPage frame={frameOf(c)} joins={ownerName !== undefined} />, { private: true });
}

joinRoutes.get(KEEP, (c) =>
  page(c, <AddressPage frame={frameOf(c)} action={c.req.path} email="" />, { private: true }),
);

joinRoutes.post(KEEP, (c) =>
  askForAddress(c, { action: c.req.path, next: `${paths.submit(c.get('language'))}?continue=1` }),
);

joinRoutes.get(BEGIN, async (c) => {
  // Programs that look at links before people do (mail scanners) often ask with HEAD; that must open nothing.
  if (c.req.raw.method === 'HEAD') return c.body(null, 204);
  const link = v.safeParse(BeginLink, await unseal(c.env.LINK_SECRET, 'draft', c.req.param('token')));
  if (!link.success) throw new Problem('link-invalid');
  const [email, until, next] = link.output;
  const at = c.get('clock')();
  if (c.get('user')?.email === email) return c.redirect(next, 303);
  // It opens one account, once; from then on the address signs in like every other.
  if (until < at || (await accountIdOf(c.env.DB, email))) throw new Problem('link-expired');
  const language = c.get('language');
  const userId = await accountForAddress(c.env.DB, { email, language, by: null, at });
  const { openSessionOf } = await import('#worker/http/accounts.ts');
  await openSessionOf(c, userId);
  return c.redirect(next, 303);
});

/** Opens the invitation of the address, or says that it is over; then the answer is that page. */
async function invited(c: AppContext) {
  try {
    return await openDraftInvitation(c.env.DB, c.req.param('token') ?? '', c.get('clock')());
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'link-expired')) throw error;
    return page(c, <InvitationOverPage frame={frameOf(c)} />, { status: 410 });
  }
}

joinRoutes.get(JOIN, async (c) => {
  const invitation = await invited(c);
  if (invitation instanceof Response) return invitation;
  const { ownerName } = invitation;
  const action = c.req.path;
  return page(
    c,
    c.get('user') ? (
      <JoinPage frame={frameOf(c)} ownerName={ownerName} action={action} />
    ) : (
      <AddressPage frame={frameOf(c)} action={action} email="" ownerName={ownerName} />
    ),
    { private: true },
  );
});

joinRoutes.post(JOIN, async (c) => {
  const invitation = await invited(c);
  if (invitation instanceof Response) return invitation;
  const { draftId, ownerName } = invitation;
  const user = c.get('user');
  if (!user) return askForAddress(c, { action: c.req.path, next: c.req.path, ownerName });
  await joinDraft(c.env.DB, { draftId, userId: user.id, at: c.get('clock')() });
  return c.redirect(`${paths.draft(c.get('language'), draftId)}?done=joined`, 303);
});
