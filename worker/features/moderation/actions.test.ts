import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { act } from '#db/act.ts';
import { accountActor } from '#db/actors.ts';
import { entryById, historyOf } from '#db/entries.ts';
import { standingOf } from '#domain/initiative/standing.ts';
import type { Problem } from '#domain/problems.ts';
import { aPendingEntry } from '#test/factories.ts';
import {
  anAccount,
  aPendingEntryOf,
  mailsTo,
  post,
  signedIn,
  signedInAs,
  signInTo,
} from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

type Session = Awaited<ReturnType<typeof signedIn>>;
let one: Session;
let two: Session;
let reviewer: Session;
let nobody: Session;
beforeAll(async () => {
  one = await signedIn('moderator');
  two = await signedIn('moderator');
  reviewer = await signedIn('reviewer');
  nobody = await signedIn('submitter');
});

interface Answer {
  status: number;
  code: string;
  state: unknown;
  version: unknown;
  errors: { pointer: string; code: string }[];
}

async function send(path: string, body: unknown, who: Session): Promise<Answer> {
  const response = await post(path, body, who);
  const said = (await response.json()) as Record<string, unknown>;
  return {
    status: response.status,
    code:
      String(said.type ?? '')
        .split('/')
        .at(-1) ?? '',
    state: said.state,
    version: said.version,
    errors: (said.errors ?? []) as Answer['errors'],
  };
}

async function versionOf(id: string): Promise<number> {
  return (await entryById(env.DB, id))?.standing.version ?? 0;
}

/** Does something on the version that stands. */
async function does(id: string, who: Session, body: Record<string, unknown>): Promise<Answer> {
  return send(`/api/v1/moderation/${id}/actions`, { expected_version: await versionOf(id), ...body }, who);
}

async function decides(id: string, who: Session, body: Record<string, unknown>): Promise<Answer> {
  return send(`/api/v1/moderation/${id}/decisions`, { expected_version: await versionOf(id), ...body }, who);
}

async function aPublished(): Promise<string> {
  const { id } = await aPendingEntry(env.DB);
  expect((await decides(id, one, { action: 'approve' })).status).toBe(200);
  return id;
}

async function mailsOwed(id: string): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "SELECT id FROM outbox WHERE id LIKE ?1 || '.%.mail-%' ORDER BY created_at, id",
  )
    .bind(id)
    .all<{ id: string }>();
  return results.map((row) => row.id.slice(id.length + 1));
}

