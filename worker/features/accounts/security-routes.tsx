import { Hono } from 'hono';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { nameField } from '#web/pages/accounts/Passkeys.tsx';
import { SecurityPage, type SecurityPageProps } from '#web/pages/accounts/SecurityPage.tsx';
import { paths } from '#web/paths.ts';
import { formBody, jsonBody } from '../../http/body.ts';
import { type AppContext, type AppEnv, t } from '../../http/context.ts';
import { hurry } from '../../http/hurry.ts';
import { LANGUAGE_PREFIX } from '../../http/language.ts';
import { limitNetwork } from '../../http/limits.ts';
import { frameOf, page } from '../../http/page.tsx';
import { issueText } from '../../http/problem.ts';
import { requireSameOrigin } from '../../http/security.ts';
import {
  accountOfPasskey,
  addPasskey,
  listPasskeys,
  passkeyOptions,
  removePasskey,
  renamePasskey,
  signInOptions,
} from './passkeys.ts';
import { homeOf } from './return-path.ts';
import { endAllSessions, endSession, listSessions } from './sessions.ts';
import { signedInOnly, userOf } from './signed-in.ts';

/** The sessions and passkeys of an account, and signing in with a passkey. */
export const securityRoutes = new Hono<AppEnv>();

const SECURITY = `${LANGUAGE_PREFIX}/account/security` as const;
const SIGN_IN = `${LANGUAGE_PREFIX}/sign-in/passkey` as const;
const NO_STORE = { 'cache-control': 'no-store' };

const DONE: Readonly<Record<string, MessageKey>> = {
  ended: 'accounts.sessions.ended',
  added: 'accounts.passkeys.done.added',
  renamed: 'accounts.passkeys.done.renamed',
  removed: 'accounts.passkeys.done.removed',
};

securityRoutes.use(SECURITY, signedInOnly);
securityRoutes.use(`${SECURITY}/*`, signedInOnly);

async function securityPage(c: AppContext, error?: SecurityPageProps['error']): Promise<Response> {
  const user = userOf(c);
  const [sessions, passkeys] = await Promise.all([
    listSessions(c.env.DB, user.id, c.get('clock')()),
    listPasskeys(c.env.DB, user.id),
  ]);
  const done = c.req.query('done') ?? '';
  const said = Object.hasOwn(DONE, done) ? DONE[done] : undefined;
  return page(
    c,
    <SecurityPage
      frame={{ ...frameOf(c), path: paths.security(c.get('language')) }}
      sessions={sessions.map((session) => ({ ...session, current: session.id === user.sessionId }))}
      passkeys={passkeys}
      done={said && !error ? t(c)(said) : null}
      error={error}
    />,
    { private: true, status: error ? 422 : 200 },
  );
}

securityRoutes.get(SECURITY, (c) => securityPage(c));

securityRoutes.post(`${SECURITY}/sessions/:id/end`, async (c) => {
  const user = userOf(c);
  const language = c.get('language');
  if (c.req.param('id') === user.sessionId) {
    const { closeSession } = await import('../../http/accounts.ts');
    await closeSession(c);
    return c.redirect(paths.home(language), 303);
  }
  await endSession(c.env.DB, user.id, c.req.param('id'));
  return c.redirect(`${paths.security(language)}?done=ended`, 303);
});

securityRoutes.post(`${SECURITY}/sign-out-everywhere`, async (c) => {
  await endAllSessions(c.env.DB, userOf(c), c.get('clock')());
  const { closeSession } = await import('../../http/accounts.ts');
  await closeSession(c);
  return c.redirect(paths.home(c.get('language')), 303);
});

securityRoutes.post(`${SECURITY}/passkeys`, async (c) => {
  const user = userOf(c);
  const form = await formBody(c);
  const id = one(form, 'id');
  const name = one(form, 'name');
  const at = paths.security(c.get('language'));
  if (one(form, 'do') === 'remove') {
    await removePasskey(c.env.DB, user.id, id, c.get('clock')());
    hurry(c);
    return c.redirect(`${at}?done=removed`, 303);
  }
  try {
    await renamePasskey(c.env.DB, user.id, id, name);
  } catch (error) {
    const issue = error instanceof Problem ? error.issues[0] : undefined;
    const place = (await listPasskeys(c.env.DB, user.id)).findIndex((passkey) => passkey.id === id);
    if (!issue || place < 0) throw error;
    return securityPage(c, { field: nameField(place), value: name, text: issueText(t(c), issue) });
  }
  return c.redirect(`${at}?done=renamed`, 303);
});

securityRoutes.post(`${SECURITY}/passkeys/options`, async (c) => {
  await limitNetwork(c, 'passkey');
  return c.json(await passkeyOptions(c.env, userOf(c), c.get('clock')()), 200, NO_STORE);
});

securityRoutes.post(`${SECURITY}/passkeys/answer`, async (c) => {
  await limitNetwork(c, 'passkey');
  await addPasskey(c.env, userOf(c), await jsonBody(c), c.get('clock')());
  hurry(c);
  return c.json({ location: `${paths.security(c.get('language'))}?done=added` }, 200, NO_STORE);
});

securityRoutes.post(`${SIGN_IN}/options`, async (c) => {
  requireSameOrigin(c);
  await limitNetwork(c, 'passkey');
  return c.json(await signInOptions(c.env, c.get('clock')()), 200, NO_STORE);
});

securityRoutes.post(`${SIGN_IN}/answer`, async (c) => {
  requireSameOrigin(c);
  await limitNetwork(c, 'passkey');
  const { credential, next } = ((await jsonBody(c)) ?? {}) as { credential?: unknown; next?: unknown };
  const userId = await accountOfPasskey(c.env, credential, c.get('clock')());
  const { openSessionOf } = await import('../../http/accounts.ts');
  const user = await openSessionOf(c, userId);
  if (!user) throw new Problem('passkey-refused');
  const wanted = typeof next === 'string' ? next : undefined;
  return c.json({ location: homeOf(user.actor, c.get('language'), wanted) }, 200, NO_STORE);
});
