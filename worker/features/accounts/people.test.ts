import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { newId } from '#domain/initiative/identifiers.ts';
import { aPendingEntry } from '#test/factories.ts';
import { call, mailsTo, postForm, signedInAs, signInTo } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 60_000 });

const PEOPLE = '/en/moderation/people';
type Fields = readonly (readonly [string, string])[];

const grantsOf = async (id: string) =>
  (
    await env.DB.prepare(
      'SELECT id, role, scope, granted_by AS by FROM grants WHERE user_id = ?1 AND revoked_at IS NULL ORDER BY granted_at',
    )
      .bind(id)
      .all<{ id: string; role: string; scope: string; by: string | null }>()
  ).results;
const eventsOf = async (id: string) =>
  (
    await env.DB.prepare(
      'SELECT type, actor_id AS by, data FROM account_events WHERE user_id = ?1 ORDER BY id',
    )
      .bind(id)
      .all<{ type: string; by: string; data: string }>()
  ).results;

test('a role with limits is given once from two tabs, told by mail, logged, and taken back once', async () => {
  const admin = await signedInAs('administrator');
  const person = await signedInAs('submitter');
  const found = await postForm(PEOPLE, [['email', person.email.toUpperCase()]], admin.headers);
  expect([found.status, found.headers.get('location')]).toEqual([303, `${PEOPLE}/${person.id}`]);
  const path = `${PEOPLE}/${person.id}`;
  const fields: Fields = [
    ['role', 'facilitator'],
    ['action_lines', 'C7-ehealth'],
    ['action_lines', 'C2'],
    ['languages', 'fr'],
    ['languages', ''],
    ['countries', ''],
  ];
  const tabs = await Promise.all([1, 2].map(() => postForm(path, fields, admin.headers)));
  expect(tabs.map((answer) => answer.headers.get('location'))).toEqual([
    `${path}?done=granted`,
    `${path}?done=granted`,
  ]);
  const [grant, ...more] = await grantsOf(person.id);
  expect(more).toEqual([]);
  expect(grant).toMatchObject({ role: 'facilitator', by: admin.id });
  expect(JSON.parse(grant?.scope ?? '')).toEqual({
    languages: ['fr'],
    action_lines: ['C2', 'C7-ehealth'],
    commissions: [],
    countries: [],
  });
  const me = await call('/api/v1/session', { headers: person.headers });
  expect(await me.json()).toMatchObject({ roles: ['facilitator'] });
  const page = await (await call(path, { headers: admin.headers })).text();
  expect(page).toContain('Action line facilitator');
  expect(page).toContain('French');

  const revoke = () => postForm(`${path}/revoke`, [['grant', grant?.id ?? '']], admin.headers);
  const revoked = await Promise.all([revoke(), revoke()]);
  expect(revoked.map(({ status }) => status)).toEqual([303, 303]);
  expect(await grantsOf(person.id)).toEqual([]);
  const data = JSON.stringify({ grant_id: grant?.id, role: 'facilitator' });
  expect(await eventsOf(person.id)).toEqual([
    { type: 'account.role-granted', by: admin.id, data },
    { type: 'account.role-revoked', by: admin.id, data },
  ]);
  await vi.waitFor(async () => {
    const texts = (await mailsTo(person.email)).filter((text) => text.includes('facilitator'));
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('French');
  }, 10_000);
});

test('entries that wait for somebody who may not decide on them any more are given back', async () => {
  const [admin, person] = [await signedInAs('administrator'), await signedInAs('moderator')];
  const entries = [await aPendingEntry(env.DB), await aPendingEntry(env.DB)];
  const [given, kept] = entries.map(({ id }) => id);
  const assign = (id: string | undefined, assignee: string) =>
    env.DB.prepare('UPDATE initiatives SET assignee = ?1 WHERE id = ?2').bind(assignee, id).run();
  await assign(given, person.id);
  await assign(kept, admin.id);
  const [grant] = await grantsOf(person.id);
  await postForm(`${PEOPLE}/${person.id}/revoke`, [['grant', grant?.id ?? '']], admin.headers);
  const { results } = await env.DB.prepare(
    'SELECT i.assignee, e.type, e.actor_id AS by FROM initiatives AS i JOIN events AS e ON e.initiative_id = i.id AND e.version = i.version WHERE i.id IN (?1, ?2) ORDER BY i.assignee',
  )
    .bind(given, kept)
    .all();
  expect(results).toEqual([
    { assignee: null, type: 'initiative.assigned', by: admin.id },
    { assignee: admin.id, type: 'initiative.confirmed', by: null },
  ]);
});

