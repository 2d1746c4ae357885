import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { prune } from '#db/prune.ts';
import {
  anAccount,
  call,
  newSignInLink,
  ORIGIN,
  post,
  postForm,
  signedInAs,
  signInTo,
} from '#test/support/sign-in.ts';
import { SESSION_MAX_DAYS } from '#worker/http/account.ts';

vi.setConfig({ testTimeout: 30_000 });

const SECURITY = '/en/account/security';
const PHONE = 'Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0';
const LAPTOP =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

const whoIs = async (cookie: string) => (await call('/api/v1/session', { headers: { cookie } })).status;
const endPaths = (page: string) =>
  [...page.matchAll(/action="([^"]+\/sessions\/[^"]+\/end)"/g)].map(([, path = '']) => path);

test('sessions say the kind of browser and nothing finer; one is ended, then all', async () => {
  const email = await anAccount('submitter');
  const phone = await signInTo(email, PHONE);
  const laptop = await signInTo(email, LAPTOP);
  const stored = await env.DB.prepare(
    'SELECT s.user_agent, s.ip_address FROM sessions AS s JOIN users AS u ON u.id = s.user_id WHERE u.email = ?1 ORDER BY s.created_at',
  )
    .bind(email)
    .all();
  expect(stored.results).toEqual([
    { user_agent: 'Firefox/Android', ip_address: null },
    { user_agent: 'Chrome/Windows', ip_address: null },
  ]);

  const page = await (await call(SECURITY, { headers: laptop })).text();
  expect(page).toContain('Firefox on Android');
  expect(page).toContain('Chrome on Windows');
  expect(page.split('This browser')).toHaveLength(2);
  expect(endPaths(page)).toHaveLength(2);
  const onPhone = await (await call(SECURITY, { headers: phone })).text();
  const current = (text: string) => text.split('This browser')[1]?.match(/sessions\/([^/]+)\/end/)?.[1];
  const phoneId = current(onPhone);
  expect(phoneId).not.toBe(current(page));

  for (const _ of ['once', 'in another tab']) {
    const ended = await postForm(`${SECURITY}/sessions/${phoneId}/end`, [], laptop);
    expect([ended.status, ended.headers.get('location')]).toEqual([303, `${SECURITY}?done=ended`]);
  }
  expect([await whoIs(phone.cookie), await whoIs(laptop.cookie)]).toEqual([401, 200]);

  const unopened = await newSignInLink(email, () => post('/api/v1/session', { email }));
  const again = await signInTo(email, PHONE);
  const out = await postForm(`${SECURITY}/sign-out-everywhere`, [], laptop);
  expect([out.status, out.headers.get('location')]).toEqual([303, '/en']);
  expect(out.headers.getSetCookie().join()).toContain('Max-Age=0');
  expect([await whoIs(again.cookie), await whoIs(laptop.cookie)]).toEqual([401, 401]);
  expect((await call(unopened)).status).toBe(410);
  const events = await env.DB.prepare(
    'SELECT e.type FROM account_events AS e JOIN users AS u ON u.id = e.user_id WHERE u.email = ?1',
  )
    .bind(email)
    .all();
  expect(events.results).toEqual([{ type: 'account.signed-out-everywhere' }]);
});

test('nobody ends the session of somebody else', async () => {
  const [ann, ben] = [await signedInAs('submitter'), await signedInAs('administrator')];
  const [path = ''] = endPaths(await (await call(SECURITY, { headers: ann.headers })).text());
  await postForm(path, [], ben.headers);
  expect(await whoIs(ann.headers.cookie)).toBe(200);
  const foreign = await postForm(path, [], { ...ann.headers, origin: 'https://evil.example' });
  expect([foreign.status, await whoIs(ann.headers.cookie)]).toEqual([403, 200]);
  const own = await postForm(path, [], ann.headers);
  expect([own.headers.get('location'), await whoIs(ann.headers.cookie)]).toEqual(['/en', 401]);
});

test('a session ends after its longest time, however much it is used', async () => {
  const { headers, id } = await signedInAs('moderator');
  const begun = (days: number) =>
    env.DB.prepare('UPDATE sessions SET created_at = ?1 WHERE user_id = ?2')
      .bind(Date.now() - days * 86_400_000, id)
      .run();
  await begun(SESSION_MAX_DAYS - 0.01);
  expect(await whoIs(headers.cookie)).toBe(200);
  await begun(SESSION_MAX_DAYS + 0.01);
  const answer = await call('/en/account', { headers });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/en/sign-in?next=%2Fen%2Faccount']);
  expect(answer.headers.getSetCookie().join()).toContain('Max-Age=0');
  const left = () =>
    env.DB.prepare('SELECT count(*) AS n FROM sessions WHERE user_id = ?1').bind(id).first<number>('n');
  expect(await left()).toBe(0);
});

test('challenges and sessions that ended are forgotten', async () => {
  const { id } = await signedInAs('submitter');
  await env.DB.batch([
    env.DB.prepare('UPDATE sessions SET expires_at = 5 WHERE user_id = ?1').bind(id),
    env.DB.prepare("INSERT INTO passkey_challenges VALUES ('old', NULL, 5), ('new', NULL, 50)"),
  ]);
  await prune(env.DB, 20);
  const { results } = await env.DB.prepare('SELECT challenge FROM passkey_challenges').all();
  expect(results).toEqual([{ challenge: 'new' }]);
  expect(
    await env.DB.prepare('SELECT count(*) AS n FROM sessions WHERE user_id = ?1').bind(id).first('n'),
  ).toBe(0);
});

test('pages of the account send people to sign in; their forms are refused with the way to do so', async () => {
  for (const path of [SECURITY, '/ar/account/data', '/en/moderation/people']) {
    const answer = await call(path);
    const [, language = ''] = path.split('/');
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/${language}/sign-in?next=${encodeURIComponent(path)}`,
    ]);
  }
  const headers = { origin: ORIGIN };
  for (const path of [
    `${SECURITY}/sign-out-everywhere`,
    '/en/account/data/erase',
    '/en/account/staff-power',
    '/en/moderation/people',
  ]) {
    const answer = await postForm(path, [], headers);
    expect([path, answer.status, answer.headers.get('www-authenticate')]).toEqual([
      path,
      401,
      'Session realm="WSIS Stocktaking"',
    ]);
  }
});