describe('words and recommendations', () => {
  test('a note and a recommendation stay at the desk; a message is mailed once', async () => {
    const email = `${crypto.randomUUID()}@ngo.example`;
    const { id } = await aPendingEntryOf(email);
    expect((await does(id, reviewer, { action: 'note', message: 'SECRET-NOTE' })).status).toBe(200);
    const recommended = await does(id, reviewer, {
      action: 'recommend',
      recommendation: 'decline',
      message: 'SECRET-RECOMMENDATION',
    });
    expect([recommended.status, recommended.state, recommended.version]).toEqual([200, 'pending', 4]);
    expect(await mailsOwed(id)).toEqual([]);
    expect((await does(id, one, { action: 'message', message: 'How many schools?' })).status).toBe(200);
    expect(await mailsOwed(id)).toEqual(['5.mail-messaged']);
    const mails = await vi.waitFor(async () => {
      const found = await mailsTo(email);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(mails[0]).toContain('How many schools?');
    expect(mails[0]).not.toContain('SECRET');
    const history = await historyOf(env.DB, id);
    expect(history.slice(2).map(({ type, message }) => [type, message])).toEqual([
      ['initiative.noted', 'SECRET-NOTE'],
      ['initiative.recommended', 'SECRET-RECOMMENDATION'],
      ['initiative.messaged', 'How many schools?'],
    ]);
    expect((await entryById(env.DB, id))?.standing).toEqual(standingOf(history));
  });

  test('a reviewer recommends, and decides nothing', async () => {
    const { id } = await aPendingEntry(env.DB);
    const refused = await decides(id, reviewer, { action: 'approve' });
    expect([refused.status, refused.code]).toEqual([403, 'not-allowed']);
    for (const body of [
      { action: 'archive' },
      { action: 'withdraw' },
      { action: 'restore' },
      { action: 'assign', assignee: null },
      { action: 'propose', proposal: 'delete', message: 'x' },
      { action: 'second' },
      { action: 'drop-proposal' },
      { action: 'grant-appeal', message: 'x' },
      { action: 'undo' },
    ]) {
      const answer = await does(id, reviewer, body);
      expect([body.action, answer.status, answer.code]).toEqual([body.action, 403, 'not-allowed']);
    }
    expect(await versionOf(id)).toBe(2);
  });

  test('people without a role find nothing', async () => {
    const { id } = await aPendingEntry(env.DB);
    const answer = await does(id, nobody, { action: 'note', message: 'x' });
    expect([answer.status, answer.code]).toEqual([404, 'not-found']);
  });

  test('who belongs to the entry is told that it is not his to do', async () => {
    const email = await anAccount('moderator');
    const { id } = await aPendingEntryOf(email);
    await env.DB.prepare(
      'UPDATE contacts SET user_id = (SELECT id FROM users WHERE email = ?1) WHERE email = ?1',
    )
      .bind(email)
      .run();
    const partisan = await signInTo(email);
    for (const answer of [
      await decides(id, partisan, { action: 'approve' }),
      await does(id, partisan, { action: 'recommend', recommendation: 'approve' }),
    ])
      expect([answer.status, answer.code]).toEqual([403, 'not-allowed']);
    expect(await versionOf(id)).toBe(2);
  });
});

describe('input, versions and states', () => {
  test('bad input names the field and changes nothing', async () => {
    const { id } = await aPendingEntry(env.DB);
    const cases: [Record<string, unknown>, string, string][] = [
      [{}, '#/action', 'required'],
      [{ action: 'approve' }, '#/action', 'unknown-code'],
      [{ action: 'note' }, '#/message', 'message-needed'],
      [{ action: 'note', message: ' \n ' }, '#/message', 'message-needed'],
      [{ action: 'message', message: 'Please say {your question}' }, '#/message', 'unfilled-placeholder'],
      [{ action: 'recommend', recommendation: 'publish' }, '#/recommendation', 'unknown-code'],
      [{ action: 'propose', proposal: 'burn', message: 'x' }, '#/proposal', 'unknown-code'],
      [{ action: 'propose', proposal: 'delete' }, '#/message', 'message-needed'],
      [{ action: 'propose', proposal: 'merge', message: 'x' }, '#/into', 'required'],
      [{ action: 'propose', proposal: 'merge', into: id, message: 'x' }, '#/into', 'unknown-entry'],
      [{ action: 'propose', proposal: 'merge', into: 'nothing', message: 'x' }, '#/into', 'unknown-entry'],
      [{ action: 'assign', assignee: 'nobody' }, '#/assignee', 'unknown-code'],
      [{ action: 'assign' }, '#/assignee', 'required'],
      [{ action: 'note', message: 'x', expected_version: '2' }, '#/expected_version', 'wrong-type'],
    ];
    for (const [body, pointer, code] of cases) {
      const answer = await does(id, one, body);
      const [first] = answer.errors;
      expect([body, answer.status, first?.pointer, first?.code]).toEqual([body, 422, pointer, code]);
    }
    expect(await versionOf(id)).toBe(2);
  });

  test('every action on a stale version is a conflict, and of two tabs the first wins', async () => {
    const { id } = await aPendingEntry(env.DB);
    const bodies = [
      { action: 'note', message: 'x' },
      { action: 'message', message: 'x' },
      { action: 'recommend', recommendation: 'approve' },
      { action: 'assign', assignee: 'me' },
      { action: 'withdraw' },
      { action: 'propose', proposal: 'delete', message: 'x' },
    ];
    for (const body of bodies) {
      const answer = await does(id, one, { ...body, expected_version: 1 });
      expect([body.action, answer.status, answer.code]).toEqual([body.action, 409, 'edit-conflict']);
    }
    const tabs = await Promise.all(bodies.map((body) => does(id, one, { ...body, expected_version: 2 })));
    expect(tabs.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(tabs.filter(({ code }) => code === 'edit-conflict')).toHaveLength(bodies.length - 1);
    expect(await versionOf(id)).toBe(3);
  });

  test('a form sent twice does its thing once', async () => {
    const id = await aPublished();
    const body = { action: 'archive', expected_version: 3, message: 'It has ended.' };
    expect((await does(id, one, body)).status).toBe(200);
    const again = await does(id, one, body);
    expect([again.status, again.code]).toEqual([409, 'edit-conflict']);
    expect(await mailsOwed(id)).toEqual(['3.mail-approved', '4.mail-archived']);
  });

  test('what the state does not take is refused', async () => {
    const { id } = await aPendingEntry(env.DB);
    for (const body of [
      { action: 'archive' },
      { action: 'restore' },
      { action: 'second' },
      { action: 'drop-proposal' },
      { action: 'undo' },
      { action: 'grant-appeal', message: 'x' },
      { action: 'propose', proposal: 'hide', message: 'Not public.' },
    ]) {
      const answer = await does(id, one, body);
      expect([body.action, answer.status, answer.code]).toEqual([body.action, 409, 'wrong-state']);
    }
  });
});

describe('two people', () => {
  test.each(['hide', 'delete'] as const)(
    '%s is proposed by one and seconded by another',
    async (proposal) => {
      const id = await aPublished();
      expect((await does(id, one, { action: 'propose', proposal, message: 'SECRET-WHY' })).status).toBe(200);
      expect((await does(id, two, { action: 'propose', proposal, message: 'x' })).code).toBe('wrong-state');
      const alone = await does(id, one, { action: 'second' });
      expect([alone.status, alone.code]).toEqual([403, 'another-person']);
      const seconded = await does(id, two, { action: 'second', message: 'See our rules.' });
      expect([seconded.status, seconded.state]).toEqual([200, proposal === 'hide' ? 'hidden' : 'deleted']);
      expect(await mailsOwed(id)).toEqual([
        '3.mail-approved',
        `5.mail-${proposal === 'hide' ? 'hidden' : 'deleted'}`,
      ]);
    },
  );

  test('a dropped proposal can be seconded by nobody', async () => {
    const id = await aPublished();
    await does(id, one, { action: 'propose', proposal: 'hide', message: 'x' });
    expect((await does(id, two, { action: 'drop-proposal' })).status).toBe(200);
    expect((await does(id, two, { action: 'second' })).code).toBe('wrong-state');
    expect((await entryById(env.DB, id))?.standing).toMatchObject({ state: 'published', proposal: null });
  });

  test('a merge is told to both owners, and only into what is public', async () => {
    const [loser, winner, hidden] = [await aPublished(), await aPublished(), await aPublished()];
    const { id: waiting } = await aPendingEntry(env.DB);
    const notPublic = await does(loser, one, {
      action: 'propose',
      proposal: 'merge',
      into: waiting,
      message: 'x',
    });
    expect(notPublic.errors[0]?.code).toBe('unknown-entry');
    await does(loser, one, { action: 'propose', proposal: 'merge', into: winner, message: 'Same thing.' });
    const merged = await does(loser, two, { action: 'second' });
    expect([merged.status, merged.state]).toEqual([200, 'merged']);
    expect(await mailsOwed(loser)).toEqual(['3.mail-approved', '5.mail-merged', '5.mail-merged-here']);

    await does(hidden, one, { action: 'propose', proposal: 'merge', into: winner, message: 'x' });
    await does(winner, one, { action: 'withdraw' });
    expect((await does(hidden, two, { action: 'second' })).code).toBe('wrong-state');
  });

  test('of two merges into each other at once one is refused', async () => {
    const [a, b] = [await aPublished(), await aPublished()];
    await does(a, one, { action: 'propose', proposal: 'merge', into: b, message: 'x' });
    await does(b, one, { action: 'propose', proposal: 'merge', into: a, message: 'x' });
    const { id } = await signedInAs('moderator');
    const actor = await accountActor(env.DB, id, Date.now());
    if (!actor) throw new Error('no such account');
    const second = (initiativeId: string) =>
      act(env.DB, { initiativeId, actor, action: 'second', expectedVersion: 4, at: Date.now() }).then(
        ({ standing }) => standing.state,
        (problem: Problem) => problem.code,
      );
    expect((await Promise.all([second(a), second(b)])).sort()).toEqual(['merged', 'wrong-state']);
  });
});
