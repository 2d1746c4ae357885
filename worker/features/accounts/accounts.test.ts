import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { newId } from '#domain/initiative/identifiers.ts';
import {
  altered,
  anAccount,
  aPendingEntryOf,
  call,
  cookiesOf,
  mailedLink,
  mailsTo,
  ORIGIN,
  post,
  postForm,
  signedIn,
} from '#test/support/sign-in.ts';
import { createApp } from '#worker/app.ts';

// The first request loads the account library, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

async function problem(
  answer: Response,
): Promise<{ code: string; errors?: { pointer: string; code: string }[] }> {
  const document = (await answer.json()) as { type: string; errors?: { pointer: string; code: string }[] };
  return { code: document.type.split('/').at(-1) ?? '', ...(document.errors && { errors: document.errors }) };
}

test('a mailed link opens a session, and signing out ends it', async () => {
  const email = await anAccount('moderator');
  const asked = await post('/api/v1/session', { email: email.toUpperCase() }, { 'accept-language': 'fr' });
  expect([asked.status, await asked.json()]).toEqual([202, { status: 'sent' }]);
  const link = await mailedLink(email);
  expect(link).toMatch(/^\/fr\/session\?token=/);

  const opened = await call(link);
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/fr/moderation']);
  const [setCookie = ''] = opened.headers.getSetCookie();
  expect(setCookie).toMatch(/^stocktaking\.session_token=/);
  expect(setCookie.split('; ').slice(1).sort()).toEqual([
    'HttpOnly',
    'Max-Age=2592000',
    'Path=/',
    'SameSite=Lax',
  ]);
  const headers = { cookie: cookiesOf(opened), origin: ORIGIN };

  const me = await call('/api/v1/session', { headers });
  expect([me.status, await me.json()]).toEqual([200, { email, roles: ['moderator'], staff_power: false }]);

  const closed = await call('/api/v1/session', { method: 'DELETE', headers });
  expect(closed.status).toBe(204);
  expect(
    closed.headers.getSetCookie().find((cookie) => cookie.startsWith('stocktaking.session_token=')),
  ).toContain('Max-Age=0');
  const after = await call('/api/v1/session', { headers });
  expect([after.status, (await problem(after)).code]).toEqual([401, 'sign-in-required']);
});

test('a session keeps neither network address nor browser, and the link is kept only as a digest', async () => {
  const email = await anAccount('submitter');
  await call('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  });
  const link = await mailedLink(email);
  const token = new URL(link, ORIGIN).searchParams.get('token') ?? '';
  const kept = await env.DB.prepare(
    `SELECT identifier || value AS text FROM verifications WHERE value LIKE '%' || ?1 || '%'`,
  )
    .bind(email)
    .all<{ text: string }>();
  expect(kept.results).toHaveLength(1);
  expect(kept.results[0]?.text).not.toContain(token);
  await call(link, { headers: { 'user-agent': 'Tattletale/1.0', 'cf-connecting-ip': '192.0.2.7' } });
  const session = await env.DB.prepare(
    'SELECT ip_address, user_agent FROM sessions JOIN users ON users.id = user_id WHERE email = ?1',
  )
    .bind(email)
    .all();
  expect(session.results).toEqual([{ ip_address: null, user_agent: null }]);
  const payload = await env.DB.prepare(`SELECT payload FROM outbox WHERE payload LIKE '%' || ?1 || '%'`)
    .bind(email)
    .all();
  expect(payload.results).toEqual([]);
});

test('an unknown address gets the same answer, and no mail', async () => {
  const [known, unknown] = [await anAccount('moderator'), `${newId()}@nobody.example`];
  const answers = await Promise.all([known, unknown].map((email) => post('/api/v1/session', { email })));
  const seen = await Promise.all(
    answers.map(async (answer) => [
      answer.status,
      await answer.text(),
      [...answer.headers].filter(([name]) => name !== 'x-request-id'),
    ]),
  );
  expect(seen[0]).toEqual(seen[1]);
  await mailedLink(known);
  expect(await mailsTo(unknown)).toEqual([]);
  const user = await env.DB.prepare('SELECT count(*) AS n FROM users WHERE email = ?1')
    .bind(unknown)
    .first('n');
  expect(user).toBe(0);
});

test('a link works once; used, expired and forged ones say how to get another', async () => {
  const email = await anAccount('submitter');
  await post('/api/v1/session', { email });
  const used = await mailedLink(email);
  expect((await call(used, { method: 'HEAD' })).status).toBe(204);
  const opened = await call(used);
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/en/account']);

  await post('/api/v1/session', { email });
  const expired = await mailedLink(email, 2);
  await env.DB.prepare(`UPDATE verifications SET expires_at = ?1 WHERE value LIKE '%' || ?2 || '%'`)
    .bind(Date.now() - 1000, email)
    .run();

  const token = new URL(used, ORIGIN).searchParams.get('token') ?? '';
  const forged = [altered(token), '', 'x', '%00', 'a.b', '..', `${token}.x`];
  const links = [
    [used, 410],
    [expired, 410],
    ...forged.map((text) => [`/en/session?token=${encodeURIComponent(text)}`, 404] as const),
    ['/en/session', 404],
  ] as const;
  for (const [link, status] of links) {
    const answer = await call(link);
    expect([link, answer.status]).toEqual([link, status]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const page = await answer.text();
    expect(page).toContain('href="/en/sign-in"');
    if (token) expect(page).not.toContain(token);
  }
});

test('two people who open one link at once: one is signed in', async () => {
  const email = await anAccount('submitter');
  await post('/api/v1/session', { email });
  const link = await mailedLink(email);
  const answers = await Promise.all(Array.from({ length: 8 }, () => call(link)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 7 }, () => 410)]);
});

