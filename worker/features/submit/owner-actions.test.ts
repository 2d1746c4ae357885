import { env } from 'cloudflare:workers';
import { beforeAll, expect, test, vi } from 'vitest';
import { act } from '#db/act.ts';
import { contactById, entryById, historyOf } from '#db/entries.ts';
import { formsIn } from '#test/support/forms-in-html.ts';
import { aPendingEntryOf, call, mailsTo, post, postForm, signedIn } from '#test/support/sign-in.ts';
import { statusToken } from '#worker/http/links.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

type Session = Awaited<ReturnType<typeof signedIn>>;
let one: Session;
let two: Session;
beforeAll(async () => {
  one = await signedIn('moderator');
  two = await signedIn('moderator');
});

async function anEntry() {
  const email = `${crypto.randomUUID()}@ngo.example`;
  const { id } = await aPendingEntryOf(email);
  const contactId = (await entryById(env.DB, id))?.contactId ?? '';
  expect(await contactById(env.DB, contactId)).not.toBeNull();
  const token = await statusToken(env.LINK_SECRET, { initiativeId: id, contactId });
  return { id, email, token, page: `/en/status/${token}` };
}

async function versionOf(id: string): Promise<number> {
  return (await entryById(env.DB, id))?.standing.version ?? 0;
}

async function atDesk(
  id: string,
  who: Session,
  what: 'decisions' | 'actions',
  body: Record<string, unknown>,
) {
  const expected_version = await versionOf(id);
  return post(`/api/v1/moderation/${id}/${what}`, { expected_version, ...body }, who);
}

const sent = (entry: { page: string }, action: string, fields: [string, string][]) =>
  postForm(`${entry.page}/${action}`, fields);

async function declined() {
  const entry = await anEntry();
  const answer = await atDesk(entry.id, one, 'decisions', { action: 'decline', reason: 'out-of-scope' });
  expect(answer.status).toBe(200);
  return entry;
}

test('a refusal is appealed once, settled by another person, and told by mail', async () => {
  const entry = await declined();
  const { id, email, page } = entry;
  const html = await (await call(page)).text();
  expect((await formsIn(html)).some(({ action }) => action === `${page}/appeal`)).toBe(true);
  const appealed = await sent(entry, 'appeal', [
    ['expected_version', '3'],
    ['message', 'It teaches\r\nreading online.'],
  ]);
  expect([appealed.status, appealed.headers.get('location')]).toEqual([303, `${page}?done=appeal`]);
  expect((await entryById(env.DB, id))?.standing).toMatchObject({ state: 'appealed', queue: 'appealed' });
  const replayed = await sent(entry, 'appeal', [
    ['expected_version', '3'],
    ['message', 'Again.'],
  ]);
  expect(replayed.status).toBe(409);

  const own = await atDesk(id, one, 'actions', { action: 'reject-appeal', message: 'No.' });
  expect([own.status, ((await own.json()) as { type: string }).type]).toEqual([
    403,
    expect.stringContaining('another-person'),
  ]);
  expect((await atDesk(id, two, 'actions', { action: 'grant-appeal' })).status).toBe(422);
  const settled = await atDesk(id, two, 'actions', { action: 'reject-appeal', message: 'I read it twice.' });
  expect(settled.status).toBe(200);
  expect((await entryById(env.DB, id))?.standing.state).toBe('declined');
  const again = await sent(entry, 'appeal', [
    ['expected_version', String(await versionOf(id))],
    ['message', 'Once more.'],
  ]);
  expect(again.status).toBe(409);
  expect((await formsIn(await again.text())).some(({ action }) => action.endsWith('/appeal'))).toBe(false);
  await vi.waitFor(async () => {
    const mails = await mailsTo(email);
    expect(mails).toHaveLength(3);
    expect(mails.filter((text) => text.includes('I read it twice.'))).toHaveLength(1);
  });
});

test('a granted appeal goes back to be looked at, and not to who decided', async () => {
  const entry = await declined();
  await post(`/api/v1/submissions/${entry.token}/appeal`, {
    expected_version: 3,
    message: 'Please look again.',
  });
  const granted = await atDesk(entry.id, two, 'actions', {
    action: 'grant-appeal',
    message: 'You are right.',
  });
  expect(granted.status).toBe(200);
  expect((await entryById(env.DB, entry.id))?.standing).toMatchObject({
    state: 'pending',
    queue: 'answered',
  });
});

