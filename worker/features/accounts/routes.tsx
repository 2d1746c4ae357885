import { Hono } from 'hono';
import * as v from 'valibot';
import { nameOf, STAFF_POWER_MINUTES, setName, setStaffPower } from '#db/accounts.ts';
import { rhythmOf } from '#db/digests.ts';
import { draftsOf } from '#db/drafts.ts';
import { entriesOfAccount } from '#db/entries.ts';
import { listOrganizationsOf } from '#db/organization-lists.ts';
import { mayHaveStaffPower, rolesOf } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { plainText } from '#domain/schemas/atoms.ts';
import { one } from '#domain/schemas/form.ts';
import { parse } from '#domain/schemas/parse.ts';
import { AccountPage } from '#web/pages/accounts/AccountPage.tsx';
import { LinkProblemPage } from '#web/pages/accounts/LinkProblemPage.tsx';
import { SignInPage } from '#web/pages/accounts/SignInPage.tsx';
import { SignInSentPage } from '#web/pages/accounts/SignInSentPage.tsx';
import { paths } from '#web/paths.ts';
import { formBody } from '../../http/body.ts';
import { type AppContext, type AppEnv, t } from '../../http/context.ts';
import { reader } from '../../http/databases.ts';
import { LANGUAGE_PREFIX } from '../../http/language.ts';
import { statusPath } from '../../http/links.ts';
import { frameOf, page } from '../../http/page.tsx';
import { issueText } from '../../http/problem.ts';
import { api } from './api.ts';
import { peopleApi } from './api-people.ts';
import { dataRoutes } from './data-routes.tsx';
import { peopleRoutes } from './people-routes.tsx';
import { homeOf, returnPath } from './return-path.ts';
import { securityRoutes } from './security-routes.tsx';
import { requestSignIn } from './sign-in.ts';
import { signedInOnly, userOf } from './signed-in.ts';

export const routes = new Hono<AppEnv>();
routes.route('/', api);
routes.route('/', peopleApi);
routes.route('/', securityRoutes);
routes.route('/', dataRoutes);
routes.route('/', peopleRoutes);

routes.get(`${LANGUAGE_PREFIX}/sign-in`, (c) => {
  const next = returnPath(c.req.query('next'));
  if (c.get('user')) return c.redirect(next || `/${c.get('language')}/account`, 303);
  return page(c, <SignInPage frame={frameOf(c)} email="" next={next} />, { private: true });
});

routes.post(`${LANGUAGE_PREFIX}/sign-in`, async (c) => {
  const form = await formBody(c);
  const email = one(form, 'email');
  const next = returnPath(one(form, 'next'));
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
    return c.redirect(homeOf(user.actor, c.get('language'), next), 303);
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

const ACCOUNT = `${LANGUAGE_PREFIX}/account` as const;
const Name = v.object({ name: plainText(100, { min: 0, formulas: true }) });

async function accountPage(c: AppContext, again?: { name: string; text: string }): Promise<Response> {
  const user = userOf(c);
  const language = c.get('language');
  const database = reader(c, c.env.DB);
  const entries = await entriesOfAccount(database, user);
  const submissions = await Promise.all(
    entries.map(async (entry) => ({
      ...entry,
      path: await statusPath(c.env.LINK_SECRET, language, {
        initiativeId: entry.id,
        contactId: entry.contactId,
      }),
    })),
  );
  return page(
    c,
    <AccountPage
      frame={{ ...frameOf(c), path: paths.account(language) }}
      email={user.email}
      name={again?.name ?? (await nameOf(database, user.id))}
      nameError={again?.text}
      saved={c.req.query('done') === 'name'}
      roles={rolesOf(user.actor)}
      powerMinutes={STAFF_POWER_MINUTES}
      submissions={submissions}
      drafts={await draftsOf(database, user.id)}
      organizations={await listOrganizationsOf(database, user.id, language)}
      digest={await rhythmOf(database, user.id)}
    />,
    { private: true, status: again ? 422 : 200 },
  );
}

routes.use(ACCOUNT, signedInOnly);
routes.get(ACCOUNT, (c) => accountPage(c));

routes.post(ACCOUNT, async (c) => {
  const written = one(await formBody(c), 'name');
  try {
    const { name } = parse(Name, { name: written });
    await setName(c.env.DB, userOf(c).id, name.trim());
  } catch (error) {
    const [issue] = error instanceof Problem ? error.issues : [];
    if (!issue) throw error;
    return accountPage(c, { name: written, text: issueText(t(c), issue) });
  }
  return c.redirect(`${paths.account(c.get('language'))}?done=name`, 303);
});

routes.post(`${ACCOUNT}/staff-power`, signedInOnly, async (c) => {
  const user = userOf(c);
  if (!mayHaveStaffPower(user.actor)) throw new Problem('not-allowed');
  const on = one(await formBody(c), 'power') === 'on';
  await setStaffPower(c.env.DB, user.id, on, c.get('clock')());
  return c.redirect(paths.account(c.get('language')), 303);
});
