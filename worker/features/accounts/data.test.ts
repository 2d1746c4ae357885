import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { act } from '#db/act.ts';
import { accountActor } from '#db/actors.ts';
import { entryById } from '#db/entries.ts';
import { subjectEntry } from '#db/subjects.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { translator } from '#domain/strings/strings.ts';
import { LANGUAGES } from '#domain/taxonomy/language.ts';
import { aSubmission } from '#test/factories.ts';
import {
  anAccount,
  call,
  mailsTo,
  newSignInLink,
  post,
  postForm,
  signedInAs,
  signInTo,
} from '#test/support/sign-in.ts';
import { FRESH_MINUTES } from '#worker/http/account.ts';
import { confirmPath } from '#worker/http/links.ts';

vi.setConfig({ testTimeout: 60_000 });

const DATA = '/en/account/data';

async function submitted(email: string): Promise<{ id: string; contactId: string; confirm: string }> {
  const answer = await post('/api/v1/initiatives', aSubmission({ contact_email: email }));
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  const contactId = (await entryById(env.DB, id))?.contactId ?? '';
  const confirm = await confirmPath(env.LINK_SECRET, 'en', { initiativeId: id, contactId }, Date.now());
  return { id, contactId, confirm };
}

const submitterOf = async (id: string) => (await subjectEntry(env.DB, id))?.subject.submitterId;
const usersWith = async (email: string) =>
  (await env.DB.prepare('SELECT id FROM users WHERE email = ?1').bind(email).all<{ id: string }>()).results;

test('the first confirmed mail makes an account, which earlier submissions of the address belong to', async () => {
  const email = `${newId()}@ngo.example`;
  const [first, second, other] = [await submitted(email), await submitted(email), await submitted(email)];
  expect([await usersWith(email), await submitterOf(first.id)]).toEqual([[], null]);

  // Mail programs open a link twice at once.
  const opened = await Promise.all([call(first.confirm), call(first.confirm)]);
  expect(opened.every(({ status }) => status < 400)).toBe(true);
  const [user, ...more] = await usersWith(email);
  expect(more).toEqual([]);
  expect(await submitterOf(first.id)).toBe(user?.id);
  // What was sent with the address and not confirmed may be somebody else's.
  expect(await submitterOf(second.id)).toBeNull();

  await call(second.confirm);
  expect([await usersWith(email), await submitterOf(second.id)]).toEqual([[user], user?.id]);
  const { results: events } = await env.DB.prepare(
    'SELECT type, actor_id FROM account_events WHERE user_id = ?1',
  )
    .bind(user?.id)
    .all();
  expect(events).toEqual([{ type: 'account.opened', actor_id: null }]);

  const headers = await signInTo(email);
  const page = await (await call('/en/account', { headers })).text();
  for (const { id } of [first, second, other]) {
    const entry = await entryById(env.DB, id);
    expect(page).toContain(entry?.content.texts[0]?.title);
  }
});

test('a moderator’s own submission is his from the moment it is confirmed, and given to somebody else', async () => {
  const [own, other] = [await signedInAs('submitter'), await signedInAs('submitter')];
  const limited = '{"languages":["en"],"action_lines":["C4"],"commissions":[],"countries":[]}';
  const grant = (id: string) =>
    env.DB.prepare(
      "INSERT INTO grants (id, user_id, role, scope, granted_at) VALUES (?1, ?1, 'moderator', ?2, 1)",
    )
      .bind(id, limited)
      .run();
  await grant(own.id);
  const entry = await submitted(own.email);
  await call(entry.confirm);
  expect(await submitterOf(entry.id)).toBe(own.id);
  expect((await entryById(env.DB, entry.id))?.standing).toMatchObject({ state: 'pending', assignee: null });
  await grant(other.id);
  const second = await submitted(own.email);
  await call(second.confirm);
  expect((await entryById(env.DB, second.id))?.standing.assignee).toBe(other.id);
});

test('a copy holds all that is the person’s, and nothing that staff said among themselves', async () => {
  const email = await anAccount('submitter');
  const { id, confirm } = await submitted(email);
  await call(confirm);
  const moderator = await signedInAs('moderator');
  const actor = await accountActor(env.DB, moderator.id, Date.now());
  if (!actor) throw new Error('no such account');
  const common = { initiativeId: id, actor, expectedVersion: null, at: Date.now() };
  await act(env.DB, { ...common, action: 'note', message: 'Between us: a strange one.' });
  await act(env.DB, { ...common, action: 'message', message: 'Which district is it?' });
  const headers = await signInTo(
    email,
    'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
  );
  const answer = await call(`${DATA}/export`, { headers });
  expect([
    answer.status,
    answer.headers.get('cache-control'),
    answer.headers.get('content-disposition'),
  ]).toEqual([200, 'no-store', 'attachment; filename="wsis-stocktaking-account.json"']);
  const text = await answer.text();
  const copy = JSON.parse(text) as Record<string, Record<string, unknown>[]>;
  expect(copy.account).toMatchObject([{ email, language: 'en' }]);
  expect(copy.sessions).toMatchObject([{ device: 'Firefox/Linux' }]);
  expect(copy.contacts).toMatchObject([{ email, confirmed_at: expect.stringMatching(/^\d{4}-.*Z$/) }]);
  expect(copy.submissions).toMatchObject([{ id, state: 'pending' }]);
  expect(copy.contents).toMatchObject([{ initiative_id: id, revision: 1, content: { language: 'en' } }]);
  expect(copy.history?.map(({ type, message }) => [type, message])).toEqual([
    ['initiative.submitted', null],
    ['initiative.confirmed', null],
    ['initiative.messaged', 'Which district is it?'],
  ]);
  expect(text).not.toContain('Between us');
  expect(text).not.toContain(moderator.email);

  const staff = (await (await call(`${DATA}/export`, { headers: moderator.headers })).json()) as typeof copy;
  expect(staff.roles).toMatchObject([{ role: 'moderator', revoked_at: null }]);
  expect(staff.acts?.map(({ type }) => type).sort()).toEqual(['initiative.messaged', 'initiative.noted']);
});