test('words are needed, and kept when they are not taken', async () => {
  const entry = await declined();
  const empty = await sent(entry, 'appeal', [
    ['expected_version', '3'],
    ['message', ' '],
  ]);
  expect(empty.status).toBe(422);
  const stale = await sent(entry, 'message', [
    ['expected_version', '2'],
    ['message', 'My long letter {with braces}'],
  ]);
  expect(stale.status).toBe(409);
  expect(await stale.text()).toContain('My long letter {with braces}');
  expect(await versionOf(entry.id)).toBe(3);
});

test('what closed is reopened with one click, and answered to the same moderator', async () => {
  const entry = await anEntry();
  const asked = await atDesk(entry.id, one, 'decisions', {
    action: 'request-changes',
    message: 'Which district?',
    answer_days: 7,
  });
  expect(asked.status).toBe(200);
  const { standing } = (await entryById(env.DB, entry.id)) ?? {};
  expect(Math.round(((standing?.deadline ?? 0) - Date.now()) / 86_400_000)).toBe(7);
  await act(env.DB, {
    initiativeId: entry.id,
    actor: { kind: 'system' },
    action: 'close',
    expectedVersion: 3,
    at: Date.now(),
  });
  const html = await (await call(entry.page)).text();
  const form = (await formsIn(html)).find(({ action }) => action.endsWith('/reopen'));
  const opened = await postForm(`${entry.page}/reopen`, form?.fields ?? []);
  expect(opened.status).toBe(303);
  expect((await entryById(env.DB, entry.id))?.standing).toMatchObject({
    state: 'changes-requested',
    version: 5,
  });
  expect((await postForm(`${entry.page}/reopen`, form?.fields ?? [])).status).toBe(409);
  const status = (await (await call(`/api/v1/submissions/${entry.token}`)).json()) as { content: object };
  const answered = await post(`/api/v1/submissions/${entry.token}/revisions`, {
    ...status.content,
    summary: `${(status.content as { summary: string }).summary} In Kilosa district.`,
    expected_version: 5,
  });
  expect(answered.status).toBe(200);
  const after = (await entryById(env.DB, entry.id))?.standing;
  expect(after).toMatchObject({ queue: 'answered', assignee: after?.decision?.by });
});

test('a message to the moderators is mailed to who decided', async () => {
  const entry = await declined();
  const decider = (await entryById(env.DB, entry.id))?.standing.decision?.by;
  const email = await env.DB.prepare('SELECT email FROM users WHERE id = ?1')
    .bind(decider)
    .first<string>('email');
  const words = `May I call you? ${entry.id}`;
  const answer = await post(`/api/v1/submissions/${entry.token}/message`, {
    expected_version: 3,
    message: words,
  });
  expect(answer.status).toBe(200);
  await vi.waitFor(async () =>
    expect((await mailsTo(email ?? '')).filter((text) => text.includes(words))).toHaveLength(1),
  );
  expect((await historyOf(env.DB, entry.id)).at(-1)?.data).toMatchObject({ side: 'owner' });
});

test('links of other entries, forged links and other states are refused', async () => {
  const entry = await anEntry();
  for (const action of ['appeal', 'reopen', 'archive', 'restore']) {
    const answer = await post(`/api/v1/submissions/${entry.token}/${action}`, {
      expected_version: 2,
      message: 'x',
    });
    // Owners restore from the archive only; whatever else was withdrawn or hidden is for moderators.
    expect([action, answer.status]).toEqual([action, action === 'restore' ? 403 : 409]);
    const forged = await post(`/api/v1/submissions/${entry.token}x/${action}`, { expected_version: 2 });
    expect([action, forged.status]).toEqual([action, 404]);
  }
  expect((await postForm(`/en/my/${entry.id}/message`, [['message', 'x']], one)).status).toBe(404);
  expect((await postForm(`/en/my/${entry.id}/message`, [['message', 'x']])).status).toBe(401);
});
