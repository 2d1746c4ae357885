import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { commit } from '#db/commit.ts';
import { entriesOfAddress, entryById, historyOf } from '#db/entries.ts';
import { indexEntries } from '#db/search/index-entry.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aContent, aPendingEntry, aTitle, SUMMARY } from '#test/factories.ts';
import { filledIn, formsIn, type HtmlForm } from '#test/support/forms-in-html.ts';
import { call, mailedLink, postForm } from '#test/support/sign-in.ts';
import { seal, statusPath } from '#worker/http/links.ts';

const PATH = '/en/submit';
/** Mails to one address a minute (wrangler.toml). */
const LOCAL_LIMIT = 120;

interface Stage {
  status: number;
  html: string;
  form: HtmlForm;
  stage: string;
}

async function stageOf(answer: Response): Promise<Stage> {
  const html = await answer.text();
  const [form = { action: '', fields: [], buttons: [] }] = await formsIn(html);
  return {
    status: answer.status,
    html,
    form,
    stage: form.fields.find(([name]) => name === 'stage')?.[1] ?? '',
  };
}

async function go(
  from: Stage,
  answers: Record<string, string | readonly string[]>,
  button = 'next',
): Promise<Stage> {
  return stageOf(await postForm(from.form.action, filledIn(from.form, answers, button)));
}

const first = async () => stageOf(await call(PATH));

/** The signed field of a form opened this long ago. */
const openedBefore = async (milliseconds: number, id: string = crypto.randomUUID()) =>
  seal(env.LINK_SECRET, 'form', [id, Date.now() - milliseconds]);

const answersOf = (email: string, title = aTitle()) => ({
  title,
  language: 'en',
  summary: `${SUMMARY}\n\nWhere a < b & "quotes" stay.`,
  kind: 'project',
  countries: ['TZ', 'KE'],
  urls: 'https://example.org/a\nhttps://example.org/b',
  'organizations.0.name': 'River Radio Trust',
  'organizations.2.name': 'Second partner',
  stakeholder_type: 'civil-society',
  action_lines: ['C4', 'C7-ehealth'],
  sdgs: ['3', '4'],
  beneficiaries: ['children-and-youth'],
  contact_email: email,
  contact_language: 'en',
});

/** The check page, as somebody reaches it who opened the form a minute ago. */
async function checkPage(
  change: Record<string, string | readonly string[]> = {},
  form?: string,
): Promise<Stage> {
  const start = await first();
  const answers = {
    ...answersOf(`${newId()}@ngo.example`),
    ...change,
    form: form ?? (await openedBefore(60_000)),
  };
  return go({ ...start, form: { ...start.form, fields: [['stage', 'contact']] } }, answers);
}

