import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { newId } from '#domain/initiative/identifiers.ts';
import { standingOf } from '#domain/initiative/standing.ts';
import { Problem } from '#domain/problems.ts';
import { aContent, aPendingEntry } from '#test/factories.ts';
import { type Change, commit } from './commit.ts';
import { entryById, historyOf } from './entries.ts';

const AT = 1_700_000_000_000;

function change(initiativeId: string, more: Partial<Change> = {}): Change {
  return {
    initiativeId,
    before: null,
    type: 'initiative.submitted',
    actor: { kind: 'link', id: null },
    content: aContent(),
    jobs: [],
    at: AT,
    ...more,
  };
}

async function count(table: string, id: string): Promise<number> {
  const column = table === 'outbox' ? "id LIKE ?1 || '.%'" : 'initiative_id = ?1';
  const row = await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${column}`)
    .bind(id)
    .first<{ n: number }>();
  return row?.n ?? -1;
}

test('writes the event, the revision, the standing and the jobs owed at once', async () => {
  const id = newId();
  const content = aContent();
  const standing = await commit(
    env.DB,
    change(id, { content, jobs: [{ kind: 'mail', template: 'confirm', initiativeId: id, version: 1 }] }),
  );
  expect(standing).toEqual({
    state: 'unconfirmed',
    version: 1,
    revision: 1,
    revisions: 1,
    publishedRevision: null,
    publishedAt: null,
    publicAt: null,
    lastPublicRevision: null,
    updatedAt: AT,
    queue: null,
    queuedAt: null,
    assignee: null,
    deadline: null,
    decision: null,
    proposal: null,
    mergedInto: null,
    organizationId: null,
    undo: null,
  });
  expect(await entryById(env.DB, id)).toEqual({ id, standing, content, contactId: null, createdAt: AT });
  expect(await historyOf(env.DB, id)).toEqual([
    {
      type: 'initiative.submitted',
      version: 1,
      data: { revision: 1 },
      at: AT,
      actorKind: 'link',
      actorId: null,
      message: null,
    },
  ]);
  expect(await count('outbox', id)).toBe(1);
});

test('a stale writer is told so and leaves nothing behind', async () => {
  const { id, standing } = await aPendingEntry(env.DB);
  const decide = (more: Partial<Change>) =>
    commit(env.DB, {
      initiativeId: id,
      before: standing,
      type: 'initiative.approved',
      actor: { kind: 'account', id: 'm' },
      jobs: [],
      at: AT,
      ...more,
    });
  await decide({});
  const late = decide({ type: 'initiative.declined', content: aContent(), message: 'No.' });
  await expect(late).rejects.toMatchObject(new Problem('edit-conflict', { extra: { expected_version: 2 } }));
  expect((await entryById(env.DB, id))?.standing).toMatchObject({
    state: 'published',
    version: 3,
    revision: 1,
  });
  expect([
    await count('events', id),
    await count('revisions', id),
    await count('messages', id),
    await count('outbox', id),
  ]).toEqual([3, 1, 0, 1]);
});

test('of fifty writers on one version exactly one wins', async () => {
  const { id, standing } = await aPendingEntry(env.DB);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, () =>
      commit(env.DB, {
        initiativeId: id,
        before: standing,
        type: 'initiative.approved',
        actor: { kind: 'account', id: 'm' },
        jobs: [],
        at: AT,
      }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(
    outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? (outcome.reason as Problem).code : [])),
  ).toEqual(Array(49).fill('edit-conflict'));
  expect(await count('events', id)).toBe(3);
});

test('the stored standing is what follows from the log', async () => {
  const { id } = await aPendingEntry(env.DB);
  const entry = await entryById(env.DB, id);
  expect(entry?.standing).toEqual(standingOf(await historyOf(env.DB, id)));
});

test.each([
  ["UPDATE events SET type = 'initiative.approved'", 'the log is append-only'],
  ['DELETE FROM events', 'the log is append-only'],
  ["UPDATE revisions SET content = '{}'", 'revisions are append-only'],
  ['DELETE FROM revisions', 'revisions are append-only'],
])('the database refuses: %s', async (statement, reason) => {
  await aPendingEntry(env.DB);
  await expect(env.DB.prepare(statement).run()).rejects.toThrow(reason);
});

test('the log refuses an address', async () => {
  const id = newId();
  await expect(commit(env.DB, change(id, { data: { message_id: 'ann@ngo.example' } }))).rejects.toThrow(
    /CHECK/,
  );
  expect(await entryById(env.DB, id)).toBeNull();
});
