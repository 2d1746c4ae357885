import { env } from 'cloudflare:workers';
import { beforeEach, expect, test, vi } from 'vitest';
import { joinDraft } from '#db/draft-members.ts';
import { beginDraft } from '#db/drafts.ts';
import { entriesOfAddress } from '#db/entries.ts';
import { aSubmission, SUMMARY } from '#test/factories.ts';
import { filledIn, formsIn } from '#test/support/forms-in-html.ts';
import { call, post, postForm, signedInAs } from '#test/support/sign-in.ts';
import { seal } from '#worker/http/links.ts';

vi.setConfig({ testTimeout: 30_000 });

type Headers = Record<string, string>;

let owner: Awaited<ReturnType<typeof signedInAs>>;
let id = '';
beforeEach(async () => {
  owner = await signedInAs('submitter');
  id = crypto.randomUUID();
  await beginDraft(env.DB, {
    id,
    userId: owner.id,
    language: 'en',
    stage: 'title',
    answers: { title: ['Radio for the river'], language: ['en'] },
    at: Date.now(),
  });
});

const sendDraft = (body: unknown, headers: Headers) =>
  post(`/api/v1/initiatives?draft=${id}`, body, { 'idempotency-key': `draft:${id}`, ...headers });
const sendSignedOut = (body: unknown) =>
  post('/api/v1/initiatives', body, { 'idempotency-key': `draft:${id}` });
const referenceIn = async (answer: Response) => ((await answer.json()) as { reference: string }).reference;
const draftPage = async () => (await call(`/en/drafts/${id}`, { headers: owner.headers })).text();
const listed = async () => (await call('/en/account', { headers: owner.headers })).text();

test('a draft that a member sends by the API counts as sent, once, whoever of them sends it again', async () => {
  const colleague = await signedInAs('submitter');
  await joinDraft(env.DB, { draftId: id, userId: colleague.id, at: Date.now() });
  const submission = aSubmission();
  expect(await listed()).toContain('Last changed');
  const answers = await Promise.all([owner, colleague].map(({ headers }) => sendDraft(submission, headers)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const [reference, again] = await Promise.all(answers.map(referenceIn));
  expect(again).toBe(reference);
  expect(await entriesOfAddress(env.DB, submission.contact_email)).toHaveLength(1);
  const page = await draftPage();
  expect(page).toContain('This draft was sent');
  expect(page).toContain(reference);
  expect(await listed()).not.toContain('Last changed');
});

test('nobody else can say that a draft was sent', async () => {
  const submission = aSubmission();
  const stranger = await signedInAs('administrator');
  expect((await sendDraft(submission, {})).status).toBe(401);
  expect((await sendDraft(submission, stranger.headers)).status).toBe(404);
  const foreign = { ...owner.headers, origin: 'https://elsewhere.example' };
  expect((await sendDraft(submission, foreign)).status).toBe(403);
  expect(await entriesOfAddress(env.DB, submission.contact_email)).toEqual([]);
  expect((await sendSignedOut(submission)).status).toBe(201);
  expect(await draftPage()).not.toContain('This draft was sent');
});

test('a draft that was sent while signed out says so once a member sends it too', async () => {
  const submission = aSubmission();
  const reference = await referenceIn(await sendSignedOut(submission));
  const again = await sendDraft(submission, owner.headers);
  expect([again.status, await referenceIn(again)]).toEqual([201, reference]);
  expect(await draftPage()).toContain(reference);
});

test('whoever changed a draft that was sent while signed out is told, and may register the rest as another entry', async () => {
  const first = aSubmission();
  const reference = await referenceIn(await sendSignedOut(first));
  const old = async () => seal(env.LINK_SECRET, 'form', [crypto.randomUUID(), Date.now() - 60_000]);
  const go = async (html: string, answers: Record<string, string | string[]>, button: string) => {
    const [form] = await formsIn(html);
    if (!form) throw new Error('no form');
    return postForm('/en/submit', filledIn(form, { ...answers, form: await old() }, button), owner.headers);
  };
  const start = await (await call(`/en/submit?draft=${id}`, { headers: owner.headers })).text();
  const whole = {
    stage: 'contact',
    summary: SUMMARY,
    kind: 'project',
    'organizations.0.name': 'River Radio Trust',
    stakeholder_type: 'civil-society',
    action_lines: ['C4'],
    sdgs: ['3'],
    contact_email: owner.email,
    contact_language: 'en',
  };
  const check = await (await go(start, whole, 'next')).text();
  const told = await go(check, {}, 'send');
  expect(told.status).toBe(422);
  const html = await told.text();
  expect(html).toContain('You have already sent this form');
  expect(await draftPage()).toContain(reference);
  expect(await (await go(html, {}, 'send')).text()).toContain('class="reference"');
  expect(await entriesOfAddress(env.DB, owner.email)).toHaveLength(1);
});
