import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { registeredOrganization } from '#db/organizations.ts';
import { organizationKey } from '#domain/initiative/content.ts';
import { idFromKey } from '#domain/initiative/identifiers.ts';
import {
  aName,
  anOrganization,
  aPerson,
  facts,
  html,
  join,
  logOf,
  type Person,
} from '#test/support/organizations.ts';
import { call, ORIGIN, postForm } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const NEW = '/en/manage/organizations/new';

let ann: Person;
let ben: Person;
beforeAll(async () => {
  ann = await aPerson();
  ben = await aPerson();
});

describe('registering', () => {
  test('somebody who is not signed in is sent to sign in, and cannot register', async () => {
    const page = await call(NEW);
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      `/en/sign-in?next=${encodeURIComponent(NEW)}`,
    ]);
    expect((await postForm(NEW, facts(), { origin: ORIGIN })).status).toBe(401);
    expect((await postForm(NEW, facts(), { cookie: ann.headers.cookie })).status).toBe(403);
  });

  test('makes an organisation with the id that its page has already, and its owner', async () => {
    const name = aName('Société des écoles');
    const id = await anOrganization(ann, {
      name,
      language: 'fr',
      acronym: 'SDE',
      type: 'civil-society',
      country: 'SN',
      url: 'https://www.sde.example/fr',
    });
    expect(id).toBe(await idFromKey(`organization ${organizationKey(name)}`));
    expect(await registeredOrganization(env.DB, id)).toMatchObject({
      version: 1,
      acronym: 'SDE',
      type: 'civil-society',
      country: 'SN',
      url: 'https://www.sde.example/fr',
      parentId: null,
      verifiedAt: null,
      names: [{ language: 'fr', name, current: true }],
    });
    expect(await logOf(id)).toEqual([
      { version: 1, type: 'organization.registered', actor: ann.id, data: {} },
    ]);
    const { status, text } = await html(`/en/manage/organizations/${id}`, ann);
    expect([status, text.includes(name), text.includes(ann.email)]).toEqual([200, true, true]);
  });

  test('refuses a name that is taken, in any spelling, and shows whose it is', async () => {
    const name = aName('Harbour School');
    const id = await anOrganization(ann, { name });
    const answer = await postForm(NEW, facts({ name: `  ${name.toUpperCase()}! ` }), ben.headers);
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain('already registered under this name');
    expect(text).toContain(`/en/organizations/${id}`);
  });

  test('two at the same moment: one is registered, the other is told', async () => {
    const fields = facts({ name: aName('Twin') });
    const answers = await Promise.all([ann, ben].map(({ headers }) => postForm(NEW, fields, headers)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  });

  test('shows similar ones first, and registers when they were seen', async () => {
    const word = aName('Observatory').replaceAll(' ', '');
    const id = await anOrganization(ann, { name: `${word} of Rural Telecentres` });
    const fields = facts({ name: `${word} for Rural Telecentres` });
    const first = await postForm(NEW, fields, ben.headers);
    const text = await first.text();
    expect([first.status, text.includes(`/en/organizations/${id}`)]).toEqual([200, true]);
    expect((await postForm(NEW, [...fields, ['seen', id]], ben.headers)).status).toBe(303);
  });

  test('bad input comes back with what was typed and its errors', async () => {
    const answer = await postForm(
      NEW,
      facts({ name: 'x', type: 'army', country: 'XX', url: 'ftp://a', parent: 'Nobody knows it' }),
      ann.headers,
    );
    const text = await answer.text();
    expect(answer.status).toBe(422);
    for (const id of ['names-0-name', 'type', 'country', 'url']) expect(text).toContain(`href="#${id}"`);
    expect(text).toContain('value="ftp://a"');
    for (const name of ['!!!', '<script>', '=1+1'])
      expect((await postForm(NEW, facts({ name }), ann.headers)).status).toBe(422);
    expect((await postForm(NEW, facts({ parent: 'Nobody knows it' }), ann.headers)).status).toBe(422);
  });
});