test('the form asks for a link, and shows a wrong address again', async () => {
  const email = await anAccount('moderator');
  const form = await (await call('/en/sign-in?next=/en/moderation/abc%3Fstate=pending')).text();
  expect(form).toContain('name="next" value="/en/moderation/abc?state=pending"');
  const sent = await postForm('/en/sign-in', [
    ['email', email],
    ['next', '/en/moderation/abc?state=pending'],
  ]);
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/en/sign-in/sent']);
  expect((await call('/en/sign-in/sent')).status).toBe(200);
  const opened = await call(await mailedLink(email));
  expect(opened.headers.get('location')).toBe('/en/moderation/abc?state=pending');

  const wrong = await postForm('/en/sign-in', [['email', 'nobody at <home>']]);
  const page = await wrong.text();
  expect(wrong.status).toBe(422);
  expect(page).toContain('href="#email"');
  expect(page).toContain('value="nobody at &lt;home>"');
});

test('nobody is sent to a foreign address after signing in', async () => {
  const headers = await signedIn('submitter');
  for (const next of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/en/../..//evil',
    '/en/submit',
    '/en/account\n',
  ]) {
    const answer = await call(`/en/sign-in?next=${encodeURIComponent(next)}`, { headers });
    expect([next, answer.headers.get('location')]).toEqual([next, '/en/account']);
  }
});

test('bad input to the API is answered with its problem', async () => {
  const cases: [unknown, number, string, string?][] = [
    [{}, 422, 'invalid-input', '#/email'],
    [{ email: 7 }, 422, 'invalid-input', '#/email'],
    [{ email: 'x' }, 422, 'invalid-input', '#/email'],
    [{ email: `${'a'.repeat(300)}@example.org` }, 422, 'invalid-input', '#/email'],
    [{ email: '\ud800@example.org' }, 422, 'invalid-input', '#/email'],
    [[], 422, 'invalid-input'],
    [null, 422, 'invalid-input'],
  ];
  for (const [body, status, code, pointer] of cases) {
    const answer = await post('/api/v1/session', body);
    const found = await problem(answer);
    expect([answer.status, found.code, pointer && found.errors?.[0]?.pointer]).toEqual([
      status,
      code,
      pointer,
    ]);
  }
  const odd = await post('/api/v1/session', { email: 'a!b@example.org' });
  expect(odd.status).toBe(202);
});

test('a write that carries a session must come from our own pages', async () => {
  const { cookie } = await signedIn('moderator');
  for (const headers of [
    { cookie },
    { cookie, origin: 'https://evil.example' },
    { cookie, origin: ORIGIN, 'sec-fetch-site': 'cross-site' },
    { cookie, 'sec-fetch-site': 'same-site' },
  ]) {
    const answer = await call('/api/v1/session', { method: 'DELETE', headers });
    expect([answer.status, (await problem(answer)).code]).toEqual([403, 'cross-origin']);
  }
  expect((await call('/api/v1/session', { headers: { cookie } })).status).toBe(200);
  expect((await postForm('/en/sign-out', [], { cookie })).status).toBe(403);
  const out = await postForm('/en/sign-out', [], { cookie, origin: ORIGIN });
  expect([out.status, out.headers.get('location')]).toEqual([303, '/en']);
  expect((await call('/api/v1/session', { headers: { cookie } })).status).toBe(401);
});

