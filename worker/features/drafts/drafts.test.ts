import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { eraseAccount, heldData } from '#db/held-data.ts';
import { prune } from '#db/prune.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aTitle, SUMMARY } from '#test/factories.ts';
import { filledIn, formsIn, type HtmlForm } from '#test/support/forms-in-html.ts';
import { call, cookiesOf, mailedLink, ORIGIN, postForm, signedInAs } from '#test/support/sign-in.ts';
import { seal } from '#worker/http/links.ts';

vi.setConfig({ testTimeout: 30_000 });

type Headers = Record<string, string>;
type Given = Record<string, string | readonly string[]>;

interface Shown {
  html: string;
  form: HtmlForm;
  /** Id and version of its draft; empty and zero without one. */
  id: string;
  version: number;
}

async function shown(answer: Response): Promise<Shown> {
  const html = await answer.text();
  const [form = { action: '', fields: [], buttons: [] }] = await formsIn(html);
  const of = (name: string) => form.fields.find(([one]) => one === name)?.[1] ?? '';
  return { html, form, id: of('draft'), version: Number(of('draft_version')) };
}

const open = async (path: string, headers: Headers) => shown(await call(path, { headers }));

const go = (page: Shown, answers: Given, headers: Headers, button = 'next') =>
  postForm('/en/submit', filledIn(page.form, answers, button), headers);

/** The page after the first stage of a new entry. */
async function begun(headers: Headers, title = aTitle()): Promise<Shown> {
  return shown(await go(await open('/en/submit', headers), { title, language: 'en' }, headers));
}

const put = (id: string, body: unknown, headers: Headers = {}) =>
  call(`/api/v1/drafts/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const wish = (expected_version: number, answers: Record<string, string[]>, stage = 'about') => ({
  expected_version,
  stage,
  language: 'en',
  answers,
});

/** Somebody else on the draft, by the invitation of its owner. */
async function joined(id: string, owner: Headers) {
  const other = await signedInAs('submitter');
  const made = await postForm(`/en/drafts/${id}/invitation`, [['do', 'make']], owner);
  const link = (await made.text()).match(/\/en\/drafts\/join\/[\da-f]{48}/)?.[0] ?? '';
  const answer = await postForm(link, [], other.headers);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/en/drafts/${id}?done=joined`]);
  return { ...other, link };
}

test('each stage is saved for a signed-in person, who goes on where it was left, on any device', async () => {
  const { headers } = await signedInAs('submitter');
  const title = aTitle();
  const page = await begun(headers, title);
  expect([page.id, page.version]).toEqual([expect.stringMatching(/^[\da-f-]{36}$/), 1]);
  const next = await shown(await go(page, { summary: 'Too short', kind: 'project' }, headers));
  // It is saved although the stage has errors.
  expect(next.html).toContain('error-summary');
  expect(next.version).toBe(2);

  for (const path of ['/en/account', '/en/submit']) {
    const list = await (await call(path, { headers })).text();
    expect(list).toContain('Your drafts');
    expect(list).toContain(title);
  }
  const again = await open(`/fr/submit?draft=${page.id}`, headers);
  expect(again.form.fields).toEqual(
    expect.arrayContaining([
      ['stage', 'about'],
      ['title', title],
      ['summary', 'Too short'],
      ['draft_version', '2'],
    ]),
  );
});

test('the first stage sent twice begins one draft; nothing is kept of people who are not signed in', async () => {
  const { headers, id } = await signedInAs('submitter');
  const first = await open('/en/submit', headers);
  const title = aTitle();
  const pages = await Promise.all([1, 2].map(async () => shown(await go(first, { title }, headers))));
  const drafts = await env.DB.prepare('SELECT id FROM drafts WHERE owner_id = ?1').bind(id).all();
  expect(drafts.results).toHaveLength(1);
  expect(pages.map((page) => page.html.includes('error-summary'))).toEqual([false, false]);

  const stranger = await shown(await go(await open('/en/submit', {}), { title: aTitle() }, {}));
  expect([stranger.id, stranger.html.includes('data-draft="new"')]).toEqual(['', true]);
});

test('whose session has ended keeps the answers and the draft they belong to', async () => {
  const { headers } = await signedInAs('submitter');
  const page = await begun(headers);
  const answer = await go(page, { summary: 'Typed after the session ended' }, {});
  const after = await shown(answer);
  expect(after.html).toContain('You are signed out');
  // The script must not take the page for what the server has.
  expect(after.html).not.toContain('data-draft-server');
  expect([after.id, after.version]).toEqual([page.id, page.version]);
  const back = await shown(await go(after, {}, headers));
  expect([back.id, back.version]).toEqual([page.id, 2]);
  expect(back.html).toContain('Typed after the session ended');
});