test('a role that would reach nothing, and codes that are none, come back with every answer kept', async () => {
  const admin = await signedInAs('administrator');
  const person = await signedInAs('submitter');
  const cases: [Fields, string][] = [
    [[], 'role'],
    [[['role', 'emperor']], 'role'],
    [[['role', 'facilitator']], 'action_lines'],
    [[['role', 'focal-point']], 'countries'],
    [
      [
        ['role', 'moderator'],
        ['countries', 'XX'],
      ],
      'countries',
    ],
    [
      [
        ['role', 'moderator'],
        ['languages', 'klingon'],
      ],
      'languages',
    ],
    [
      [
        ['role', 'moderator'],
        ['commissions', 'eca'],
        ['commissions', 'eca'],
      ],
      'commissions',
    ],
  ];
  for (const [fields, field] of cases) {
    const answer = await postForm(`${PEOPLE}/${person.id}`, fields, admin.headers);
    const page = await answer.text();
    expect([fields, answer.status, page.includes(`href="#${field}"`)]).toEqual([fields, 422, true]);
  }
  const kept = await postForm(
    `${PEOPLE}/${person.id}`,
    [
      ['role', 'facilitator'],
      ['commissions', 'eca'],
    ],
    admin.headers,
  );
  expect(await kept.text()).toMatch(/value="facilitator" checked[\s\S]*value="eca" checked/);
  expect(await grantsOf(person.id)).toEqual([]);
});

test('an account is opened for an address that has none, and signs in', async () => {
  const admin = await signedInAs('administrator');
  const email = `new-${newId()}@ministry.example`;
  const unknown = await postForm(PEOPLE, [['email', email]], admin.headers);
  expect([unknown.status, (await unknown.text()).includes('No account has this address')]).toEqual([
    200,
    true,
  ]);
  const open = () =>
    postForm(
      PEOPLE,
      [
        ['email', email],
        ['do', 'open'],
      ],
      admin.headers,
    );
  const [first, second] = await Promise.all([open(), open()]);
  const path = first.headers.get('location') ?? '';
  expect(second.headers.get('location')).toBe(path);
  const id = path.split('/').at(-1) ?? '';
  expect(await eventsOf(id)).toEqual([{ type: 'account.opened', by: admin.id, data: '{}' }]);
  const { cookie } = await signInTo(email);
  expect(await (await call('/api/v1/session', { headers: { cookie } })).json()).toMatchObject({
    email,
    roles: [],
  });
  const wrong = await postForm(PEOPLE, [['email', 'nobody']], admin.headers);
  expect([wrong.status, (await wrong.text()).includes('href="#email"')]).toEqual([422, true]);
});

test('for everybody but administrators with staff power there are no such pages', async () => {
  const admin = await signedInAs('administrator');
  const person = await signedInAs('submitter');
  const power = (value: string) => postForm('/en/account/staff-power', [['power', value]], admin.headers);
  expect((await power('off')).status).toBe(303);
  const others = [admin, person, await signedInAs('moderator'), await signedInAs('focal-point')];
  for (const { headers } of others) {
    for (const path of [PEOPLE, `${PEOPLE}/${person.id}`])
      expect((await call(path, { headers })).status).toBe(404);
    for (const path of [PEOPLE, `${PEOPLE}/${person.id}`, `${PEOPLE}/${person.id}/revoke`])
      expect((await postForm(path, [['role', 'moderator']], headers)).status).toBe(404);
  }
  expect(await grantsOf(person.id)).toEqual([]);
  expect((await power('on')).status).toBe(303);
  expect((await call(`${PEOPLE}/${person.id}`, { headers: admin.headers })).status).toBe(200);
  expect((await call(`${PEOPLE}/nobody`, { headers: admin.headers })).status).toBe(404);
  const foreign = (await grantsOf(admin.id))[0]?.id ?? '';
  const answer = await postForm(`${PEOPLE}/${person.id}/revoke`, [['grant', foreign]], admin.headers);
  expect(answer.status).toBe(404);
});

