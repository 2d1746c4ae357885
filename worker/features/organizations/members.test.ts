import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { listOrganizationsOf } from '#db/organization-lists.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import {
  aName,
  anOrganization,
  aPerson,
  html,
  join,
  linkIn,
  logOf,
  mailedTo,
  membersIn,
  type Person,
} from '#test/support/organizations.ts';
import { call, ORIGIN, postForm } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let ann: Person;
let ben: Person;
let id = '';
let name = '';
beforeAll(async () => {
  ann = await aPerson();
  ben = await aPerson();
});
beforeEach(async () => {
  name = aName();
  id = await anOrganization(ann, { name });
});

const manage = (rest: string) => `/en/manage/organizations/${id}${rest}`;

async function invite(email: string, role = 'editor', by = ann): Promise<Response> {
  const fields = [
    ['email', email],
    ['role', role],
    ['language', 'en'],
  ] as const;
  return postForm(manage('/invitations'), fields, by.headers);
}

async function invited(role = 'editor'): Promise<{ email: string; link: string }> {
  const email = `${newId()}@guest.example`;
  expect((await invite(email, role)).status).toBe(303);
  return { email, link: linkIn(await mailedTo(email, `${name} invites you`)) };
}

const accept = (link: string, person?: Person) => postForm(link, [], person?.headers ?? { origin: ORIGIN });

describe('invitations', () => {
  test('make a member of whoever opens them and says yes, once', async () => {
    const { link } = await invited();
    expect((await html(link, ben)).text).toContain(`Join as ${ben.email}`);
    expect(await membersIn(id)).toEqual({ [ann.id]: 'owner' });
    expect((await accept(link, ben)).status).toBe(303);
    expect(await membersIn(id)).toEqual({ [ann.id]: 'owner', [ben.id]: 'editor' });
    expect((await accept(link, ben)).status).toBe(410);
    expect((await accept(link)).status).toBe(410);
    expect((await html(link, ann)).status).toBe(410);
    expect(await mailedTo(ann.email, `has joined ${name}`)).toContain('editor');
    expect(await listOrganizationsOf(env.DB, ben.id, 'en')).toContainEqual({ id, name, role: 'editor' });
    expect((await logOf(id)).map(({ type }) => type)).toEqual([
      'organization.registered',
      'organization.invited',
      'organization.joined',
    ]);
  });

  test('open an account for an address that has none', async () => {
    const { email, link } = await invited('viewer');
    expect((await html(link)).text).toContain(`Join as ${email}`);
    expect((await accept(link)).status).toBe(303);
    const user = await env.DB.prepare('SELECT id FROM users WHERE email = ?1')
      .bind(email)
      .first<string>('id');
    expect(await membersIn(id)).toEqual({ [ann.id]: 'owner', [user ?? '']: 'viewer' });
  });

  test('accepted twice at once, only one counts', async () => {
    const { link } = await invited();
    const cleo = await aPerson();
    const answers = await Promise.all([accept(link, ben), accept(link, cleo)]);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(Object.keys(await membersIn(id))).toHaveLength(2);
  });

  test('never lower a role', async () => {
    const { link } = await invited('viewer');
    expect((await accept(link, ann)).status).toBe(303);
    expect(await membersIn(id)).toEqual({ [ann.id]: 'owner' });
  });

  test('that are too old, taken back or forged do nothing', async () => {
    const old = await invited();
    await env.DB.prepare('UPDATE organization_invitations SET expires_at = 1 WHERE email = ?1')
      .bind(old.email)
      .run();
    expect((await accept(old.link, ben)).status).toBe(410);

    const revoked = await invited();
    const row = await env.DB.prepare('SELECT id FROM organization_invitations WHERE email = ?1')
      .bind(revoked.email)
      .first<string>('id');
    const revoke = () => postForm(manage(`/invitations/${row}/revoke`), [], ann.headers);
    expect((await postForm(manage(`/invitations/${row}/revoke`), [], ben.headers)).status).toBe(404);
    expect([(await revoke()).status, (await revoke()).status]).toEqual([303, 404]);
    expect((await accept(revoked.link, ben)).status).toBe(410);
    expect((await accept('/en/manage/invitations/abc', ben)).status).toBe(404);
    expect(await membersIn(id)).toEqual({ [ann.id]: 'owner' });
  });

  test('are kept without what opens them, and their address only as long as they wait', async () => {
    const { email, link } = await invited();
    const stored = () =>
      env.DB.prepare('SELECT * FROM organization_invitations WHERE organization_id = ?1').bind(id).first();
    expect(JSON.stringify(await stored())).not.toContain(link.split('/').at(-1));
    expect((await html(manage(''), ann)).text).toContain(email);
    await accept(link, ben);
    expect(JSON.stringify(await stored())).not.toContain(email);
  });

  test('are refused with bad input, and come only from owners', async () => {
    expect((await invite('not an address')).status).toBe(422);
    expect((await invite('a@b.example', 'king')).status).toBe(422);
    await join(id, ben, 'editor');
    expect((await invite('a@b.example', 'editor', ben)).status).toBe(403);
    expect((await invite('a@b.example', 'editor', await aPerson())).status).toBe(404);
    const page = await html(manage(''), ben);
    expect([page.status, page.text.includes('Invite somebody')]).toEqual([200, false]);
  });
});

