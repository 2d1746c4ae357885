import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { historyOf } from '#db/entries.ts';
import { aSubmission, aTitle } from '../factories.ts';
import { call, mailedLink, post, signedIn } from '../support/sign-in.ts';

interface Queue {
  results: { id: string; version: number; state: string }[];
}

test('a program registers, a person confirms, a moderator asks and approves, and search finds it within two seconds', async () => {
  const submission = aSubmission();
  const registered = await post('/api/v1/initiatives', submission, {
    'idempotency-key': crypto.randomUUID(),
  });
  const { id, reference, status } = (await registered.json()) as Record<string, string>;
  expect([registered.status, status, reference]).toEqual([
    201,
    'unconfirmed',
    expect.stringMatching(/^WSIS-[0-9A-Z]{5}-[0-9A-Z]{5}$/),
  ]);
  const moderator = await signedIn('moderator');
  const waiting = async () =>
    (
      (await (await call('/api/v1/moderation/queue?size=100', { headers: moderator })).json()) as Queue
    ).results.find((entry) => entry.id === id);
  expect(await waiting()).toBeUndefined();

  expect((await call(await mailedLink(submission.contact_email))).status).toBe(200);
  expect(await waiting()).toMatchObject({ id, version: 2, state: 'pending' });

  const decide = (decision: object) => post(`/api/v1/moderation/${id}/decisions`, decision, moderator);
  const asked = await decide({
    action: 'request-changes',
    fields: ['title'],
    message: 'Which river?',
    expected_version: 2,
  });
  expect([asked.status, await asked.json()]).toEqual([200, { id, state: 'changes-requested', version: 3 }]);

  const statusLink = await mailedLink(submission.contact_email, 3);
  const api = `/api/v1/submissions/${statusLink.split('/').at(-1)}`;
  expect(await (await call(api)).json()).toMatchObject({
    state: 'changes-requested',
    version: 3,
    fields: ['title'],
    message: 'Which river?',
  });
  const { contact_email: _, ...content } = submission;
  const title = aTitle();
  const answered = await post(`${api}/revisions`, { ...content, title, expected_version: 3 });
  expect(answered.status).toBe(200);

  const approved = await decide({ action: 'approve', expected_version: 4 });
  expect([approved.status, await approved.json()]).toEqual([200, { id, state: 'published', version: 5 }]);
  await vi.waitFor(
    async () => {
      const answer = await call(`/api/v1/initiatives?q=${encodeURIComponent(title)}`);
      const found = (await answer.json()) as { results: { id: string; title: string }[] };
      expect(found.results.map((entry) => [entry.id, entry.title])).toEqual([[id, title]]);
    },
    { timeout: 2000, interval: 50 },
  );
  expect((await historyOf(env.DB, id ?? '')).map(({ type }) => type)).toEqual([
    'initiative.submitted',
    'initiative.confirmed',
    'initiative.changes-requested',
    'initiative.revised',
    'initiative.approved',
  ]);
});