test('the whole form, stage by stage, with nothing but its hidden fields to carry the answers', async () => {
  const email = `${newId()}@ngo.example`;
  const answers = answersOf(email);
  const pick = (...names: (keyof typeof answers)[]) =>
    Object.fromEntries(names.map((name) => [name, answers[name]]));
  let page = await first();
  expect(page.form.buttons).toEqual(['go=next']);
  page = await go(page, { ...pick('title', 'language'), form: await openedBefore(60_000) });
  expect([page.status, page.stage]).toEqual([200, 'about']);
  page = await go(page, pick('summary', 'kind', 'countries', 'urls'));
  expect([page.status, page.stage]).toEqual([200, 'organizations']);
  page = await go(page, pick('organizations.0.name', 'organizations.2.name'), 'rows');
  expect(page.stage).toBe('organizations');
  page = await go(page, pick('stakeholder_type'));
  expect([page.status, page.stage]).toEqual([200, 'lines']);
  page = await go(page, pick('action_lines'));
  expect([page.status, page.stage]).toEqual([200, 'goals']);
  expect(page.html).toContain('Linked with C4 Capacity building and C7 E-health. Targets: 3.3');
  page = await go(page, pick('sdgs', 'beneficiaries'));
  expect([page.status, page.stage]).toEqual([200, 'contact']);
  page = await go(page, pick('contact_email', 'contact_language'));
  expect([page.status, page.stage]).toEqual([200, 'check']);
  expect(page.html).toContain('Second partner');

  page = await go(page, {}, 'change:organizations');
  expect(page.stage).toBe('organizations');
  page = await go(page, { 'organizations.0.acronym': 'RRT' });
  expect([page.status, page.stage]).toEqual([200, 'check']);

  const sent = filledIn(page.form, {}, 'send');
  const receipts = await Promise.all([postForm(PATH, sent), postForm(PATH, sent)]);
  const references = await Promise.all(
    receipts.map(async (receipt) => (await receipt.text()).match(/WSIS-\w{5}-\w{5}/)?.[0]),
  );
  expect(receipts.map(({ status }) => status)).toEqual([200, 200]);
  expect(references[0]).toBeTruthy();
  expect(references[1]).toBe(references[0]);
  const entries = await entriesOfAddress(env.DB, email);
  expect(entries.length).toBe(1);
  const entry = await entryById(env.DB, entries[0]?.id ?? '');
  expect(entry?.content).toMatchObject({
    texts: [{ language: 'en', title: answers.title, summary: answers.summary, origin: 'original' }],
    countries: ['TZ', 'KE'],
    urls: ['https://example.org/a', 'https://example.org/b'],
    organizations: [
      { name: 'River Radio Trust', acronym: 'RRT', role: 'lead' },
      { name: 'Second partner', acronym: '', role: 'partner' },
    ],
    sdgs: [3, 4],
    coverage: null,
  });
  expect(await mailedLink(email)).toMatch(/^\/en\/confirm\//);
});

test('a wrong stage comes back with the errors first, linked to the fields, and every answer kept', async () => {
  let page = await first();
  page = await go(page, { title: '=SUM(A1)', language: 'xx' });
  expect([page.status, page.stage]).toEqual([422, 'title']);
  expect(page.html.indexOf('error-summary')).toBeLessThan(page.html.indexOf('<h1'));
  expect(page.html).toContain('href="#title"');
  expect(page.html).toContain('href="#language"');
  expect(page.form.fields).toContainEqual(['title', '=SUM(A1)']);
  page = await go(page, { title: aTitle(), language: 'en' });
  page = await go(page, {
    summary: 'Too short <script>alert(1)</script>',
    kind: 'project',
    start_date: '2024',
    end_date: '2021-01',
    countries: ['TZ', 'XX'],
    urls: 'https://example.org\njavascript:alert(1)',
  });
  expect([page.status, page.stage]).toEqual([422, 'about']);
  for (const id of ['summary', 'end_date', 'countries-field', 'urls']) {
    expect(page.html).toContain(`href="#${id}"`);
    expect(page.html).toContain(`id="${id}"`);
  }
  expect(page.html).not.toContain('<script>alert');
  expect(page.form.fields).toEqual(
    expect.arrayContaining([
      ['summary', 'Too short <script>alert(1)</script>'],
      ['end_date', '2021-01'],
      ['countries', 'TZ'],
      ['urls', 'https://example.org\njavascript:alert(1)'],
    ]),
  );
  page = await go(page, {}, 'back');
  expect([page.status, page.stage]).toEqual([200, 'title']);
  expect(page.form.fields).toContainEqual(['start_date', '2024']);
});

test('a change of language in the middle keeps the stage and every answer', async () => {
  const title = aTitle();
  const about = await go(await first(), { title, language: 'en' });
  expect(about.stage).toBe('about');
  const summary = 'Half a summary so far';
  const answer = await postForm('/ar/submit', filledIn(about.form, { summary, kind: 'project' }, 'stay'));
  const arabic = await stageOf(answer);
  expect([arabic.status, arabic.stage, arabic.form.action]).toEqual([200, 'about', '/ar/submit']);
  expect(arabic.html).toContain('<html lang="ar" dir="rtl">');
  expect(Object.fromEntries(arabic.form.fields)).toMatchObject({
    title,
    language: 'en',
    summary,
    kind: 'project',
  });
});

test('sending goes to the first stage with an error', async () => {
  const check = await checkPage();
  expect(check.stage).toBe('check');
  const page = await go(check, { 'organizations.0.name': '', sdgs: ['99'] }, 'send');
  expect([page.status, page.stage]).toEqual([422, 'organizations']);
  expect(page.html).toContain('href="#organizations-0-name"');
  expect(page.html).toContain('id="organizations-0-name"');
});

test('similar titles are shown once, and "mine" leads to the links without losing the form', async () => {
  const title = `Telemedicine for mountain valleys ${newId()}`;
  const email = `${newId()}@ngo.example`;
  const content = aContent({
    texts: [{ language: 'fr', title, summary: SUMMARY, origin: 'original' }],
    language: 'fr',
  });
  const { id, standing } = await aPendingEntry(env.DB, content);
  await commit(env.DB, {
    initiativeId: id,
    before: standing,
    type: 'initiative.approved',
    actor: { kind: 'account', id: 'mia' },
    jobs: [],
    at: Date.now(),
  });
  await indexEntries(env.DB, env.SEARCH, [id], Date.now());

  let page = await go(await first(), { title: title.toUpperCase(), language: 'en' });
  expect([page.status, page.stage]).toEqual([200, 'duplicates']);
  expect(page.html).toContain(`/initiatives/${id}`);
  const unanswered = await go(page, {});
  expect([unanswered.status, unanswered.stage]).toEqual([422, 'duplicates']);
  expect(unanswered.html).toContain('href="#duplicates"');

  const mine = await go(page, { duplicates: 'mine' });
  expect(mine.form.action).toBe('/en/submit/mine');
  const [, back] = await formsIn(mine.html);
  expect(await go({ ...mine, form: back ?? mine.form }, {}, 'back')).toMatchObject({
    status: 200,
    stage: 'title',
  });
  const sent = await go(mine, { email });
  expect([sent.status, sent.html.includes('a mail with their links is on its way')]).toEqual([200, true]);

  page = await go(page, { duplicates: 'none' });
  expect([page.status, page.stage]).toEqual([200, 'about']);
  page = await go(page, {}, 'back');
  page = await go(page, {});
  expect(page.stage).toBe('about');
});

test('the private links are mailed to those who registered, and nobody can tell from the answer', async () => {
  const email = `${newId()}@ngo.example`;
  expect((await go(await checkPage({ contact_email: email }), {}, 'send')).html).toContain('WSIS-');
  await mailedLink(email);
  const known = await postForm('/en/submit/mine', [['email', email.toUpperCase()]]);
  const unknown = await postForm('/en/submit/mine', [['email', `${newId()}@ngo.example`]]);
  expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
  expect(await mailedLink(email, 2)).toMatch(/^\/en\/status\//);
  const wrong = await postForm('/en/submit/mine', [['email', 'nobody']]);
  expect([wrong.status, (await wrong.text()).includes('href="#email"')]).toEqual([422, true]);
});

test('a field only programs fill in, haste and an old page each have a way out', async () => {
  const email = `${newId()}@ngo.example`;
  const trapped = await go(
    await checkPage({ contact_email: email }),
    { trap: 'https://spam.example' },
    'send',
  );
  expect([trapped.status, trapped.stage]).toEqual([422, 'contact']);
  expect(trapped.html).toContain('href="#trap"');
  const check = await go(trapped, { trap: '' });
  expect(check.stage).toBe('check');

  const hasty = await go(check, { form: await openedBefore(1000) }, 'send');
  expect([hasty.status, hasty.stage]).toEqual([422, 'check']);
  for (const form of [
    await openedBefore(8 * 86_400_000),
    'forged',
    '',
    (await openedBefore(60_000)).slice(1),
  ]) {
    const old = await go(check, { form }, 'send');
    expect([old.status, old.stage]).toEqual([422, 'check']);
    expect(old.form.fields.find(([name]) => name === 'form')?.[1]).not.toBe(form);
    expect(old.form.fields).toContainEqual(['contact_email', email]);
  }
  expect(await entriesOfAddress(env.DB, email)).toEqual([]);
  const sent = await go(hasty, { form: await openedBefore(60_000) }, 'send');
  expect([sent.status, sent.html.includes(email)]).toEqual([200, true]);
  expect((await entriesOfAddress(env.DB, email)).length).toBe(1);
});

test('other answers sent with a form that was used become a new entry only on purpose', async () => {
  const email = `${newId()}@ngo.example`;
  const check = await checkPage({ contact_email: email });
  expect((await go(check, {}, 'send')).status).toBe(200);
  const again = await go(check, { title: aTitle() }, 'send');
  expect([again.status, again.stage]).toEqual([422, 'check']);
  expect((await entriesOfAddress(env.DB, email)).length).toBe(1);
  expect((await go(again, { form: await openedBefore(60_000) }, 'send')).status).toBe(200);
  expect((await entriesOfAddress(env.DB, email)).length).toBe(2);
});

test('too many entries for one address are asked to wait, with the answers kept', async () => {
  const email = `${newId()}@ngo.example`;
  const check = await checkPage({ contact_email: email });
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(email)));
  const key = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  for (let taken = 0; taken < LOCAL_LIMIT; taken++) await env.LIMIT_ADDRESS.limit({ key: `submit ${key}` });
  const busy = await postForm(PATH, filledIn(check.form, {}, 'send'));
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '60']);
  const page = await stageOf(busy);
  expect([page.stage, page.form.buttons.includes('go=send')]).toEqual(['check', true]);
  expect(page.form.fields.filter(([name]) => name === 'action_lines').length).toBe(2);
  expect(await entriesOfAddress(env.DB, email)).toEqual([]);
});

