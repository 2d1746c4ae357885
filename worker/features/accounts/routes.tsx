import { Hono } from 'hono';
import { entriesOfAddress } from '#db/entries.ts';
import { Problem } from '#domain/problems.ts';
import { AccountPage } from '#web/pages/accounts/AccountPage.tsx';
import { LinkProblemPage } from '#web/pages/accounts/LinkProblemPage.tsx';
import { SignInPage } from '#web/pages/accounts/SignInPage.tsx';
import { SignInSentPage } from '#web/pages/accounts/SignInSentPage.tsx';
import { formBody } from '../../http/body.ts';
import { type AppEnv, t } from '../../http/context.ts';
import { reader } from '../../http/databases.ts';
import { LANGUAGE_PREFIX } from '../../http/language.ts';
import { statusPath } from '../../http/links.ts';
import { frameOf, page } from '../../http/page.tsx';
import { issueText } from '../../http/problem.ts';
import { api } from './api.ts';
import { returnPath } from './return-path.ts';
import { requestSignIn } from './sign-in.ts';

export const routes = new Hono<AppEnv>();
routes.route('/', api);

routes.get(`${LANGUAGE_PREFIX}/sign-in`, (c) => {
  const next = returnPath(c.req.query('next'));
  if (c.get('user')) return c.redirect(next || `/${c.get('language')}/account`, 303);
  return page(c, <SignInPage frame={frameOf(c)} email="" next={next} />, { private: true });
});

routes.post(`${LANGUAGE_PREFIX}/sign-in`, async (c) => {
  const form = await formBody(c);
  const email = form.get('email')?.[0] ?? '';
  const next = returnPath(form.get('next')?.[0]);
  try {
    await requestSignIn(c, { email }, next);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid-input') throw error;
    const text = error.issues[0] && issueText(t(c), error.issues[0]);
    return page(c, <SignInPage frame={frameOf(c)} email={email} next={next} error={text} />, { status: 422 });
  }
  return c.redirect(`/${c.get('language')}/sign-in/sent`, 303);
});

routes.get(`${LANGUAGE_PREFIX}/sign-in/sent`, (c) =>
  page(c, <SignInSentPage frame={frameOf(c)} />, { private: true }),
);

routes.get(`${LANGUAGE_PREFIX}/session`, async (c) => {
  // Programs that look at links before people do (mail scanners) often ask with HEAD; that must not use up the link.
  if (c.req.raw.method === 'HEAD') return c.body(null, 204);
  const next = returnPath(c.req.query('next'));
  try {
    const { openSession } = await import('../../http/accounts.ts');
    const user = await openSession(c, c.req.query('token') ?? '');
    const home = user.role === 'submitter' ? 'account' : 'moderation';
    return c.redirect(next || `/${c.get('language')}/${home}`, 303);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const status = error.code === 'link-expired' ? 410 : 404;
    return page(
      c,
      <LinkProblemPage
        frame={frameOf(c)}
        expired={status === 410}
        requestId={c.get('requestId')}
        next={next}
      />,
      { status },
    );
  }
});

routes.post(`${LANGUAGE_PREFIX}/sign-out`, async (c) => {
  if (c.get('user')) {
    const { closeSession } = await import('../../http/accounts.ts');
    await closeSession(c);
  }
  return c.redirect(`/${c.get('language')}`, 303);
});

routes.get(`${LANGUAGE_PREFIX}/account`, async (c) => {
  const user = c.get('user');
  const language = c.get('language');
  if (!user) return c.redirect(`/${language}/sign-in?next=/${language}/account`, 303);
  const entries = await entriesOfAddress(reader(c, c.env.DB), user.email);
  const submissions = await Promise.all(
    entries.map(async (entry) => ({
      ...entry,
      path: await statusPath(c.env.LINK_SECRET, language, {
        initiativeId: entry.id,
        contactId: entry.contactId,
      }),
    })),
  );
  return page(c, <AccountPage frame={frameOf(c)} user={user} submissions={submissions} />, { private: true });
});
