import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { entryById } from '#db/entries.ts';
import { anOrganization, aPublishedEntry, happen, joins } from '#test/support/published.ts';
import { altered, call, mailTo, post, signedInAs } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 30_000 });

const FRENCH = { title: 'École du fleuve', summary: 'Des leçons par radio.', impact: 'Dix écoles.' };

type Headers = Record<string, string>;

function put(path: string, body: unknown, headers: Headers = {}): Promise<Response> {
  return call(path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

const remove = (path: string, version: string | number, headers: Headers = {}): Promise<Response> =>
  call(`${path}?expected_version=${version}`, { method: 'DELETE', headers });

const ofLink = ({ status }: { status: string }) =>
  `/api/v1/submissions/${status.split('/').at(-1)}/translations`;
const ofEntry = ({ id }: { id: string }) => `/api/v1/initiatives/${id}/translations`;

const textsOf = async (id: string) => (await entryById(env.DB, id))?.content.texts ?? [];
const codeOf = async (answer: Response) => {
  const { type, errors } = (await answer.json()) as { type: string; errors?: { pointer: string }[] };
  return [answer.status, type.split('/').at(-1), ...(errors ?? []).map(({ pointer }) => pointer)];
};

test('with the private link a translation is added, changed and removed, and waits each time', async () => {
  const entry = await aPublishedEntry();
  const path = ofLink(entry);
  const before = await call(path);
  expect(before.headers.get('cache-control')).toBe('no-store');
  expect(await before.json()).toMatchObject({
    ...{ id: entry.id, state: 'published', version: 3, language: 'en', can_change: true },
    texts: [{ language: 'en', origin: 'original' }],
  });

  const added = await put(`${path}/fr`, { ...FRENCH, expected_version: 3 });
  expect(added.status).toBe(200);
  const french = { language: 'fr', ...FRENCH, origin: 'human', translator: 'owner' };
  expect(await added.json()).toMatchObject({ state: 'pending', version: 4, texts: [{}, french] });
  expect((await textsOf(entry.id))[1]).toEqual(french);
  const { texts } = (await (await call(`/api/v1/initiatives/${entry.id}`)).json()) as { texts: unknown[] };
  expect(texts).toHaveLength(1);
  await mailTo(entry.email, entry.content.texts[0]?.title ?? '');

  const changed = await put(`${path}/fr`, { title: 'École des fleuves', expected_version: 4 });
  expect(await changed.json()).toMatchObject({ version: 5 });
  expect((await textsOf(entry.id))[1]).toEqual({
    ...{ language: 'fr', title: 'École des fleuves', summary: null, origin: 'human', translator: 'owner' },
  });

  const removed = await remove(`${path}/fr`, 5);
  expect(await removed.json()).toMatchObject({ version: 6, texts: [{ language: 'en' }] });
  expect(await textsOf(entry.id)).toHaveLength(1);
});

test('signed in, the owner and editors of the organization may; others do not see it, or may not', async () => {
  const organizationId = await anOrganization();
  const entry = await aPublishedEntry({ organizationId });
  const { version } = entry.standing;
  const [owner, editor, viewer] = [
    await signedInAs('submitter'),
    await signedInAs('submitter'),
    await signedInAs('submitter'),
  ];
  await env.DB.prepare('UPDATE contacts SET user_id = ?1 WHERE id = ?2')
    .bind(owner.id, entry.contactId)
    .run();
  await joins(organizationId, editor.email, 'editor');
  await joins(organizationId, viewer.email, 'viewer');
  const path = ofEntry(entry);
  const french = { ...FRENCH, expected_version: version };

  for (const [who, headers, statuses] of [
    ['nobody', {}, [401, 401, 401]],
    ['a stranger', (await signedInAs('submitter')).headers, [404, 404, 404]],
    ['a moderator', (await signedInAs('moderator')).headers, [404, 404, 404]],
    ['a viewer', viewer.headers, [200, 403, 404]],
  ] as const)
    expect([
      who,
      (await call(path, { headers })).status,
      (await put(`${path}/fr`, french, headers)).status,
      (await remove(`${path}/fr`, version, headers)).status,
    ]).toEqual([who, ...statuses]);
  const forged = altered(entry.status.split('/').at(-1) ?? '');
  expect((await put(`/api/v1/submissions/${forged}/translations/fr`, french)).status).toBe(404);
  expect(await textsOf(entry.id)).toHaveLength(1);

  const seen = (await (await call(path, { headers: viewer.headers })).json()) as { can_change: boolean };
  expect(seen.can_change).toBe(false);
  expect((await put(`${path}/fr`, french, owner.headers)).status).toBe(200);
  expect((await put(`${path}/es`, { ...french, expected_version: version + 1 }, editor.headers)).status).toBe(
    200,
  );
  expect((await remove(`${path}/fr`, version + 2, editor.headers)).status).toBe(200);
  expect((await textsOf(entry.id)).map(({ language }) => language)).toEqual(['en', 'es']);
});

test('a stale writer changes nothing, and a change request is answered as a whole', async () => {
  const entry = await aPublishedEntry();
  const path = ofLink(entry);
  const both = await Promise.all([
    put(`${path}/fr`, { ...FRENCH, expected_version: 3 }),
    put(`${path}/fr`, { ...FRENCH, title: 'Radio du fleuve', expected_version: 3 }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await codeOf(await remove(`${path}/fr`, 3))).toEqual([409, 'edit-conflict']);
  expect(await textsOf(entry.id)).toHaveLength(2);

  const asked = await entryById(env.DB, entry.id);
  if (!asked) throw new Error('no entry');
  await happen(entry.id, asked.standing, 'initiative.changes-requested', { fields: ['title'] });
  const { version, can_change } = (await (await call(path)).json()) as {
    version: number;
    can_change: boolean;
  };
  expect([version, can_change]).toEqual([5, false]);
  expect(await codeOf(await put(`${path}/es`, { ...FRENCH, expected_version: version }))).toEqual([
    ...[409, 'wrong-state'],
  ]);
  expect(await codeOf(await remove(`${path}/fr`, version))).toEqual([409, 'wrong-state']);
});

test('what cannot be accepted is named, and never a server error', async () => {
  const entry = await aPublishedEntry();
  const path = ofLink(entry);
  const good = { ...FRENCH, expected_version: 3 };
  const wrong = (...pointers: string[]) => [422, 'invalid-input', ...pointers];
  expect(await codeOf(await put(`${path}/fr`, { ...good, title: 'X' }))).toEqual(wrong('#/title'));
  expect(await codeOf(await put(`${path}/fr`, FRENCH))).toEqual(wrong('#/expected_version'));
  // What an entry is written in is changed with the whole entry, whatever a body says of a language.
  for (const language of ['en', 'xx', 'français'])
    expect(await codeOf(await put(`${path}/${language}`, { ...good, language: 'fr' }))).toEqual(
      wrong('#/language'),
    );
  for (const body of [null, [], 'text', 7])
    expect([body, (await put(`${path}/fr`, body)).status]).toEqual([body, 422]);
  expect((await post(`${path}/fr`, good)).status).toBe(405);
  for (const version of ['', 'x', '1.5', '-1', '99999999'])
    expect(await codeOf(await remove(`${path}/fr`, version))).toEqual(wrong('#/expected_version'));
  for (const language of ['fr', 'en', '%00'])
    expect((await remove(`${path}/${language}`, 3)).status).toBe(404);
  expect(await entryById(env.DB, entry.id)).toMatchObject({ standing: { version: 3 } });
});