test('the status page asks, takes the answer and withdraws, step by step', async () => {
  const email = `${newId()}@ngo.example`;
  await go(await checkPage({ contact_email: email }), {}, 'send');
  expect((await call(await mailedLink(email))).status).toBe(200);
  const [mine] = await entriesOfAddress(env.DB, email);
  const entry = await entryById(env.DB, mine?.id ?? '');
  if (!entry) throw new Error('not stored');
  const path = await statusPath(env.LINK_SECRET, 'en', {
    initiativeId: entry.id,
    contactId: entry.contactId ?? '',
  });
  const ask = (before: typeof entry.standing) =>
    commit(env.DB, {
      initiativeId: entry.id,
      before,
      type: 'initiative.changes-requested',
      actor: { kind: 'account', id: 'mia-moderator' },
      data: { fields: ['title'] },
      message: 'Which <valley>?',
      jobs: [],
      at: Date.now(),
    });
  const askedOnce = await ask(entry.standing);

  const seen = await call(path);
  expect(seen.headers.get('referrer-policy')).toBe('no-referrer');
  expect(seen.headers.get('cache-control')).toBe('no-store');
  let page = await stageOf(seen);
  expect(page.html).toContain('Which &lt;valley>?');
  expect(page.html).not.toContain('mia-moderator');
  expect(page.html).not.toContain(email);
  expect(page.html).toContain('asked-note');
  expect(page.form.fields).toContainEqual(['organizations.1.name', 'Second partner']);

  const wrong = await go(page, { title: '' }, 'send');
  expect([wrong.status, wrong.html.includes('href="#title"')]).toEqual([422, true]);
  const title = aTitle();
  await ask(askedOnce);
  page = await go(page, { title }, 'send');
  expect(page.status).toBe(409);
  expect(page.form.fields).toContainEqual(['title', title]);
  const done = await postForm(path, filledIn(page.form, {}, 'send'));
  expect([done.status, done.headers.get('location')]).toEqual([303, `${path}?done=revised`]);
  expect((await entryById(env.DB, entry.id))?.content.texts[0]?.title).toBe(title);
  const late = await postForm(path, filledIn(page.form, { title: 'Typed too late' }, 'send'));
  expect([late.status, (await late.text()).includes('Typed too late')]).toEqual([409, true]);

  const confirm = await stageOf(await call(`${path}/withdraw`));
  expect(confirm.form.action).toBe(`${path}/withdraw`);
  const stale = await go(confirm, { expected_version: '2' });
  expect([stale.status, stale.form.action]).toEqual([409, `${path}/withdraw`]);
  const gone = await postForm(`${path}/withdraw`, filledIn(stale.form, {}));
  expect([gone.status, gone.headers.get('location')]).toEqual([303, `${path}?done=withdrawn`]);
  expect((await call(`${path}/withdraw`)).status).toBe(303);
  expect((await postForm(`${path}/withdraw`, filledIn(stale.form, {}))).status).toBe(409);
  expect((await historyOf(env.DB, entry.id)).map(({ type }) => type)).toEqual([
    'initiative.submitted',
    'initiative.confirmed',
    'initiative.changes-requested',
    'initiative.changes-requested',
    'initiative.revised',
    'initiative.withdrawn',
  ]);
  expect((await call(`${path}?done=withdrawn`)).status).toBe(200);
});