describe('members', () => {
  const role = (userId: string, to: string, by = ann) =>
    postForm(manage(`/members/${userId}`), [['role', to]], by.headers);
  const end = (userId: string, by: Person) => postForm(manage(`/members/${userId}/end`), [], by.headers);

  test('get another role from an owner and are told', async () => {
    await join(id, ben, 'viewer');
    expect((await role(ben.id, 'owner', ben)).status).toBe(403);
    expect((await role(ben.id, 'king')).status).toBe(422);
    expect((await role('nobody', 'editor')).status).toBe(404);
    expect((await role(ben.id, 'owner')).status).toBe(303);
    expect(await membersIn(id)).toEqual({ [ann.id]: 'owner', [ben.id]: 'owner' });
    expect(await mailedTo(ben.email, `In ${name} you are`)).toContain('an owner');
  });

  test('are removed by owners, and leave by themselves', async () => {
    const cleo = await aPerson();
    await join(id, ben, 'viewer');
    await join(id, cleo, 'editor');
    expect((await end(cleo.id, ben)).status).toBe(403);
    expect((await end(cleo.id, ann)).status).toBe(303);
    await mailedTo(cleo.email, `An owner of ${name} ended`);
    expect((await end(ben.id, ben)).status).toBe(303);
    await mailedTo(ann.email, `A member has left ${name}`);
    expect(await membersIn(id)).toEqual({ [ann.id]: 'owner' });
    expect((await end(ben.id, ben)).status).toBe(404);
    expect((await logOf(id)).map(({ type }) => type).slice(1)).toEqual([
      'organization.removed',
      'organization.left',
    ]);
    expect((await html(manage(''), ben)).status).toBe(404);
  });

  test('the last owner neither leaves nor gives up the role', async () => {
    await join(id, ben, 'editor');
    const left = await end(ann.id, ann);
    expect([left.status, (await left.text()).includes('This is the last owner')]).toEqual([409, true]);
    expect((await role(ann.id, 'viewer')).status).toBe(409);
    expect(await membersIn(id)).toEqual({ [ann.id]: 'owner', [ben.id]: 'editor' });
  });

  test('two owners who leave at the same moment do not both go', async () => {
    await join(id, ben, 'owner');
    const answers = await Promise.all([end(ann.id, ann), end(ben.id, ben)]);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(Object.values(await membersIn(id))).toEqual(['owner']);
  });

  test('people who do not belong to it see nothing', async () => {
    expect((await html(manage(''), await aPerson())).status).toBe(404);
    expect((await html(manage(''), await aPerson('reviewer'))).status).toBe(404);
    expect((await call(manage(''))).status).toBe(303);
    const staff = await html(manage(''), await aPerson('moderator'));
    expect([staff.status, staff.text.includes(ann.email)]).toEqual([200, false]);
  });
});
