import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { commit } from '#db/commit.ts';
import { entryById, historyOf } from '#db/entries.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { standingOf } from '#domain/initiative/standing.ts';
import { aContent, aPendingEntry } from '#test/factories.ts';
import { call, ORIGIN, post, signedIn } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let moderator: { cookie: string; origin: string };
let administrator: typeof moderator;
let submitter: typeof moderator;
beforeAll(async () => {
  moderator = await signedIn('moderator');
  administrator = await signedIn('administrator');
  submitter = await signedIn('submitter');
});

const decisions = (id: string): string => `/api/v1/moderation/${id}/decisions`;
const approval = (expected_version = 2) => ({ action: 'approve', expected_version });

interface Answer {
  status: number;
  code: string;
  body: Record<string, unknown> & { errors?: { pointer: string; code: string }[] };
}

async function answerOf(response: Response): Promise<Answer> {
  const body = (await response.json()) as Answer['body'];
  return {
    status: response.status,
    code:
      String(body.type ?? '')
        .split('/')
        .at(-1) ?? '',
    body,
  };
}

async function decide(
  id: string,
  body: unknown,
  headers: Record<string, string> = moderator,
): Promise<Answer> {
  return answerOf(await post(decisions(id), body, headers));
}

async function jobsOf(id: string): Promise<string[]> {
  const { results } = await env.DB.prepare("SELECT id FROM outbox WHERE id LIKE ?1 || '.%' ORDER BY id")
    .bind(id)
    .all<{ id: string }>();
  return results.map((row) => row.id);
}

/** Everything kept about an entry, to see that a refusal left nothing. */
async function traces(id: string) {
  return { entry: await entryById(env.DB, id), history: await historyOf(env.DB, id), jobs: await jobsOf(id) };
}

describe('each decision leaves its event, its message and its jobs, and nothing else', () => {
  test.each([
    [
      { action: 'approve', message: 'Welcome.' },
      'published',
      'initiative.approved',
      {},
      ['index', 'mail-approved'],
    ],
    [{ action: 'approve' }, 'published', 'initiative.approved', {}, ['index', 'mail-approved']],
    [
      {
        action: 'request-changes',
        fields: ['title', 'urls', 'title'],
        message: 'Which country?\r\n\r\nPlease say.',
      },
      'changes-requested',
      'initiative.changes-requested',
      { fields: ['title', 'urls'], deadline: expect.any(Number) },
      ['mail-changes-requested'],
    ],
    [
      { action: 'decline', reason: 'promotional' },
      'declined',
      'initiative.declined',
      { reason: 'promotional' },
      ['mail-declined'],
    ],
  ] as const)('%j', async (said, state, type, data, jobs) => {
    const { id } = await aPendingEntry(env.DB);
    const before = await historyOf(env.DB, id);
    const answer = await decide(id, { ...said, expected_version: 2 });
    expect([answer.status, answer.body]).toEqual([200, { id, state, version: 3 }]);

    const history = await historyOf(env.DB, id);
    expect(history.slice(0, -1)).toEqual(before);
    const event = history.at(-1);
    const message = 'message' in said && said.message ? said.message.replaceAll('\r\n', '\n') : null;
    expect(event).toMatchObject({ type, version: 3, actorKind: 'account', message });
    expect(event?.data).toEqual(message ? { ...data, message_id: `${id}.3` } : data);
    expect(await jobsOf(id)).toEqual(jobs.map((job) => `${id}.3.${job}`));
    expect((await entryById(env.DB, id))?.standing).toEqual(standingOf(history));
  });

  test('an administrator may decide too', async () => {
    const { id } = await aPendingEntry(env.DB);
    expect((await decide(id, approval(), administrator)).status).toBe(200);
  });

  test('an entry that waits for its submitter may be declined', async () => {
    const { id } = await aPendingEntry(env.DB);
    await decide(id, { action: 'request-changes', message: 'Why?', expected_version: 2 });
    const answer = await decide(id, { action: 'decline', reason: 'unverifiable', expected_version: 3 });
    expect(answer.body).toEqual({ id, state: 'declined', version: 4 });
  });
});