test('a cookie that is not ours is nobody', async () => {
  for (const value of ['x', 'a.b', '%E0%A4%A', `${'z'.repeat(32)}.${'A'.repeat(43)}=`]) {
    const answer = await call('/api/v1/session', {
      headers: { cookie: `stocktaking.session_token=${value}` },
    });
    expect([value, answer.status]).toEqual([value, 401]);
  }
});

test('an expired session is over', async () => {
  const { cookie } = await signedIn('moderator');
  await env.DB.prepare('UPDATE sessions SET expires_at = ?1 WHERE token = ?2')
    .bind(Date.now() - 1000, decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '')
    .run();
  expect((await call('/api/v1/session', { headers: { cookie } })).status).toBe(401);
});

test('a session used after a day lasts thirty days from then', async () => {
  const { cookie } = await signedIn('moderator');
  const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
  await env.DB.prepare('UPDATE sessions SET expires_at = expires_at - ?1 WHERE token = ?2')
    .bind(2 * 86_400_000, token)
    .run();
  const answer = await call('/en/account', { headers: { cookie } });
  expect(answer.headers.getSetCookie()[0]).toContain('Max-Age=2592000');
  const expires = await env.DB.prepare('SELECT expires_at FROM sessions WHERE token = ?1')
    .bind(token)
    .first<number>('expires_at');
  expect(Math.abs((expires ?? 0) - Date.now() - 30 * 86_400_000)).toBeLessThan(60_000);
});

test('the account page shows the own address, role and submissions; others are sent to sign in', async () => {
  const email = await anAccount('submitter');
  const { title, id } = await aPendingEntryOf(email);
  await env.DB.prepare(
    "INSERT INTO organization_members SELECT 'river', id, 'editor', 1 FROM users WHERE email = ?1",
  )
    .bind(email)
    .run();
  await post('/api/v1/session', { email });
  const cookie = cookiesOf(await call(await mailedLink(email)));
  const page = await (await call('/en/account', { headers: { cookie } })).text();
  expect(page).toContain(email);
  expect(page).toContain(title);
  expect(page).toContain('href="/en/organizations/river"');
  const status = page.match(/href="(\/en\/status\/[^"]+)"/)?.[1] ?? '';
  expect((await call(status)).status).toBe(200);
  expect(id).toBeTruthy();
  const anonymous = await call('/ar/account');
  expect([anonymous.status, anonymous.headers.get('location')]).toEqual([
    303,
    '/ar/sign-in?next=%2Far%2Faccount',
  ]);
});

test('in production the cookie is secure, for an administrator whom an operator put in', async () => {
  const email = `operator-${newId()}@stocktaking.example`;
  // README: "The first administrator".
  await env.DB.exec(
    `INSERT INTO users (id, name, email, email_verified, language, created_at, updated_at) VALUES (lower(hex(randomblob(16))), 'Operator', '${email}', 1, 'en', unixepoch() * 1000, unixepoch() * 1000)`,
  );
  await env.DB.exec(
    `INSERT INTO grants (id, user_id, role, scope, granted_at) SELECT lower(hex(randomblob(16))), id, 'administrator', '{"languages":[],"action_lines":[],"commissions":[],"countries":[]}', unixepoch() * 1000 FROM users WHERE email = '${email}'`,
  );
  const production = { ...env, ENVIRONMENT: 'production' as const };
  const app = createApp();
  const ask = (path: string, headers: Record<string, string> = {}) =>
    app.fetch(
      new Request(ORIGIN + path, { redirect: 'manual', headers }),
      production,
      createExecutionContext(),
    );
  await post('/api/v1/session', { email });
  const opened = await ask(await mailedLink(email));
  const [cookie = ''] = opened.headers.getSetCookie();
  expect(cookie).toMatch(/^__Secure-stocktaking\.session_token=.*; Secure/);
  expect(cookie).not.toContain('Domain');
  const me = await ask('/api/v1/session', { cookie: cookiesOf(opened) });
  expect([me.status, await me.json()]).toEqual([
    200,
    { email, roles: ['administrator'], staff_power: false },
  ]);
});
