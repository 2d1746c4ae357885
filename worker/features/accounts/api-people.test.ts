import { expect, test, vi } from 'vitest';
import { newId } from '#domain/initiative/identifiers.ts';
import { call, post, signedInAs } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 60_000 });

interface Person {
  id: string;
  roles: { grant_id: string; role: string; countries: string[] }[];
}

async function codeOf(answer: Response): Promise<string> {
  return (((await answer.json()) as { type?: string }).type ?? '').split('/').at(-1) ?? '';
}

test('by the API: somebody is found, given a role and relieved of it; no answer holds an address', async () => {
  const { headers } = await signedInAs('administrator');
  const email = `api-${newId()}@ministry.example`;
  const found = await post('/api/v1/people', { email }, headers);
  const person = (await found.json()) as Person;
  expect([found.status, person.roles]).toEqual([200, []]);
  const roles = `/api/v1/people/${person.id}/roles`;
  const wish = { role: 'focal-point', countries: ['KE', 'TZ'] };
  const granted = [await post(roles, wish, headers), await post(roles, wish, headers)];
  const [first, second] = await Promise.all(granted.map(async (answer) => (await answer.json()) as Person));
  expect(second).toEqual(first);
  expect(first?.roles).toMatchObject([{ role: 'focal-point', countries: ['KE', 'TZ'] }]);
  const listed = await (await call('/api/v1/people', { headers })).text();
  expect(listed).toContain(person.id);
  expect(listed).not.toContain('@');
  const path = `${roles}/${first?.roles[0]?.grant_id}`;
  for (const _ of ['once', 'again'])
    expect((await call(path, { method: 'DELETE', headers })).status).toBe(204);
  expect(((await (await post('/api/v1/people', { email }, headers)).json()) as Person).roles).toEqual([]);
});

test('by the API: wrong input and wrong callers are told so', async () => {
  const [admin, moderator] = [await signedInAs('administrator'), await signedInAs('moderator')];
  const roles = `/api/v1/people/${moderator.id}/roles`;
  const cases: [string, unknown, number, string][] = [
    [roles, { role: 'facilitator' }, 422, 'invalid-input'],
    [roles, null, 422, 'invalid-input'],
    ['/api/v1/people', { email: 'x' }, 422, 'invalid-input'],
    ['/api/v1/people/nobody/roles', { role: 'moderator' }, 404, 'not-found'],
  ];
  for (const [path, body, status, code] of cases) {
    const answer = await post(path, body, admin.headers);
    expect([path, body, answer.status, await codeOf(answer)]).toEqual([path, body, status, code]);
  }
  const request = { method: 'DELETE', headers: admin.headers };
  expect((await call(`${roles}/none`, request)).status).toBe(404);
  for (const [headers, status] of [
    [moderator.headers, 404],
    [{ origin: admin.headers.origin }, 401],
    [{ cookie: admin.headers.cookie }, 403],
  ] as const)
    expect((await post(roles, { role: 'administrator' }, headers)).status).toBe(status);
});