describe('refusals leave nothing', () => {
  test('people who are not signed in, submitters, and requests from elsewhere', async () => {
    const { id } = await aPendingEntry(env.DB);
    const before = await traces(id);
    const cases = [
      [{}, 401, 'sign-in-required'],
      [{ origin: ORIGIN }, 401, 'sign-in-required'],
      [submitter, 404, 'not-found'],
      [{ cookie: moderator.cookie }, 403, 'cross-origin'],
      [{ cookie: moderator.cookie, origin: 'https://evil.example' }, 403, 'cross-origin'],
      [{ cookie: moderator.cookie, origin: 'null' }, 403, 'cross-origin'],
      [{ ...moderator, 'sec-fetch-site': 'cross-site' }, 403, 'cross-origin'],
    ] as const;
    for (const [headers, status, code] of cases) {
      const answer = await decide(id, approval(), headers as Record<string, string>);
      expect([headers, answer.status, answer.code]).toEqual([headers, status, code]);
    }
    expect(await traces(id)).toEqual(before);
  });

  test('bad input, with pointers', async () => {
    const { id } = await aPendingEntry(env.DB);
    const before = await traces(id);
    const ok = { expected_version: 2 };
    const cases: [unknown, string, string][] = [
      [{ ...ok }, '#/action', 'required'],
      [{ ...ok, action: 'publish' }, '#/action', 'unknown-code'],
      [{ ...ok, action: 'withdraw' }, '#/action', 'unknown-code'],
      [{ action: 'approve' }, '#/expected_version', 'required'],
      [{ action: 'approve', expected_version: '2' }, '#/expected_version', 'wrong-type'],
      [{ action: 'approve', expected_version: 1.5 }, '#/expected_version', 'invalid-number'],
      [{ action: 'approve', expected_version: 0 }, '#/expected_version', 'out-of-range'],
      [{ ...ok, action: 'request-changes' }, '#/message', 'message-needed'],
      [{ ...ok, action: 'request-changes', message: ' \n ' }, '#/message', 'message-needed'],
      [
        { ...ok, action: 'request-changes', message: 'x', fields: ['title', 'contact_email'] },
        '#/fields/1',
        'unknown-code',
      ],
      [{ ...ok, action: 'request-changes', message: 'x', fields: 'title' }, '#/fields', 'wrong-type'],
      [{ ...ok, action: 'decline' }, '#/reason', 'required'],
      [{ ...ok, action: 'decline', reason: '' }, '#/reason', 'reason-needed'],
      [{ ...ok, action: 'decline', reason: 'ugly' }, '#/reason', 'unknown-code'],
      [{ ...ok, action: 'decline', reason: 'no-answer' }, '#/reason', 'unknown-code'],
      [{ ...ok, action: 'request-changes', message: 'x', answer_days: 8 }, '#/answer_days', 'unknown-code'],
      [
        { ...ok, action: 'request-changes', message: 'Please add {your question}' },
        '#/message',
        'unfilled-placeholder',
      ],
      [{ ...ok, action: 'approve', message: 7 }, '#/message', 'wrong-type'],
      [{ ...ok, action: 'approve', message: '<script>alert(1)</script>' }, '#/message', 'markup'],
      [{ ...ok, action: 'approve', message: 'See <b>here</b>' }, '#/message', 'markup'],
      [{ ...ok, action: 'approve', message: 'a\u0007b' }, '#/message', 'control-characters'],
      [{ ...ok, action: 'approve', message: 'a\u202eb' }, '#/message', 'bidi-override'],
      [{ ...ok, action: 'approve', message: 'x'.repeat(4001) }, '#/message', 'too-long'],
    ];
    for (const [body, pointer, code] of cases) {
      const answer = await decide(id, body);
      const [first] = answer.body.errors ?? [];
      expect([body, answer.status, answer.code, first?.pointer, first?.code]).toEqual([
        body,
        422,
        'invalid-input',
        pointer,
        code,
      ]);
    }
    for (const body of [null, [], 'approve', 7]) expect((await decide(id, body)).status).toBe(422);
    const raw = (text: string, type: string) =>
      call(decisions(id), { method: 'POST', headers: { ...moderator, 'content-type': type }, body: text });
    expect((await raw('{', 'application/json')).status).toBe(400);
    expect((await raw('{"action":"approve","action":"decline"}', 'application/json')).status).toBe(400);
    expect((await raw('action=approve', 'application/x-www-form-urlencoded')).status).toBe(415);
    expect((await raw(`"${'x'.repeat(300_000)}"`, 'application/json')).status).toBe(413);
    expect(await traces(id)).toEqual(before);
  });

  test('entries that do not exist', async () => {
    for (const id of [newId(), 'nothing', "' OR 1=1 --"])
      expect((await decide(encodeURIComponent(id), approval())).code).toBe('not-found');
  });

  test.each([
    ['published', { action: 'approve' }],
    ['declined', { action: 'decline', reason: 'duplicate' }],
    ['withdrawn', null],
  ] as const)('a state that does not allow the decision: %s', async (state, first) => {
    const { id, standing } = await aPendingEntry(env.DB);
    if (first) await decide(id, { ...first, expected_version: 2 });
    else
      await commit(env.DB, {
        initiativeId: id,
        before: standing,
        type: 'initiative.withdrawn',
        actor: { kind: 'link', id: null },
        jobs: [],
        at: Date.now(),
      });
    const before = await traces(id);
    for (const said of [
      { action: 'approve' },
      { action: 'request-changes', message: 'Why?' },
      { action: 'decline', reason: 'duplicate' },
    ]) {
      const answer = await decide(id, { ...said, expected_version: 3 });
      expect([answer.status, answer.code, answer.body.state]).toEqual([409, 'wrong-state', state]);
    }
    expect({ ...(await traces(id)), jobs: [] }).toEqual({ ...before, jobs: [] });
  });

  test('an entry whose address is not confirmed', async () => {
    const id = newId();
    await commit(env.DB, {
      initiativeId: id,
      before: null,
      type: 'initiative.submitted',
      actor: { kind: 'link', id: null },
      content: aContent(),
      jobs: [],
      at: Date.now(),
    });
    expect((await decide(id, approval(1))).code).toBe('not-found');
    expect((await call(`/api/v1/moderation/${id}`, { headers: moderator })).status).toBe(404);
    expect((await call(`/en/moderation/${id}`, { headers: moderator })).status).toBe(404);
  });

  test('a stale version, before the state is looked at', async () => {
    const { id } = await aPendingEntry(env.DB);
    await decide(id, { action: 'request-changes', message: 'Why?', expected_version: 2 });
    const before = await traces(id);
    for (const version of [1, 2, 4]) {
      const answer = await decide(id, approval(version));
      expect([answer.status, answer.code, answer.body.current_version]).toEqual([409, 'edit-conflict', 3]);
    }
    expect(await traces(id)).toEqual(before);
  });
});

test('of fifty decisions on one version at once exactly one wins', async () => {
  const { id } = await aPendingEntry(env.DB);
  const before = await historyOf(env.DB, id);
  const said = [
    { action: 'approve' },
    { action: 'request-changes', message: 'Why?' },
    { action: 'decline', reason: 'duplicate' },
  ];
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => decide(id, { ...said[index % 3], expected_version: 2 })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const lost = answers.filter(({ status }) => status !== 200);
  expect(lost.map(({ status, code, body }) => [status, code, body.current_version])).toEqual(
    Array.from({ length: 49 }, () => [409, 'edit-conflict', 3]),
  );
  const history = await historyOf(env.DB, id);
  expect(history).toHaveLength(before.length + 1);
  const winner = answers.find(({ status }) => status === 200);
  expect(standingOf(history).state).toBe(winner?.body.state);
  expect((await jobsOf(id)).every((job) => job.startsWith(`${id}.3.`))).toBe(true);
  expect((await jobsOf(id)).filter((job) => job.includes('.mail-'))).toHaveLength(1);
});
