import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { act } from '#db/act.ts';
import { accountActor } from '#db/actors.ts';
import { commit } from '#db/commit.ts';
import { entryById } from '#db/entries.ts';
import type { StaffRole } from '#domain/initiative/permissions.ts';
import { ACTIONS, PROPOSALS, type State } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';
import { DESK_ACTIONS } from '#domain/schemas/decision.ts';
import { aPendingEntry } from '#test/factories.ts';
import { post, postForm, signedIn } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

type Session = { cookie: string; origin: string };
interface Person {
  session: Session;
  id: string;
}

const NOW = Date.now();
let first: Person;
let administrator: Person;
let another: Person;

async function aPerson(role: StaffRole): Promise<Person> {
  const session = await signedIn(role);
  const row = await env.DB.prepare(
    'SELECT user_id AS id FROM sessions ORDER BY created_at DESC, rowid DESC LIMIT 1',
  ).first<{ id: string }>();
  return { session, id: row?.id ?? '' };
}

beforeAll(async () => {
  first = await aPerson('moderator');
  administrator = await aPerson('administrator');
  another = await aPerson('moderator');
});

async function aPublicEntry(): Promise<string> {
  const { id, standing } = await aPendingEntry(env.DB);
  const actor = { kind: 'account', id: 'earlier' } as const;
  await commit(env.DB, {
    initiativeId: id,
    before: standing,
    type: 'initiative.approved',
    actor,
    jobs: [],
    at: NOW - 1000,
  });
  return id;
}

const standingNow = async (id: string) => (await entryById(env.DB, id))?.standing;
const versionOf = async (id: string): Promise<number> => (await standingNow(id))?.version ?? 0;

/** Everything that the API, the forms and bulk decisions let somebody try. */
async function triesEverything(
  id: string,
  { session }: Person,
  extra: Record<string, string> = {},
): Promise<void> {
  const said = {
    message: 'Again.',
    recommendation: 'approve',
    reason: 'promotional',
    assignee: null,
    ...extra,
  };
  const decisions = ['approve', 'request-changes', 'decline'];
  for (const action of [...DESK_ACTIONS, ...decisions, ...PROPOSALS, 'merge', 'grant', 'undo']) {
    // What one person may do alone to the state of an entry is no way round; it would only end the attempt.
    if (['withdraw', 'archive', 'restore', 'drop-proposal'].includes(action)) continue;
    const body = async () => ({ ...said, action, expected_version: await versionOf(id) });
    const answers = [
      await post(`/api/v1/moderation/${id}/actions`, await body(), session),
      await post(`/api/v1/moderation/${id}/decisions`, await body(), session),
    ];
    const fields = Object.entries({ ...(await body()), assignee: '' }).map(
      ([name, value]) => [name, String(value)] as const,
    );
    answers.push(await postForm(`/en/moderation/${id}/actions`, fields, session));
    answers.push(await postForm(`/en/moderation/${id}`, fields, session));
    const items = [{ id, expected_version: await versionOf(id) }];
    const bulk = await post(
      '/api/v1/moderation/bulk',
      { preview: false, decision: { ...said, action }, items },
      session,
    );
    expect([200, 422]).toContain(bulk.status);
    const { id: bulkId } = (await bulk.json()) as { id?: string };
    if (bulkId) answers.push(await post(`/api/v1/moderation/bulk/${bulkId}/undo`, {}, session));
    for (const answer of answers) expect(answer.status).toBeLessThan(500);
  }
}

const GONE: readonly State[] = ['hidden', 'merged', 'deleted'];

async function proposed(kind: (typeof PROPOSALS)[number], { session }: Person): Promise<string> {
  const id = await aPublicEntry();
  const into = kind === 'merge' ? { into: await aPublicEntry() } : {};
  const wish = {
    action: 'propose',
    proposal: kind,
    message: 'Why.',
    expected_version: await versionOf(id),
    ...into,
  };
  expect((await post(`/api/v1/moderation/${id}/actions`, wish, session)).status).toBe(200);
  return id;
}

async function second(id: string, { session }: Person): Promise<{ status: number; code: string }> {
  const wish = { action: 'second', expected_version: await versionOf(id) };
  const answer = await post(`/api/v1/moderation/${id}/actions`, wish, session);
  const { type = '' } = (await answer.json()) as { type?: string };
  return { status: answer.status, code: type.split('/').at(-1) ?? '' };
}

describe.each(PROPOSALS)('to %s an entry', (kind) => {
  test('who proposed it finds no way to do it alone; another person seconds it', async () => {
    const id = await proposed(kind, first);
    expect(await second(id, first)).toEqual({ status: 403, code: 'another-person' });
    await triesEverything(id, first, { proposal: kind });
    const before = await standingNow(id);
    expect(before?.state).toBe('published');
    expect(before?.proposal).toMatchObject({ kind, by: first.id });

    expect((await second(id, another)).status).toBe(200);
    const { results } = await env.DB.prepare('SELECT state FROM initiatives WHERE id = ?1')
      .bind(id)
      .all<{ state: State }>();
    expect(GONE).toContain(results[0]?.state);
  });

  test('nor by proposing it anew, nor with staff power', async () => {
    const id = await proposed(kind, administrator);
    expect(await second(id, administrator)).toEqual({ status: 403, code: 'another-person' });
    const drop = { action: 'drop-proposal', expected_version: await versionOf(id) };
    expect((await post(`/api/v1/moderation/${id}/actions`, drop, administrator.session)).status).toBe(200);
    expect(await second(id, administrator)).toEqual({ status: 409, code: 'wrong-state' });
    expect((await standingNow(id))?.state).toBe('published');
  });

  test('nor through the one write path, whatever action it is', async () => {
    const actor = await accountActor(env.DB, first.id, NOW);
    if (!actor) throw new Error('there is such an account');
    for (const action of ACTIONS) {
      const id = await proposed(kind, first);
      const data = { proposal: kind, into: id, reason: 'promotional' as const };
      const wish = { initiativeId: id, actor, action, expectedVersion: await versionOf(id), data, at: NOW };
      await act(env.DB, wish).catch((error) => expect(error).toBeInstanceOf(Problem));
      expect(GONE).not.toContain((await standingNow(id))?.state);
    }
  });
});

test('who declined an entry cannot settle the appeal by any way; somebody else does', async () => {
  const { id } = await aPendingEntry(env.DB);
  const decline = { action: 'decline', reason: 'promotional', expected_version: 2 };
  expect((await post(`/api/v1/moderation/${id}/decisions`, decline, first.session)).status).toBe(200);
  const contactId = 'somebody';
  const actor = { kind: 'link', initiativeId: id, contactId } as const;
  await act(env.DB, {
    initiativeId: id,
    actor,
    action: 'appeal',
    expectedVersion: 3,
    message: 'Please.',
    at: NOW,
  });
  const settle = async ({ session }: Person, action: string) => {
    const body = { action, message: 'So be it.', expected_version: await versionOf(id) };
    return (await post(`/api/v1/moderation/${id}/actions`, body, session)).status;
  };
  expect([await settle(first, 'grant-appeal'), await settle(first, 'reject-appeal')]).toEqual([403, 403]);
  await triesEverything(id, first);
  expect((await standingNow(id))?.state).toBe('appealed');
  expect(await settle(another, 'reject-appeal')).toBe(200);
  expect((await standingNow(id))?.state).toBe('declined');
});