test('a draft is there for its members only', async () => {
  const { headers } = await signedInAs('submitter');
  const { id } = await begun(headers);
  const stranger = (await signedInAs('administrator')).headers;
  const copy = `/en/drafts/${id}/copies/1`;
  for (const path of [`/en/drafts/${id}`, `/en/submit?draft=${id}`, copy]) {
    expect((await call(path, { headers: stranger })).status).toBe(404);
    const signedOut = await call(path);
    expect(signedOut.headers.get('location')).toBe(`/en/sign-in?${new URLSearchParams({ next: path })}`);
  }
  const body = wish(1, {});
  const ofSite = (site: string) => ({ ...headers, origin: 'null', 'sec-fetch-site': site });
  for (const [headersOf, status] of [
    [{}, 401],
    [{ ...headers, origin: 'null' }, 403],
    [ofSite('cross-site'), 403],
    [ofSite('same-origin'), 200],
    [stranger, 404],
    [{ ...headers, origin: 'https://elsewhere.example' }, 403],
  ] as const)
    expect((await put(id, body, headersOf)).status).toBe(status);
  for (const doing of ['invitation', 'delete', 'leave']) {
    expect((await postForm(`/en/drafts/${id}/${doing}`, [], stranger)).status).toBe(404);
    expect((await postForm(`/en/drafts/${id}/${doing}`, [])).status).toBe(401);
  }
  // Naming somebody else's draft in the form begins one's own.
  const forged = await open('/en/submit', stranger);
  forged.form.fields.push(['draft', id], ['draft_version', '1']);
  expect((await shown(await go(forged, { title: aTitle() }, stranger))).id).not.toBe(id);
});

test('what the API cannot take is refused with pointers, and not saved', async () => {
  const { headers } = await signedInAs('submitter');
  const { id } = await begun(headers);
  const body = wish(1, { title: ['A title'] });
  for (const [input, pointer] of [
    [{ ...body, answers: { 'Not a name': ['x'] } }, '#/answers/Not a name'],
    [{ ...body, answers: { title: 'no list' } }, '#/answers/title'],
    [{ ...body, expected_version: 0 }, '#/expected_version'],
    [{ ...body, language: 'de' }, '#/language'],
    [{ ...body, stage: '' }, '#/stage'],
  ] as const) {
    const answer = await put(id, input, headers);
    const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
    expect([answer.status, errors[0]?.pointer]).toEqual([422, pointer]);
  }
  const large = Object.fromEntries(
    Array.from({ length: 11 }, (_, row) => [`organizations.${row}.name`, ['x'.repeat(20_000)]]),
  );
  expect((await put(id, wish(1, large), headers)).status).toBe(413);
  expect((await open(`/en/submit?draft=${id}`, headers)).version).toBe(1);
});

test('two people on different answers lose nothing; each gets what the other wrote', async () => {
  const { headers } = await signedInAs('submitter');
  const page = await begun(headers);
  const other = await joined(page.id, headers);
  const theirs = await open(`/en/submit?draft=${page.id}`, other.headers);

  const saved = await put(page.id, wish(1, { summary: ['By the first'], countries: [] }), headers);
  expect(await saved.json()).toMatchObject({ version: 2, answers: { title: expect.anything() } });
  const merged = await put(page.id, wish(1, { kind: ['project'] }), other.headers);
  expect(await merged.json()).toMatchObject({ version: 3, answers: { summary: ['By the first'] } });
  // A page of the form that is older than both brings its own change only.
  const last = await shown(await go(theirs, { title: 'A better title' }, other.headers));
  const now = await open(`/en/submit?draft=${page.id}`, headers);
  expect(last.version).toBe(4);
  for (const [name, value] of [
    ['title', 'A better title'],
    ['summary', 'By the first'],
    ['kind', 'project'],
  ])
    expect(now.form.fields).toContainEqual([name, value]);
});

