import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { authenticator, type Behaviour } from '#test/support/authenticator.ts';
import { call, cookiesOf, mailsTo, ORIGIN, post, postForm, signedInAs } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 60_000 });

const SECURITY = '/en/account/security';
type Headers = Record<string, string>;
const JSON_ONLY = { accept: 'application/json' };
const OWN = { origin: ORIGIN, ...JSON_ONLY };

async function codeOf(answer: Response): Promise<string> {
  return (((await answer.json()) as { type?: string }).type ?? '').split('/').at(-1) ?? '';
}

async function optionsOf<T>(path: string, headers: Headers): Promise<T> {
  const answer = await post(`${path}/options`, {}, { ...OWN, ...headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return (await answer.json()) as T;
}
type Creation = { challenge: string; user: { id: string; name: string }; excludeCredentials: unknown[] };

async function aPasskey(headers: Headers, name = 'Phone', usual: Behaviour = {}) {
  const key = await authenticator(ORIGIN, usual);
  const options = await optionsOf<Creation>(`${SECURITY}/passkeys`, headers);
  const credential = await key.create(options);
  const answer = await post(`${SECURITY}/passkeys/answer`, { name, credential }, { ...OWN, ...headers });
  return { key, credential, answer, options };
}

const SIGN_IN = '/en/sign-in/passkey';
const signInOptions = () => optionsOf<{ challenge: string; allowCredentials?: unknown[] }>(SIGN_IN, {});
const signIn = (credential: unknown, next?: string) => post(`${SIGN_IN}/answer`, { credential, next }, OWN);

test('a passkey is added, signs its holder in, is renamed and removed, each with its mail or event', async () => {
  const { email, headers, id } = await signedInAs('moderator');
  const { key, answer } = await aPasskey(headers, ' Ann’s phone ');
  expect([answer.status, await answer.json()]).toEqual([200, { location: `${SECURITY}?done=added` }]);
  const page = await (await call(`${SECURITY}?done=added`, { headers })).text();
  expect(page).toContain('The passkey is added.');
  expect(page).toContain('Ann’s phone');

  const options = await signInOptions();
  expect(options.allowCredentials ?? []).toEqual([]);
  const opened = await signIn(await key.get(options), '/en/moderation/abc');
  expect([opened.status, await opened.json()]).toEqual([200, { location: '/en/moderation/abc' }]);
  const me = await call('/api/v1/session', { headers: { cookie: cookiesOf(opened) } });
  expect(await me.json()).toMatchObject({ email, roles: ['moderator'] });

  const passkeys = `${SECURITY}/passkeys`;
  const fields = (name: string, action: string) =>
    [
      ['id', key.id],
      ['name', name],
      ['do', action],
    ] as const;
  const renamed = await postForm(passkeys, fields('Work phone', 'rename'), headers);
  expect(renamed.headers.get('location')).toBe(`${SECURITY}?done=renamed`);
  const wrong = await postForm(passkeys, fields('  ', 'rename'), headers);
  expect([wrong.status, (await wrong.text()).includes('href="#passkey-0"')]).toEqual([422, true]);
  expect(await (await call(SECURITY, { headers })).text()).toContain('Work phone');

  for (const _ of ['once', 'in another tab']) {
    const removed = await postForm(passkeys, fields('', 'remove'), headers);
    expect(removed.headers.get('location')).toBe(`${SECURITY}?done=removed`);
  }
  const after = await signIn(await key.get(await signInOptions()));
  expect([after.status, await codeOf(after)]).toEqual([403, 'passkey-refused']);
  const { results } = await env.DB.prepare(
    'SELECT type, actor_id AS actor, data FROM account_events WHERE user_id = ?1 ORDER BY id',
  )
    .bind(id)
    .all();
  expect(results).toEqual([
    { type: 'account.passkey-added', actor: id, data: '{}' },
    { type: 'account.passkey-removed', actor: id, data: '{}' },
  ]);
  await vi.waitFor(async () => {
    const texts = (await mailsTo(email)).join('\n');
    expect(texts.split('A passkey was added to').length).toBe(2);
    expect(texts.split('A passkey was removed from').length).toBe(2);
  }, 10_000);
});

test('an answer is taken once, for the account that asked, within five minutes', async () => {
  const [ann, ben] = [await signedInAs('submitter'), await signedInAs('submitter')];
  const { key, credential, answer } = await aPasskey(ann.headers);
  expect(answer.status).toBe(200);
  const add = (value: unknown, headers: Headers) =>
    post(`${SECURITY}/passkeys/answer`, { name: 'x', credential: value }, { ...OWN, ...headers });
  const refused = async (sent: Response) =>
    expect([sent.status, await codeOf(sent)]).toEqual([403, 'passkey-refused']);

  await refused(await add(credential, ann.headers));
  const options = await optionsOf<Creation>(`${SECURITY}/passkeys`, ann.headers);
  expect(options.excludeCredentials).toHaveLength(1);
  const other = await authenticator(ORIGIN);
  await refused(await add(await other.create(options), ben.headers));

  const late = await optionsOf<Creation>(`${SECURITY}/passkeys`, ann.headers);
  await env.DB.prepare('UPDATE passkey_challenges SET expires_at = ?1 WHERE challenge = ?2')
    .bind(Date.now() - 1, late.challenge)
    .run();
  await refused(await add(await other.create(late), ann.headers));

  // A key that is somebody's already is nobody else's.
  const stolen = await optionsOf<Creation>(`${SECURITY}/passkeys`, ben.headers);
  await refused(await add(await key.create(stolen), ben.headers));

  const proof = await key.get(await signInOptions());
  expect((await signIn(proof)).status).toBe(200);
  await refused(await signIn(proof));
  const twice = await key.get(await signInOptions());
  const tabs = await Promise.all([signIn(twice), signIn(twice)]);
  expect(tabs.map(({ status }) => status).sort()).toEqual([200, 403]);
});

test.each<[string, Behaviour]>([
  ['from another site', { origin: 'https://evil.example' }],
  ['for another domain', { domain: 'evil.example' }],
  ['whose holder was not verified', { verified: false }],
  ['whose counter went back, as a copy’s does', { counter: 3 }],
])('an answer %s is refused', async (_, change) => {
  const { headers } = await signedInAs('submitter');
  const { key, answer } = await aPasskey(headers, 'Key', { counter: 5 });
  expect(answer.status).toBe(200);
  const proof = await signIn(await key.get(await signInOptions(), change));
  expect([proof.status, await codeOf(proof)]).toEqual([403, 'passkey-refused']);
  expect(proof.headers.getSetCookie()).toEqual([]);
  if (change.counter) return;
  const another = await authenticator(ORIGIN);
  const options = await optionsOf<Creation>(`${SECURITY}/passkeys`, headers);
  const credential = await another.create(options, change);
  const made = await post(`${SECURITY}/passkeys/answer`, { name: 'x', credential }, { ...OWN, ...headers });
  expect([made.status, await codeOf(made)]).toEqual([403, 'passkey-refused']);
});

test('the signature of another key, and what is none, is refused', async () => {
  const { headers } = await signedInAs('submitter');
  const { key } = await aPasskey(headers);
  const options = await signInOptions();
  const forged = await (await authenticator(ORIGIN)).get(options);
  const sent = await signIn({ ...forged, id: key.id, rawId: key.id });
  expect([sent.status, await codeOf(sent)]).toEqual([403, 'passkey-refused']);
  const cases: [unknown, number][] = [
    [null, 422],
    [{}, 422],
    [{ id: 7, response: {} }, 422],
    [{ id: 'x', response: { clientDataJSON: 'é' } }, 403],
    [{ id: 'x', response: { clientDataJSON: btoa('null') } }, 403],
    [{ id: 'x', response: { clientDataJSON: btoa('{"challenge":"x"}') } }, 403],
    [{ id: 'x'.repeat(2000), response: { clientDataJSON: '' } }, 422],
  ];
  for (const [credential, status] of cases)
    expect([credential, (await signIn(credential)).status]).toEqual([credential, status]);
  expect((await post(`${SIGN_IN}/answer`, null, OWN)).status).toBe(422);
});

test('nobody signs in from another site, nor asks for an account without a session', async () => {
  const { key } = await aPasskey((await signedInAs('submitter')).headers);
  const credential = await key.get(await signInOptions());
  for (const headers of [JSON_ONLY, { ...JSON_ONLY, origin: 'https://evil.example' }]) {
    const sent = await post(`${SIGN_IN}/answer`, { credential }, headers);
    expect([sent.status, await codeOf(sent)]).toEqual([403, 'cross-origin']);
  }
  const sent = await post(`${SECURITY}/passkeys/options`, {}, OWN);
  expect([sent.status, await codeOf(sent)]).toEqual([401, 'sign-in-required']);
  expect(sent.headers.get('www-authenticate')).toBe('Session realm="WSIS Stocktaking"');
});