test('erasing empties the person everywhere, once; entries and the log stay', async () => {
  const email = await anAccount('moderator');
  const { id, contactId, confirm } = await submitted(email);
  await call(confirm);
  const waiting = await submitted(email);
  const headers = await signInTo(email);
  const [user] = await usersWith(email);
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO outbox (id, kind, payload, created_at, due_at) VALUES ('waits', 'sign-in', ?1, 1, 9e15)`,
    ).bind(JSON.stringify({ kind: 'sign-in', to: email, url: 'x', language: 'en', until: 9e15 })),
    env.DB.prepare(`INSERT INTO passkeys VALUES ('key', ?1, '', 0, '[]', 'Ann’s phone', 0, 1, NULL)`).bind(
      user?.id,
    ),
    env.DB.prepare(`INSERT INTO organization_members VALUES ('org', ?1, 'owner', 1)`).bind(user?.id),
    env.DB.prepare('UPDATE users SET name = ?1 WHERE id = ?2').bind('Ann Otieno', user?.id),
  ]);
  await post('/api/v1/session', { email });

  const unsure = await postForm(`${DATA}/erase`, [], headers);
  expect([unsure.status, (await usersWith(email)).length]).toEqual([422, 1]);
  const done = await postForm(`${DATA}/erase`, [['sure', 'yes']], headers);
  expect([done.status, (await done.text()).includes('Your account is erased')]).toEqual([200, true]);
  expect(done.headers.getSetCookie().join()).toContain('Max-Age=0');
  const again = await postForm(`${DATA}/erase`, [['sure', 'yes']], headers);
  expect(again.status).toBe(401);

  const tables = await env.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'`,
  ).all<{ name: string }>();
  const holding: string[] = [];
  for (const { name } of tables.results) {
    const { results } = await env.DB.prepare(`SELECT * FROM ${name}`).all();
    const text = JSON.stringify(results);
    if (text.includes(email) || text.includes('Otieno') || text.includes('Ann’s phone')) holding.push(name);
  }
  expect(holding).toEqual([]);
  expect(
    await env.DB.prepare('SELECT done_at, payload FROM outbox WHERE id = ?1').bind('waits').first(),
  ).toEqual({
    done_at: expect.any(Number),
    payload: '{}',
  });
  expect(await entryById(env.DB, id)).toMatchObject({ standing: { state: 'pending' }, contactId });
  expect(await submitterOf(id)).toBe(user?.id);
  expect(await submitterOf(waiting.id)).toBeNull();
  const actor = await accountActor(env.DB, user?.id ?? '', Date.now());
  expect(actor).toMatchObject({ grants: [], memberships: [], staffPower: false });
  const log = await env.DB.prepare(
    "SELECT actor_id FROM account_events WHERE user_id = ?1 AND type = 'account.erased'",
  )
    .bind(user?.id)
    .all();
  expect(log.results).toEqual([{ actor_id: user?.id }]);

  // The address is free again, and whoever has it is somebody new.
  const mails = (await mailsTo(email)).length;
  await post('/api/v1/session', { email });
  const next = await submitted(email);
  await call(next.confirm);
  const [newcomer] = await usersWith(email);
  expect(newcomer?.id).not.toBe(user?.id);
  expect(await submitterOf(id)).toBe(user?.id);
  expect((await mailsTo(email)).slice(mails).join()).not.toContain('/session?token=');
});

test('erasing needs a sign-in of the last minutes; the link for it leads back', async () => {
  const { headers, id, email } = await signedInAs('submitter');
  await env.DB.prepare('UPDATE sessions SET created_at = ?1 WHERE user_id = ?2')
    .bind(Date.now() - (FRESH_MINUTES + 1) * 60_000, id)
    .run();
  expect(await (await call(DATA, { headers })).text()).not.toContain('name="sure"');
  const refused = await postForm(`${DATA}/erase`, [['sure', 'yes']], headers);
  expect([refused.status, refused.headers.get('location')]).toEqual([303, DATA]);
  expect(await usersWith(email)).toHaveLength(1);
  const link = await newSignInLink(email, async () => {
    const asked = await postForm(`${DATA}/again`, [], headers);
    expect(asked.headers.get('location')).toBe('/en/sign-in/sent');
  });
  expect((await call(link)).headers.get('location')).toBe(DATA);
  const foreign = await postForm(`${DATA}/erase`, [['sure', 'yes']], {
    ...headers,
    origin: 'https://evil.example',
  });
  expect([foreign.status, (await usersWith(email)).length]).toEqual([403, 1]);
});

test('the page about privacy says what is kept and how long, in six languages', async () => {
  for (const language of LANGUAGES) {
    const answer = await call(`/${language}/privacy`);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain(translator(language)('privacy.lead'));
    expect(page).not.toMatch(/undefined|\{\w+\}|NaN/);
  }
  const english = await (await call('/en/privacy')).text();
  for (const term of ['24 months', '30 days', '90 days', '15 minutes', '5 minutes', '60 seconds'])
    expect(english).toContain(term);
  expect(await (await call('/en/help')).text()).toContain('href="/en/privacy"');
});
