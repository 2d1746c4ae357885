import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { commit } from '#db/commit.ts';
import { chooseRhythm, oweDigests, rhythmOf } from '#db/digests.ts';
import { keepReviewTimes, median, reviewTimes } from '#db/review-times.ts';
import type { Standing } from '#domain/initiative/events.ts';
import type { StaffRole } from '#domain/initiative/permissions.ts';
import { aContent, aPendingEntry } from '#test/factories.ts';
import { anAccount, call, mailsTo, postForm, signedIn } from '#test/support/sign-in.ts';
import worker from '../local.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const { DB } = env;
const DAY = 86_400_000;
/** A Tuesday. */
const TUESDAY = Date.UTC(2025, 11, 2, 2, 17);

async function aColleague(role: StaffRole): Promise<{ id: string; email: string }> {
  const email = await anAccount(role);
  const id = await DB.prepare('SELECT id FROM users WHERE email = ?1').bind(email).first<string>('id');
  return { id: id ?? '', email };
}

const drain = () => worker.queue({} as MessageBatch<{ kind: 'drain' }>, env);

/** The one digest to an address, once the outbox is drained. */
async function digests(email: string): Promise<string[]> {
  await drain();
  return mailsTo(email);
}

beforeAll(async () => {
  await aPendingEntry(DB, aContent({ urls: [] }), TUESDAY - 3 * DAY);
  await aPendingEntry(DB, aContent({ urls: [], language: 'en' }), TUESDAY - 2 * DAY);
});
beforeEach(() => DB.prepare('DELETE FROM digest_choices').run());

test('nobody is told who did not choose it', async () => {
  const { id, email } = await aColleague('moderator');
  expect(await rhythmOf(DB, id)).toBe('off');
  expect(await oweDigests(DB, TUESDAY)).toBe(0);
  expect(await digests(email)).toEqual([]);
});

test('a day is told once, by runs that overlap or come twice', async () => {
  const { id, email } = await aColleague('moderator');
  await chooseRhythm(DB, id, 'daily', TUESDAY - DAY);
  const [one, other] = await Promise.all([oweDigests(DB, TUESDAY), oweDigests(DB, TUESDAY)]);
  expect(one + other).toBe(1);
  expect(await oweDigests(DB, TUESDAY + 60_000)).toBe(0);
  const [mail, ...more] = await digests(email);
  expect(more).toEqual([]);
  expect(mail).toMatch(/New: 2\n/);
  expect(mail).toContain('/en/moderation');
  expect(await oweDigests(DB, TUESDAY + DAY)).toBe(1);
});

test('a week is told on Mondays', async () => {
  const { id } = await aColleague('moderator');
  await chooseRhythm(DB, id, 'weekly', TUESDAY - DAY);
  const told: number[] = [];
  for (let day = 0; day < 14; day++) if (await oweDigests(DB, TUESDAY + day * DAY)) told.push(day);
  expect(told).toEqual([6, 13]);
});

test('nothing is sent when nothing waits that the person may open', async () => {
  const { id, email } = await aColleague('moderator');
  const scope = { languages: ['fr'], action_lines: [], commissions: [], countries: [] };
  await DB.batch([
    DB.prepare('UPDATE grants SET revoked_at = 1 WHERE user_id = ?1').bind(id),
    DB.prepare(
      "INSERT INTO grants (id, user_id, role, scope, granted_at) VALUES (?1, ?2, 'moderator', ?3, 1)",
    ).bind(crypto.randomUUID(), id, JSON.stringify(scope)),
  ]);
  await chooseRhythm(DB, id, 'daily', TUESDAY - DAY);
  expect(await oweDigests(DB, TUESDAY)).toBe(0);
  expect(await digests(email)).toEqual([]);
});

test('administrators are told without staff power; who lost the role, or chose never, is not', async () => {
  const administrator = await aColleague('administrator');
  await DB.prepare('UPDATE users SET staff_power_until = NULL WHERE id = ?1').bind(administrator.id).run();
  const former = await aColleague('moderator');
  await DB.prepare('UPDATE grants SET revoked_at = 1 WHERE user_id = ?1').bind(former.id).run();
  const other = await aColleague('moderator');
  for (const { id } of [administrator, former, other]) await chooseRhythm(DB, id, 'daily', TUESDAY - DAY);
  await chooseRhythm(DB, other.id, 'off', TUESDAY);
  expect(await oweDigests(DB, TUESDAY)).toBe(1);
});

test('chosen on the account page', async () => {
  const moderator = await signedIn('moderator');
  expect(await (await call('/en/account', { headers: moderator })).text()).toContain('name="rhythm"');
  const path = '/en/account/digest';
  expect((await postForm(path, [['rhythm', 'hourly']], moderator)).status).toBe(422);
  expect((await postForm(path, [['rhythm', 'weekly']], moderator)).status).toBe(303);
  expect(await DB.prepare('SELECT count(*) AS n FROM digest_choices').first('n')).toBe(1);
  expect((await postForm(path, [['rhythm', 'daily']], await signedIn('submitter'))).status).toBe(404);
});

test('review times follow from the log; what was undone does not count', async () => {
  expect([median([]), median([3]), median([4, 1]), median([9, 1, 2])]).toEqual([null, 3, 2.5, 2]);
  const actor = { kind: 'account', id: 'm' } as const;
  const decide = (
    id: string,
    before: Standing,
    type: 'initiative.approved' | 'initiative.declined',
    at: number,
  ) => commit(DB, { initiativeId: id, before, type, actor, jobs: [], at });
  const NOW = TUESDAY + 400 * DAY;
  for (const days of [1, 2, 6]) {
    const { id, standing } = await aPendingEntry(DB, aContent({ urls: [] }), NOW - 10 * DAY);
    await decide(id, standing, 'initiative.approved', NOW - (10 - days) * DAY);
  }
  const undone = await aPendingEntry(DB, aContent({ urls: [] }), NOW - 60 * DAY);
  const after = await decide(undone.id, undone.standing, 'initiative.declined', NOW - DAY);
  await commit(DB, {
    ...{ initiativeId: undone.id, before: after, type: 'initiative.decision-undone' },
    ...{ actor, jobs: [], at: NOW - DAY + 1 },
  });
  const old = await aPendingEntry(DB, aContent({ urls: [] }), NOW - 200 * DAY);
  await decide(old.id, old.standing, 'initiative.approved', NOW - 100 * DAY);

  await keepReviewTimes(DB, NOW);
  const times = await reviewTimes(DB, NOW);
  expect(times.queues[0]).toEqual({ queue: 'new', decided: 3, medianDays: 2, open: 3, oldestDays: 402 });
  expect(times.queues[1]).toEqual({
    queue: 'changed',
    decided: 0,
    medianDays: null,
    open: 0,
    oldestDays: null,
  });

  const answer = await call('/api/v1/review-times');
  expect(await answer.json()).toMatchObject({
    days: 90,
    computed_at: new Date(NOW).toISOString(),
    queues: [{ queue: 'new', decided: 3, median_days: 2, open: 3 }, {}, {}, {}],
    asked: 0,
  });
  for (const language of ['en', 'ar']) expect((await call(`/${language}/review-times`)).status).toBe(200);
});
