import { Hono } from 'hono';
import { ADDRESS_MONTHS, renewAddress, WARNING_DAYS } from '#db/expire.ts';
import { DRAFT_MONTHS } from '#db/expire-drafts.ts';
import { eraseAccount, heldData } from '#db/held-data.ts';
import { KEPT_DAYS } from '#db/prune.ts';
import { releaseEntries } from '#db/release.ts';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import { DataPage, ErasedPage, RenewPage } from '#web/pages/accounts/DataPage.tsx';
import { PrivacyPage } from '#web/pages/accounts/PrivacyPage.tsx';
import { paths } from '#web/paths.ts';
import {
  FRESH_MINUTES,
  isFresh,
  SESSION_DAYS,
  SESSION_MAX_DAYS,
  SIGN_IN_MINUTES,
} from '../../http/account.ts';
import { formBody } from '../../http/body.ts';
import { type AppContext, type AppEnv, t } from '../../http/context.ts';
import { LANGUAGE_PREFIX } from '../../http/language.ts';
import { PERIOD } from '../../http/limits.ts';
import { openRenewLink } from '../../http/links.ts';
import { frameOf, page } from '../../http/page.tsx';
import { CHALLENGE_MINUTES } from './passkeys.ts';
import { requestSignIn } from './sign-in.ts';
import { signedInOnly, userOf } from './signed-in.ts';

/** What is held about people: a copy, the end of it, and the page that says what and why. */
export const dataRoutes = new Hono<AppEnv>();

const DATA = `${LANGUAGE_PREFIX}/account/data` as const;
const RENEW = `${LANGUAGE_PREFIX}/renew/:token` as const;

dataRoutes.use(DATA, signedInOnly);
dataRoutes.use(`${DATA}/*`, signedInOnly);

function dataPage(c: AppContext, error?: { status: 409 | 422; text: string }): Response {
  return page(
    c,
    <DataPage
      frame={{ ...frameOf(c), path: paths.ownData(c.get('language')) }}
      fresh={isFresh(userOf(c), c.get('clock')())}
      freshMinutes={FRESH_MINUTES}
      error={error?.text}
    />,
    { private: true, status: error?.status ?? 200 },
  );
}

dataRoutes.get(DATA, (c) => dataPage(c));

dataRoutes.get(`${DATA}/export`, async (c) => {
  const data = await heldData(c.env.DB, userOf(c));
  return c.body(
    JSON.stringify({ exported_at: new Date(c.get('clock')()).toISOString(), ...data }, null, 2),
    200,
    {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="wsis-stocktaking-account.json"',
      'cache-control': 'no-store',
    },
  );
});

dataRoutes.post(`${DATA}/again`, async (c) => {
  const { email } = userOf(c);
  await requestSignIn(c, { email }, paths.ownData(c.get('language')));
  return c.redirect(`/${c.get('language')}/sign-in/sent`, 303);
});

dataRoutes.post(`${DATA}/erase`, async (c) => {
  const user = userOf(c);
  const now = c.get('clock')();
  const form = await formBody(c);
  if (!isFresh(user, now)) return c.redirect(paths.ownData(c.get('language')), 303);
  if (one(form, 'sure') !== 'yes') return dataPage(c, { status: 422, text: t(c)('issue.required') });
  try {
    await eraseAccount(c.env.DB, user, user.id, now);
    await releaseEntries(c.env.DB, user.id, user.actor, now);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'last-administrator') throw error;
    return dataPage(c, { status: 409, text: t(c)('problem.last-administrator.detail') });
  }
  const { closeSession } = await import('../../http/accounts.ts');
  await closeSession(c);
  return page(c, <ErasedPage frame={{ ...frameOf(c), path: paths.home(c.get('language')) }} />);
});

dataRoutes.use(RENEW, async (c, next) => {
  await next();
  c.res.headers.set('cache-control', 'no-store');
  c.res.headers.set('referrer-policy', 'no-referrer');
});

dataRoutes.get(RENEW, async (c) => {
  await openRenewLink(c.env.LINK_SECRET, c.req.param('token'));
  return page(c, <RenewPage frame={frameOf(c)} done={false} months={ADDRESS_MONTHS} />, { private: true });
});

dataRoutes.post(RENEW, async (c) => {
  const contactId = await openRenewLink(c.env.LINK_SECRET, c.req.param('token'));
  if (!(await renewAddress(c.env.DB, contactId, c.get('clock')()))) throw new Problem('link-expired');
  return page(c, <RenewPage frame={frameOf(c)} done months={ADDRESS_MONTHS} />);
});

dataRoutes.get(`${LANGUAGE_PREFIX}/privacy`, (c) =>
  page(
    c,
    <PrivacyPage
      frame={frameOf(c)}
      addressMonths={ADDRESS_MONTHS}
      warningDays={WARNING_DAYS}
      draftMonths={DRAFT_MONTHS}
      sessionDays={SESSION_DAYS}
      sessionMaxDays={SESSION_MAX_DAYS}
      linkMinutes={SIGN_IN_MINUTES}
      challengeMinutes={CHALLENGE_MINUTES}
      jobDays={KEPT_DAYS}
      limitSeconds={PERIOD}
      contact={c.env.MAIL_FROM}
    />,
  ),
);
