import { env } from 'cloudflare:workers';
import { beforeEach, expect, test, vi } from 'vitest';
import { joinDraft, leaveDraft } from '#db/draft-members.ts';
import { beginDraft, draftFor, saveDraft } from '#db/drafts.ts';
import { expireDrafts, goesAt } from '#db/expire-drafts.ts';
import type { Job } from '#db/jobs.ts';
import { call, postForm, signedInAs } from '#test/support/sign-in.ts';
import { mailOf } from '#worker/jobs/mails.ts';

vi.setConfig({ testTimeout: 30_000 });

const DAY = 86_400_000;
/** Later than any clock of a test, so that nothing else sends these mails. */
const BEGUN = Date.UTC(2036, 0, 10);
const GOES = Date.UTC(2037, 0, 10);
const TOLD = GOES - 30 * DAY;

type Member = Awaited<ReturnType<typeof signedInAs>>;
let owner: Member;
let colleague: Member;
let id = '';
beforeEach(async () => {
  await env.DB.batch([env.DB.prepare('DELETE FROM drafts'), env.DB.prepare('DELETE FROM outbox')]);
  [owner, colleague] = [await signedInAs('submitter'), await signedInAs('submitter')];
  id = crypto.randomUUID();
  const answers = { title: ['Radio for the river'], language: ['en'] };
  await beginDraft(env.DB, { id, userId: owner.id, language: 'en', stage: 'about', answers, at: BEGUN });
  await joinDraft(env.DB, { draftId: id, userId: colleague.id, at: BEGUN });
});

type DraftJob = Extract<Job, { kind: 'draft-expires' }>;

async function owed(): Promise<DraftJob[]> {
  const { results } = await env.DB.prepare(
    "SELECT payload FROM outbox WHERE kind = 'draft-expires' ORDER BY id",
  ).all<{ payload: string }>();
  return results.map(({ payload }) => JSON.parse(payload) as DraftJob);
}

const mails = async (now: number) =>
  Promise.all((await owed()).map((job) => mailOf(env, 'x', job, now))).then((all) =>
    all.filter((mail) => mail !== null),
  );
const left = async () =>
  (await env.DB.prepare('SELECT id FROM drafts').all<{ id: string }>()).results.map((row) => row.id);
const change = (userId: string, answers: Record<string, string[]>, at: number, base = 1) =>
  saveDraft(env.DB, { id, userId, base, language: 'en', stage: 'about', answers, at });

test('everybody on a draft is told once, thirty days before it goes, also by runs that overlap; then it goes', async () => {
  await env.DB.prepare("UPDATE users SET language = 'fr' WHERE id = ?1").bind(colleague.id).run();
  expect(await expireDrafts(env.DB, TOLD - DAY)).toEqual({ warned: 0, forgotten: 0 });
  const runs = await Promise.all([1, 2].map(() => expireDrafts(env.DB, TOLD)));
  expect(runs.reduce((sum, { warned }) => sum + warned, 0)).toBe(1);
  expect(await expireDrafts(env.DB, TOLD + 5 * DAY)).toEqual({ warned: 0, forgotten: 0 });

  const sent = await mails(TOLD);
  expect(sent.map(({ to }) => to).sort()).toEqual([owner.email, colleague.email].sort());
  const [english, french] = [owner, colleague].map(({ email }) => sent.find(({ to }) => to === email)?.text);
  expect(english).toContain('Radio for the river');
  expect(english).toContain('10 January 2037');
  expect(english).toContain(`${env.SITE_ORIGIN}/en/drafts/${id}\n`);
  expect(french).toContain('10 janvier 2037');
  expect(french).toContain(`${env.SITE_ORIGIN}/fr/drafts/${id}\n`);

  expect(await expireDrafts(env.DB, GOES - 1000)).toEqual({ warned: 0, forgotten: 0 });
  expect(await left()).toEqual([id]);
  expect(await expireDrafts(env.DB, GOES)).toEqual({ warned: 0, forgotten: 1 });
  expect(await left()).toEqual([]);
  const members = await env.DB.prepare('SELECT count(*) AS n FROM draft_members').first<number>('n');
  expect(members).toBe(0);
  expect(await mails(GOES)).toEqual([]);
});

