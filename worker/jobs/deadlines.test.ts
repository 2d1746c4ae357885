import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { act } from '#db/act.ts';
import { entryById, historyOf } from '#db/entries.ts';
import type { Actor } from '#domain/initiative/permissions.ts';
import { anAccount, aPendingEntryOf, mailsTo } from '#test/support/sign-in.ts';
import worker from '../local.ts';
import { keepDeadlines } from './deadlines.ts';
import { drain } from './drain.ts';
import { mailOf } from './mails.ts';

vi.setConfig({ testTimeout: 30_000 });

const DAY = 86_400_000;
const ASKED = Date.UTC(2026, 0, 1);
const NO_LIMITS = { languages: [], action_lines: [], commissions: [], countries: [] };

async function aModerator(): Promise<Actor> {
  const email = await anAccount('moderator');
  const id = await env.DB.prepare('SELECT id FROM users WHERE email = ?1').bind(email).first<string>('id');
  return {
    kind: 'account',
    id: id ?? '',
    grants: [{ role: 'moderator', ...NO_LIMITS }],
    memberships: [],
    staffPower: false,
  };
}

/** An entry whose submitter was asked something at `ASKED`, with so many days to answer. */
async function anAskedEntry(days: number) {
  const email = `${crypto.randomUUID()}@ngo.example`;
  const { id, title } = await aPendingEntryOf(email);
  const moderator = await aModerator();
  await act(env.DB, {
    initiativeId: id,
    actor: moderator,
    action: 'request-changes',
    expectedVersion: 2,
    data: { fields: ['urls'], deadline: ASKED + days * DAY },
    message: 'Which district?',
    at: ASKED,
  });
  return { id, title, email, moderator, deadline: ASKED + days * DAY };
}

async function reminders(id: string): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "SELECT id FROM outbox WHERE id LIKE ?1 || '.%.mail-reminder%' ORDER BY id",
  )
    .bind(id)
    .all<{ id: string }>();
  return results.map((row) => row.id.split('.mail-')[1] ?? '');
}

test('a request is reminded of 7 days and 1 day before, once each, however often the cron comes', async () => {
  const { id, deadline } = await anAskedEntry(30);
  const owedAt = async (now: number) => {
    // Overlapping runs, and one that comes again.
    await Promise.all([keepDeadlines(env.DB, now), keepDeadlines(env.DB, now), keepDeadlines(env.DB, now)]);
    await keepDeadlines(env.DB, now + 60_000);
    return reminders(id);
  };
  expect(await owedAt(ASKED + DAY)).toEqual([]);
  expect(await owedAt(deadline - 7 * DAY - 120_000)).toEqual([]);
  expect(await owedAt(deadline - 7 * DAY)).toEqual(['reminder-week']);
  expect(await owedAt(deadline - 6.5 * DAY)).toEqual(['reminder-week']);
  expect(await owedAt(deadline - 3 * DAY)).toEqual(['reminder-week']);
  expect(await owedAt(deadline - DAY)).toEqual(['reminder-day', 'reminder-week']);
  expect((await entryById(env.DB, id))?.standing.version).toBe(3);
});

test('a request of seven days is not reminded of on its first day', async () => {
  const { id, deadline } = await anAskedEntry(7);
  await keepDeadlines(env.DB, ASKED + 1000);
  expect(await reminders(id)).toEqual([]);
  await keepDeadlines(env.DB, deadline - DAY + 1000);
  expect(await reminders(id)).toEqual(['reminder-day']);
});

test('the reminder repeats the question; once the submitter has answered there is none', async () => {
  const { id, title, moderator } = await anAskedEntry(30);
  const job = { kind: 'mail', template: 'reminder-week', initiativeId: id, version: 3 } as const;
  const mail = await mailOf(env, 'x', job, ASKED + DAY);
  expect(mail?.subject).toContain(title);
  expect(mail?.text).toContain('Which district?');
  expect(mail?.text).toContain('31 January 2026');
  expect(await mailOf(env, 'x', job, ASKED + 31 * DAY)).toBeNull();
  await act(env.DB, {
    initiativeId: id,
    actor: moderator,
    action: 'decline',
    expectedVersion: 3,
    data: { reason: 'out-of-scope' },
    at: ASKED + DAY,
  });
  expect(await mailOf(env, 'x', job, ASKED + 2 * DAY)).toBeNull();
});

test('what nobody answered closes once, with one mail, though the cron overlaps and the queue delivers twice', async () => {
  const { id, email, deadline } = await anAskedEntry(14);
  await keepDeadlines(env.DB, deadline - 1000);
  expect((await entryById(env.DB, id))?.standing.state).toBe('changes-requested');
  await Promise.all([1, 2, 3].map(() => keepDeadlines(env.DB, deadline)));
  const entry = await entryById(env.DB, id);
  expect(entry?.standing).toMatchObject({ state: 'closed', version: 4, queue: null, deadline: null });
  const deliver = async (_: unknown, mail: { id: string; to: string; subject: string; text: string }) => {
    await env.MAILBOX.prepare(
      'INSERT OR IGNORE INTO mails (id, recipient, subject, text, sent_at) VALUES (?1, ?2, ?3, ?4, 0)',
    )
      .bind(mail.id, mail.to, mail.subject, mail.text)
      .run();
  };
  await Promise.all([drain(env, deliver), drain(env, deliver)]);
  await drain(env, deliver);
  const mails = (await mailsTo(email)).filter((text) => text.includes('reopens it'));
  expect(mails).toHaveLength(1);
  expect((await historyOf(env.DB, id)).at(-1)).toMatchObject({
    type: 'initiative.closed',
    actorKind: 'system',
  });
});

test('an update of a public entry that is not answered leaves what is public', async () => {
  const { id, moderator, deadline } = await anAskedEntry(14);
  const link = { kind: 'link', initiativeId: id, contactId: 'somebody' } as const;
  const at = ASKED + DAY;
  const content = (await entryById(env.DB, id))?.content;
  const step = (actor: Actor, action: 'revise' | 'approve' | 'request-changes', version: number) =>
    act(env.DB, {
      initiativeId: id,
      actor,
      action,
      expectedVersion: version,
      ...(action === 'revise' && content && { content }),
      ...(action === 'request-changes' && { data: { deadline }, message: 'Why?' }),
      at,
    });
  await step(link, 'revise', 3);
  await step(moderator, 'approve', 4);
  await step(link, 'revise', 5);
  await step(moderator, 'request-changes', 6);
  await keepDeadlines(env.DB, deadline);
  const closed = (await entryById(env.DB, id))?.standing;
  expect(closed).toMatchObject({ state: 'published', revision: 2, publishedRevision: 2, deadline: null });
  const job = { kind: 'mail', template: 'closed', initiativeId: id, version: 8 } as const;
  expect((await mailOf(env, 'x', job, deadline))?.text).toContain('What is public stays as it is');
});

test('the cron of every minute does it', async () => {
  const { id } = await anAskedEntry(14);
  await worker.scheduled({ cron: '* * * * *' } as ScheduledController, env);
  expect((await entryById(env.DB, id))?.standing.state).toBe('closed');
});