describe('editing', () => {
  const edit = (id: string, person: Person, version: number, change: Record<string, string>) =>
    postForm(
      `/en/manage/organizations/${id}/edit`,
      [...facts(change), ['expected_version', String(version)]],
      person.headers,
    );

  test('owners and editors do; viewers, others and people who are not signed in do not', async () => {
    const name = aName();
    const id = await anOrganization(ann, { name });
    const [editor, viewer] = [await aPerson(), await aPerson()];
    await join(id, editor, 'editor');
    await join(id, viewer, 'viewer');
    expect((await edit(id, viewer, 1, { name, acronym: 'V' })).status).toBe(403);
    expect((await edit(id, ben, 1, { name, acronym: 'B' })).status).toBe(404);
    expect((await postForm(`/en/manage/organizations/${id}/edit`, facts({ name }))).status).toBe(401);
    expect((await edit(id, editor, 1, { name, acronym: 'E' })).status).toBe(303);
    expect(await logOf(id)).toMatchObject([
      {},
      { version: 2, type: 'organization.edited', actor: editor.id, data: { fields: ['acronym'] } },
    ]);
    expect((await edit(id, ann, 2, { name, acronym: 'E' })).status).toBe(303);
    expect(await logOf(id)).toHaveLength(2);
  });

  test('two tabs: the second is told and keeps what was typed', async () => {
    const name = aName();
    const id = await anOrganization(ann, { name });
    expect((await edit(id, ann, 1, { name, acronym: 'ONE' })).status).toBe(303);
    const stale = await edit(id, ann, 1, { name, acronym: 'TWO' });
    const text = await stale.text();
    expect(stale.status).toBe(409);
    expect(text).toContain('value="TWO"');
    expect(text).toContain('name="expected_version" value="2"');
    expect((await registeredOrganization(env.DB, id))?.acronym).toBe('ONE');
  });

  test('a name that is dropped stays the organisation’s own, and leads to it', async () => {
    const [before, after] = [aName('Old Telegraph Office'), aName('New Telegraph Office')];
    const id = await anOrganization(ann, { name: before });
    expect((await edit(id, ann, 1, { name: after })).status).toBe(303);
    expect((await registeredOrganization(env.DB, id))?.names).toEqual([
      { language: 'en', name: after, current: true },
      { language: 'en', name: before, current: false },
    ]);
    const page = await html(`/en/organizations/${id}/${after.toLowerCase().replaceAll(' ', '-')}`);
    expect([page.status, page.text.includes(before)]).toEqual([200, true]);
    const other = await idFromKey(`organization ${organizationKey(after)}`);
    const moved = await call(`/fr/organizations/${other}`);
    expect([moved.status, moved.headers.get('location')]).toEqual([301, `/fr/organizations/${id}`]);
    expect((await postForm(NEW, facts({ name: before }), ben.headers)).status).toBe(422);
  });

  test('nothing is part of itself, however far down', async () => {
    const [top, middle] = [aName('Ministry'), aName('Department')];
    const above = await anOrganization(ann, { name: top });
    const below = await anOrganization(ann, { name: middle, parent: top });
    expect((await registeredOrganization(env.DB, below))?.parentId).toBe(above);
    expect((await edit(above, ann, 1, { name: top, parent: middle })).status).toBe(422);
    expect((await edit(above, ann, 1, { name: top, parent: top })).status).toBe(422);
    const page = await html(`/en/organizations/${below}/${middle.toLowerCase().replaceAll(' ', '-')}`);
    expect(page.text).toContain(`/en/organizations/${above}`);
  });
});

test('the API suggests what is registered, and gives it', async () => {
  const word = aName('Zulu').replaceAll(' ', '');
  const name = `${word} Community Networks`;
  const id = await anOrganization(ann, { name, acronym: 'ZCN', url: 'https://zcn.example' });
  const answer = await call(`/api/v1/organizations?language=es&q=${word.slice(0, 8)}`);
  expect(await answer.json()).toEqual({
    suggestions: [
      {
        kind: 'registered',
        id,
        label: `${name} (ZCN)`,
        language: null,
        href: expect.stringContaining(`/es/organizations/${id}/`),
      },
    ],
  });
  expect((await call('/api/v1/organizations?q=')).status).toBe(200);
  expect((await call('/api/v1/organizations?q=x&language=xx')).status).toBe(422);
  const one = await call(`/api/v1/organizations/${id}`);
  expect(await one.json()).toEqual({
    id,
    names: [{ language: 'en', name, current: true }],
    acronym: 'ZCN',
    type: null,
    country: null,
    url: 'https://zcn.example',
    parent: null,
    verified: null,
  });
  expect((await call('/api/v1/organizations/0000000000')).status).toBe(404);
});