test('staff power is switched on for fifteen minutes, shown, logged; without it the desk is closed', async () => {
  const { headers, id } = await signedInAs('administrator');
  const power = (value: string) => postForm('/en/account/staff-power', [['power', value]], headers);
  const header = async () =>
    (await (await call('/en/help', { headers })).text()).includes('class="staff-power"');
  await power('off');
  expect([await header(), (await call('/en/moderation', { headers })).status]).toEqual([false, 404]);
  await power('on');
  expect([await header(), (await call('/en/moderation', { headers })).status]).toEqual([true, 200]);
  const until = await env.DB.prepare('SELECT staff_power_until AS until FROM users WHERE id = ?1')
    .bind(id)
    .first<number>('until');
  expect(Math.abs((until ?? 0) - Date.now() - 15 * 60_000)).toBeLessThan(30_000);
  await env.DB.prepare('UPDATE users SET staff_power_until = ?1 WHERE id = ?2')
    .bind(Date.now() - 1, id)
    .run();
  expect([await header(), (await call('/en/moderation', { headers })).status]).toEqual([false, 404]);
  expect((await eventsOf(id)).map(({ type }) => type)).toEqual([
    'account.staff-power-off',
    'account.staff-power-on',
  ]);
  const { headers: other, id: otherId } = await signedInAs('moderator');
  const refused = await postForm('/en/account/staff-power', [['power', 'on']], other);
  expect([refused.status, await eventsOf(otherId)]).toEqual([403, []]);
});

test('the last administrator stays, whoever takes back and however many at once', async () => {
  const [one, other] = [await signedInAs('administrator'), await signedInAs('administrator')];
  await env.DB.prepare(
    "UPDATE grants SET revoked_at = 1 WHERE role = 'administrator' AND revoked_at IS NULL AND user_id NOT IN (?1, ?2)",
  )
    .bind(one.id, other.id)
    .run();
  const revoke = async (by: typeof one, whose: typeof one) => {
    const [grant] = await grantsOf(whose.id);
    return postForm(`${PEOPLE}/${whose.id}/revoke`, [['grant', grant?.id ?? '']], by.headers);
  };
  const answers = await Promise.all([revoke(one, other), revoke(other, one)]);
  const left = [...(await grantsOf(one.id)), ...(await grantsOf(other.id))];
  expect(left).toHaveLength(1);
  expect(answers.map(({ status }) => status)).toContain(303);
  const last = (await grantsOf(one.id)).length === 1 ? one : other;
  const refused = await revoke(last, last);
  expect([
    refused.status,
    (await refused.text()).includes('somebody else the role of administrator'),
  ]).toEqual([409, true]);
  const page = await (await call('/en/account/data', { headers: last.headers })).text();
  expect(page).toContain('name="sure"');
  const erased = await postForm('/en/account/data/erase', [['sure', 'yes']], last.headers);
  expect([erased.status, (await grantsOf(last.id)).length]).toEqual([409, 1]);
  expect((await call('/api/v1/session', { headers: last.headers })).status).toBe(200);
});

test('a name is for those with a role, and is plain text', async () => {
  const { headers } = await signedInAs('moderator');
  const saved = await postForm('/en/account', [['name', ' Ann Otieno ']], headers);
  expect(saved.headers.get('location')).toBe('/en/account?done=name');
  expect(await (await call('/en/account', { headers })).text()).toContain('value="Ann Otieno"');
  const wrong = await postForm('/en/account', [['name', '<b>Ann</b>']], headers);
  const page = await wrong.text();
  expect([wrong.status, page.includes('href="#name"'), page.includes('&lt;b>Ann')]).toEqual([
    422,
    true,
    true,
  ]);
});