test('the same answer changed twice: the later one is set aside, both are shown, and one is chosen', async () => {
  const { headers } = await signedInAs('submitter');
  const page = await begun(headers, 'Radio for the river');
  await put(page.id, wish(1, { title: ['Radio for the lake'] }), headers);

  const refused = await put(page.id, wish(1, { title: ['Radio for the sea'], kind: ['project'] }), headers);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ current_version: 2, copy: 1 });
  // The form without a script comes to the same copy, and sending it again makes no other.
  const bySea = { title: 'Radio for the sea', kind: 'project' };
  const answer = await go(page, bySea, headers);
  const copies = `/en/drafts/${page.id}/copies`;
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${copies}/1`]);
  expect((await open(`/en/submit?draft=${page.id}`, headers)).form.fields).toContainEqual([
    'title',
    'Radio for the lake',
  ]);

  const compare = await open(`${copies}/1`, headers);
  expect(compare.html).toMatch(/Radio for the <\/span><del>lake<\/del>/);
  expect(compare.html).toMatch(/Radio for the <\/span><ins>sea<\/ins>/);
  // Only the copy has a kind, so that is suggested; of the title nothing is.
  expect(compare.form.fields).toContainEqual(['side.kind', 'copy']);
  expect(compare.form.fields.map(([name]) => name)).not.toContain('side.title');

  const choose = async (fields: Given) => {
    const [form] = await formsIn((await open(`${copies}/1`, headers)).html);
    return postForm(`${copies}/1`, filledIn(form, fields, ''), headers);
  };
  const unchosen = await choose({ take: 'chosen' });
  expect(unchosen.status).toBe(422);
  expect(await unchosen.text()).toContain('href="#title-draft"');
  const chosen = await choose({ take: 'chosen', 'side.title': 'copy' });
  expect(chosen.headers.get('location')).toBe(`/en/submit?draft=${page.id}`);
  const settled = await open(`/en/submit?draft=${page.id}`, headers);
  expect(settled.form.fields).toEqual(
    expect.arrayContaining([
      ['title', 'Radio for the sea'],
      ['kind', 'project'],
    ]),
  );
  // What was replaced is kept in its place.
  expect((await open(`${copies}/2`, headers)).html).toContain('lake');
  expect((await open(`/en/drafts/${page.id}`, headers)).html.match(/not compared yet/g)).toBeNull();
});

test('an invitation lets in who has it, until it is withdrawn or too old', async () => {
  const { headers } = await signedInAs('submitter');
  const { id } = await begun(headers);
  const other = await joined(id, headers);
  const page = (await open(`/en/drafts/${id}`, other.headers)).html;
  expect(page).toContain('began this draft');
  expect(page).toContain('Leave this draft');
  expect(page).not.toContain('Delete this draft');
  expect((await postForm(`/en/drafts/${id}/delete`, [], other.headers)).status).toBe(403);
  expect((await postForm(`/en/drafts/${id}/invitation`, [['do', 'make']], other.headers)).status).toBe(403);
  // Opening the link alone makes nobody a member.
  const third = await signedInAs('submitter');
  expect((await open(other.link, third.headers)).html).toContain('Join a draft');
  expect((await call(`/en/drafts/${id}`, { headers: third.headers })).status).toBe(404);

  await postForm(`/en/drafts/${id}/leave`, [], other.headers);
  expect((await call(`/en/drafts/${id}`, { headers: other.headers })).status).toBe(404);
  await env.DB.prepare('UPDATE draft_invitations SET expires_at = ?1')
    .bind(Date.now() - 1)
    .run();
  expect((await postForm(other.link, [], third.headers)).status).toBe(410);
  const { link } = await joined(id, headers);
  await postForm(`/en/drafts/${id}/invitation`, [['do', 'revoke']], headers);
  expect((await postForm(link, [], third.headers)).status).toBe(410);
  expect((await call('/en/drafts/join/unknown')).status).toBe(410);
});

test('people see who has which stage open, for a minute', async () => {
  const { headers } = await signedInAs('submitter');
  const { id } = await begun(headers);
  const other = await joined(id, headers);
  const beat = async (by: Headers, stage: string, language = 'en') => {
    const body = JSON.stringify({ stage, language });
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...by }, body };
    const answer = await call(`/api/v1/drafts/${id}/presence`, init);
    return [answer.status, ((await answer.json()) as { others?: { text: string }[] }).others];
  };
  expect(await beat(other.headers, 'goals')).toEqual([200, [expect.objectContaining({ stage: 'about' })]]);
  expect((await open(`/en/submit?draft=${id}`, headers)).html).toMatch(/submitter is editing “[^”]+”\./);
  expect(await beat(headers, 'about')).toEqual([
    200,
    [{ name: 'submitter', stage: 'goals', text: expect.any(String) }],
  ]);
  await env.DB.prepare('UPDATE draft_members SET seen_at = ?1 WHERE user_id = ?2')
    .bind(Date.now() - 61_000, other.id)
    .run();
  expect(await beat(headers, 'about')).toEqual([200, []]);
  expect((await beat((await signedInAs('submitter')).headers, 'about'))[0]).toBe(404);
});

test('two members who send the same draft make one entry, and the others are told', async () => {
  const { headers, email } = await signedInAs('submitter');
  const page = await begun(headers);
  const other = await joined(page.id, headers);
  const whole = {
    summary: SUMMARY,
    kind: 'project',
    'organizations.0.name': 'River Radio Trust',
    stakeholder_type: 'civil-society',
    action_lines: ['C4'],
    sdgs: ['3'],
    contact_email: email,
    contact_language: 'en',
  };
  const old = async () => seal(env.LINK_SECRET, 'form', [crypto.randomUUID(), Date.now() - 60_000]);
  const check = async (by: Headers, answers: Given) => {
    const start = await open(`/en/submit?draft=${page.id}`, by);
    return shown(await go(start, { ...answers, stage: 'contact', form: await old() }, by));
  };
  const mine = await check(headers, whole);
  const theirs = await check(other.headers, {});
  expect([mine.html.includes('value="send"'), theirs.html.includes('value="send"')]).toEqual([true, true]);

  // Nobody sends what somebody else has changed since.
  await put(page.id, wish(mine.version, { urls: ['https://example.org/new'] }), other.headers);
  const looked = await go(mine, {}, headers, 'send');
  expect(looked.status).toBe(409);
  const again = await shown(looked);
  expect(again.html).toContain('https://example.org/new');
  const seen = await open(`/en/submit?draft=${page.id}`, other.headers);
  const answers = await Promise.all([
    go(again, {}, headers, 'send'),
    go(seen, { form: await old() }, other.headers, 'send'),
  ]);
  expect(answers.map(({ status }) => status).filter((status) => status >= 400)).toEqual([]);
  const made = await env.DB.prepare(
    'SELECT i.id FROM initiatives AS i JOIN contacts AS c ON c.id = i.contact_id WHERE c.email = ?1',
  )
    .bind(email)
    .all<{ id: string }>();
  expect(made.results).toHaveLength(1);
  for (const by of [headers, other.headers]) {
    const html = (await open(`/en/drafts/${page.id}`, by)).html;
    expect(html).toContain('This draft was sent');
    expect(html).toContain(made.results[0]?.id.toUpperCase().slice(0, 4) ?? '-');
  }
  // What somebody still types is not lost either.
  const late = await put(page.id, wish(99, { title: ['Too late'] }), other.headers);
  expect([late.status, await late.json()]).toEqual([409, expect.objectContaining({ copy: 1 })]);
  await prune(env.DB, Date.now() + 31 * 86_400_000);
  const left = await env.DB.prepare('SELECT count(*) AS n FROM draft_members WHERE draft_id = ?1')
    .bind(page.id)
    .first<number>('n');
  expect(left).toBe(0);
});

test('an address that has no account yet gets one by the mailed link, once', async () => {
  const email = `${newId()}@ngo.example`;
  const asked = await postForm('/en/drafts/keep', [['email', ` ${email.toUpperCase()} `]]);
  expect(await asked.text()).toContain('Open it in this browser');
  const link = await mailedLink(email);
  expect((await call(link, { method: 'HEAD' })).status).toBe(204);
  const opened = await call(link);
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/en/submit?continue=1']);
  const headers = { cookie: cookiesOf(opened), origin: ORIGIN };
  expect((await begun(headers)).id).not.toBe('');
  expect((await call(link)).status).toBe(410);
  // The next one is an ordinary sign-in link that leads to the same place.
  await postForm('/en/drafts/keep', [['email', email]]);
  const second = await call(await mailedLink(email, 2));
  expect(second.headers.get('location')).toBe('/en/submit?continue=1');
  expect((await postForm('/en/drafts/keep', [['email', 'no address']])).status).toBe(422);
  expect(
    (await call(`/en/drafts/begin/${await seal(env.LINK_SECRET, 'draft', [email, 1, '/en'])}`)).status,
  ).toBe(410);
  expect((await call('/en/drafts/begin/forged.token')).status).toBe(404);
});

test('a person takes the drafts along, and their erasure takes the drafts away', async () => {
  const owner = await signedInAs('submitter');
  const page = await begun(owner.headers, 'A title to be erased');
  const other = await joined(page.id, owner.headers);
  const held = await heldData(env.DB, { id: other.id, email: other.email });
  expect(held.drafts).toMatchObject([
    { id: page.id, owned: 0, answers: { title: ['A title to be erased'] } },
  ]);
  await eraseAccount(env.DB, other, null, Date.now());
  expect((await open(`/en/drafts/${page.id}`, owner.headers)).html).not.toContain(other.email);
  await eraseAccount(env.DB, owner, null, Date.now());
  for (const table of ['drafts', 'draft_members', 'draft_copies', 'draft_invitations']) {
    const column = table === 'drafts' ? 'id' : 'draft_id';
    const left = await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${column} = ?1`)
      .bind(page.id)
      .first('n');
    expect([table, left]).toEqual([table, 0]);
  }
});