test('however late the night job comes, nothing goes before people had thirty days', async () => {
  const late = GOES + 90 * DAY;
  expect(await expireDrafts(env.DB, late)).toEqual({ warned: 1, forgotten: 0 });
  expect(goesAt(await draftFor(env.DB, id, owner.id))).toBe(late + 30 * DAY);
  expect((await mails(late))[0]?.text).toContain('10 May 2037');
  expect(await expireDrafts(env.DB, late + 29 * DAY)).toEqual({ warned: 0, forgotten: 0 });
  expect(await expireDrafts(env.DB, late + 30 * DAY)).toEqual({ warned: 0, forgotten: 1 });
});

test.each([
  ['a change', (at: number) => change(colleague.id, { title: ['Radio for the lake'] }, at)],
  [
    'a step that changes nothing',
    (at: number) => change(colleague.id, { title: ['Radio for the river'] }, at),
  ],
  [
    'a change that is set aside',
    async (at: number) => {
      await env.DB.prepare('UPDATE drafts SET version = 3').run();
      expect((await change(colleague.id, { title: ['Of another time'] }, at, 0)).copy).toBe(1);
    },
  ],
])('%s ends it: no mail that still waits is sent, and the year begins again', async (_name, work) => {
  await expireDrafts(env.DB, TOLD);
  const worked = TOLD + 10 * DAY;
  await work(worked);
  expect(await mails(worked)).toEqual([]);
  expect(await expireDrafts(env.DB, GOES + 100 * DAY)).toEqual({ warned: 0, forgotten: 0 });
  const next = goesAt(await draftFor(env.DB, id, owner.id));
  expect(new Date(next).toISOString().slice(0, 10)).toBe('2037-12-21');
  // The next deadline is another one, and is told of again.
  expect(await expireDrafts(env.DB, next - 30 * DAY)).toEqual({ warned: 1, forgotten: 0 });
  expect(await owed()).toHaveLength(4);
  expect(await expireDrafts(env.DB, next)).toEqual({ warned: 0, forgotten: 1 });
});

test('a draft that was sent is no matter of these mails, and whoever left it gets none', async () => {
  await leaveDraft(env.DB, id, colleague.id);
  await expireDrafts(env.DB, TOLD);
  expect(await owed()).toHaveLength(1);
  await env.DB.prepare("UPDATE drafts SET initiative_id = 'x', sent_at = ?1").bind(TOLD).run();
  expect(await mails(TOLD)).toEqual([]);
  expect(await expireDrafts(env.DB, GOES + DAY)).toEqual({ warned: 0, forgotten: 0 });
});

test('the pages say until when a draft is kept; soon before, anybody on it can keep it for another year', async () => {
  const page = async (member: Member, path: string) => (await call(path, { headers: member.headers })).text();
  const keeping = (member: { headers: Record<string, string> }) =>
    postForm(`/en/drafts/${id}/keep`, [], member.headers);
  const dateIn = (days: number, months: number) => {
    const date = new Date(Date.now() - days * DAY);
    date.setUTCMonth(date.getUTCMonth() + months);
    return date.toLocaleDateString('en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
  };
  const worked = (days: number) =>
    env.DB.prepare('UPDATE drafts SET updated_at = ?1, warned_at = NULL')
      .bind(Date.now() - days * DAY)
      .run();

  await worked(100);
  for (const path of ['/en/account', '/en/submit'])
    expect([path, await page(owner, path)]).toEqual([
      path,
      expect.stringContaining(`kept until ${dateIn(100, 12)}`),
    ]);
  const early = await page(owner, `/en/drafts/${id}`);
  expect(early).toContain(`Kept until ${dateIn(100, 12)}`);
  expect(early).not.toContain('Keep it as it is');

  await worked(350);
  await expireDrafts(env.DB, Date.now());
  const late = await page(colleague, `/en/drafts/${id}`);
  expect(late).toContain('This draft will be deleted on');
  expect(late).toContain('Keep it as it is');
  expect((await keeping(await signedInAs('submitter'))).status).toBe(404);
  expect((await keeping({ headers: {} })).status).toBe(401);
  const kept = await keeping(colleague);
  expect([kept.status, kept.headers.get('location')]).toEqual([303, `/en/drafts/${id}?done=kept`]);
  const after = await page(owner, `/en/drafts/${id}?done=kept`);
  expect(after).toContain(`We keep this draft until ${dateIn(0, 12)}.`);
  expect(after).not.toContain('Keep it as it is');

  await env.DB.prepare("UPDATE drafts SET initiative_id = 'x', sent_at = 1").run();
  expect((await keeping(owner)).status).toBe(409);
  expect(await page(owner, '/en/account')).not.toContain('kept until');
});
