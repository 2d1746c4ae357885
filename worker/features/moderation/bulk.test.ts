import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { entryById, historyOf } from '#db/entries.ts';
import { BULK_SIZE } from '#domain/initiative/desk.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { standingOf } from '#domain/initiative/standing.ts';
import { aContent, aPendingEntry } from '#test/factories.ts';
import { aPendingEntryOf, call, mailsTo, post, postForm, signedIn } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

type Session = { cookie: string; origin: string };
let moderator: Session;
let colleague: Session;
let reviewer: Session;
let submitter: Session;
beforeAll(async () => {
  [moderator, colleague, reviewer, submitter] = (await Promise.all(
    (['moderator', 'moderator', 'reviewer', 'submitter'] as const).map(signedIn),
  )) as [Session, Session, Session, Session];
});

const API = '/api/v1/moderation/bulk';
const MINUTE = 60_000;

interface Answer {
  status: number;
  id: string;
  type: string;
  errors: { pointer: string }[];
  items: { id: string; expected_version: number; outcome: string; undo: string | null }[];
  mails: { language: string; count: number }[];
  undo_until: string | null;
}

async function ask(path: string, body: unknown, session: Session = moderator): Promise<Answer> {
  const answer = await post(path, body, session);
  return { ...((await answer.json()) as Answer), status: answer.status };
}

const itemsOf = (ids: readonly string[], expected_version = 2) => ids.map((id) => ({ id, expected_version }));
const outcomes = ({ items }: Answer) => items.map(({ outcome }) => outcome);
const stateOf = async (id: string) => (await entryById(env.DB, id))?.standing.state;

async function someEntries(count: number): Promise<string[]> {
  const entries = await Promise.all(
    Array.from({ length: count }, () => aPendingEntryOf(`${newId()}@ngo.example`)),
  );
  return entries.map(({ id }) => id);
}

async function mailJobs(id: string) {
  const { results } = await env.DB.prepare(
    "SELECT id, due_at - created_at AS wait, done_at IS NOT NULL AS done FROM outbox WHERE kind = 'mail' AND id LIKE ?1 || '.%'",
  )
    .bind(id)
    .all<{ id: string; wait: number; done: number }>();
  return results;
}

/** As if the decisions had been made that much earlier. */
async function later(bulk: string, milliseconds: number): Promise<void> {
  await env.DB.prepare('UPDATE bulks SET begun_at = begun_at - ?2 WHERE id = ?1')
    .bind(bulk, milliseconds)
    .run();
}

describe('decisions made together', () => {
  test('a preview tells what would happen and does nothing; confirmed, each entry has its own outcome', async () => {
    const [fine = '', changed = '', closed = ''] = await someEntries(3);
    const unknown = newId();
    await post(
      `/api/v1/moderation/${changed}/actions`,
      { action: 'note', message: 'Look.', expected_version: 2 },
      moderator,
    );
    await post(
      `/api/v1/moderation/${closed}/decisions`,
      { action: 'approve', expected_version: 2 },
      moderator,
    );
    const items = [...itemsOf([fine, changed]), { id: closed, expected_version: 3 }, ...itemsOf([unknown])];
    const preview = await ask(API, { preview: true, decision: { action: 'approve' }, items });
    expect(outcomes(preview)).toEqual(['allowed', 'edit-conflict', 'wrong-state', 'not-found']);
    expect(preview.mails).toEqual([{ language: 'en', count: 1 }]);
    expect(await stateOf(fine)).toBe('pending');

    const done = await ask(`${API}/${preview.id}/confirm`, {});
    expect(outcomes(done)).toEqual(['done', 'edit-conflict', 'wrong-state', 'not-found']);
    expect([await stateOf(fine), await stateOf(changed)]).toEqual(['published', 'pending']);
    const history = await historyOf(env.DB, fine);
    expect(history.at(-1)).toMatchObject({ type: 'initiative.approved', data: { bulk_id: preview.id } });
    expect((await entryById(env.DB, fine))?.standing).toEqual(standingOf(history));
  });

  test('confirmed twice, also at the same moment, nothing happens twice', async () => {
    const ids = await someEntries(4);
    const decision = {
      action: 'request-changes',
      fields: ['title'],
      message: 'Which country?',
      answer_days: 14,
    };
    const { id } = await ask(API, { preview: true, decision, items: itemsOf(ids) });
    const both = await Promise.all([ask(`${API}/${id}/confirm`, {}), ask(`${API}/${id}/confirm`, {})]);
    const again = await ask(`${API}/${id}/confirm`, {});
    expect([both[0].status, both[1].status, again.status]).toEqual([200, 200, 200]);
    expect(outcomes(again)).toEqual(['done', 'done', 'done', 'done']);
    for (const entry of ids) {
      const history = await historyOf(env.DB, entry);
      expect(history).toHaveLength(3);
      expect(history.at(-1)).toMatchObject({ message: 'Which country?', data: { fields: ['title'] } });
      expect(await mailJobs(entry)).toHaveLength(1);
    }
  });

  test('mails wait ten minutes, the entry shows at once; undone, no mail is ever sent', async () => {
    const email = `${newId()}@ngo.example`;
    const { id } = await aPendingEntryOf(email);
    const done = await ask(API, { preview: false, decision: { action: 'approve' }, items: itemsOf([id]) });
    expect(done.undo_until).not.toBeNull();
    const [job] = await mailJobs(id);
    expect(job?.wait).toBeGreaterThan(10 * MINUTE);
    await vi.waitFor(async () => expect((await call(`/api/v1/initiatives/${id}`)).status).toBe(200), {
      timeout: 5000,
    });

    const undone = await ask(`${API}/${done.id}/undo`, {});
    expect(undone.items).toEqual([{ id, expected_version: 2, outcome: 'done', undo: 'done' }]);
    expect(await stateOf(id)).toBe('pending');
    expect((await historyOf(env.DB, id)).at(-1)).toMatchObject({
      type: 'initiative.decision-undone',
      data: { bulk_id: done.id },
    });
    expect(await mailJobs(id)).toEqual([expect.objectContaining({ done: 1 })]);
    await vi.waitFor(async () => expect((await call(`/api/v1/initiatives/${id}`)).status).toBe(404), {
      timeout: 5000,
    });
    const again = await ask(`${API}/${done.id}/undo`, {});
    expect(again.items).toEqual(undone.items);
    expect(await historyOf(env.DB, id)).toHaveLength(4);
    expect(await mailsTo(email)).toEqual([]);
  });

  test('what was changed since, what a mail has told, and everything after ten minutes stays decided', async () => {
    const [plain = '', noted = '', told = '', decided = ''] = await someEntries(4);
    const items = itemsOf([plain, noted, told, decided]);
    const { id } = await ask(API, {
      preview: false,
      decision: { action: 'decline', reason: 'promotional' },
      items,
    });
    await post(
      `/api/v1/moderation/${noted}/actions`,
      { action: 'note', message: 'Hm.', expected_version: 3 },
      colleague,
    );
    await env.DB.prepare("UPDATE outbox SET done_at = 1 WHERE id LIKE ?1 || '.3.mail-%'").bind(told).run();
    await env.DB.prepare("UPDATE initiatives SET decision = json_set(decision, '$.version', 9) WHERE id = ?1")
      .bind(decided)
      .run();
    const undone = await ask(`${API}/${id}/undo`, {});
    expect(undone.items.map(({ undo }) => undo)).toEqual(['done', 'done', 'wrong-state', 'edit-conflict']);
    expect(await Promise.all([plain, noted, told].map(stateOf))).toEqual(['pending', 'pending', 'declined']);

    const [late = ''] = await someEntries(1);
    const other = await ask(API, { preview: false, decision: { action: 'approve' }, items: itemsOf([late]) });
    await later(other.id, 10 * MINUTE);
    const refused = await ask(`${API}/${other.id}/undo`, {});
    expect([refused.status, refused.type.split('/').at(-1)]).toEqual([409, 'wrong-state']);
    expect(await stateOf(late)).toBe('published');
  });

  test('as many as are allowed at once', async () => {
    const ids = await someEntries(BULK_SIZE);
    const done = await ask(API, { preview: false, decision: { action: 'approve' }, items: itemsOf(ids) });
    expect(outcomes(done)).toEqual(ids.map(() => 'done'));
    const undone = await ask(`${API}/${done.id}/undo`, {});
    expect(undone.items.map(({ undo }) => undo)).toEqual(ids.map(() => 'done'));
  });

  test('given to a colleague, nobody gets a mail and nothing is decided', async () => {
    const ids = await someEntries(2);
    const done = await ask(API, {
      preview: false,
      decision: { action: 'assign', assignee: 'me' },
      items: itemsOf(ids),
    });
    expect([outcomes(done), done.mails, done.undo_until]).toEqual([['done', 'done'], [], null]);
    const [first = ''] = ids;
    expect((await entryById(env.DB, first))?.standing).toMatchObject({
      state: 'pending',
      assignee: expect.any(String),
    });
    const nobody = await ask(API, {
      preview: true,
      decision: { action: 'assign', assignee: 'somebody' },
      items: itemsOf(ids, 3),
    });
    expect(outcomes(nobody)).toEqual(['invalid-input', 'invalid-input']);
    expect(outcomes(await ask(`${API}/${nobody.id}/confirm`, {}))).toEqual([
      'invalid-input',
      'invalid-input',
    ]);
  });
});

describe('refusals', () => {
  test('reviewers decide nothing, others see nothing, and nobody touches the bulk of a colleague', async () => {
    const [id = ''] = await someEntries(1);
    const body = { preview: false, decision: { action: 'approve' }, items: itemsOf([id]) };
    expect(outcomes(await ask(API, body, reviewer))).toEqual(['not-allowed']);
    expect((await ask(API, body, submitter)).status).toBe(404);
    expect((await post(API, body)).status).toBe(401);
    expect((await post(API, body, { cookie: moderator.cookie })).status).toBe(403);
    const preview = await ask(API, { ...body, preview: true });
    for (const step of ['confirm', 'undo'])
      expect((await ask(`${API}/${preview.id}/${step}`, {}, colleague)).status).toBe(404);
    expect((await call(`/en/moderation/bulk/${preview.id}`, { headers: colleague })).status).toBe(404);
    expect(await stateOf(id)).toBe('pending');
  });

  test.each([
    ['what cannot be taken back', { action: 'withdraw' }, '#/decision/action'],
    ['what takes two people', { action: 'propose', proposal: 'delete' }, '#/decision/action'],
    ['seconding', { action: 'second' }, '#/decision/action'],
    ['a refusal without a reason', { action: 'decline' }, '#/decision/reason'],
    ['a request without words', { action: 'request-changes' }, '#/decision/message'],
    ['words that are not filled in', { action: 'approve', message: 'Dear {name}' }, '#/decision/message'],
  ])('%s', async (_name, decision, pointer) => {
    const { id } = await aPendingEntry(env.DB);
    const answer = await ask(API, { preview: false, decision, items: itemsOf([id]) });
    expect(answer.status).toBe(422);
    expect(answer.errors.map((error) => error.pointer)).toContain(pointer);
    expect(await stateOf(id)).toBe('pending');
  });

  test.each([
    ['none', []],
    ['too many', itemsOf(Array.from({ length: BULK_SIZE + 1 }, newId))],
    ['one twice', itemsOf(['0123456789', '0123456789'])],
  ])('entries: %s', async (_name, items) => {
    const answer = await ask(API, { preview: true, decision: { action: 'approve' }, items });
    expect([answer.status, answer.errors[0]?.pointer]).toEqual([422, '#/items']);
  });
});

describe('by form, without scripts', () => {
  const BULK = '/en/moderation/bulk';

  test('chosen in the queue, looked at, confirmed and undone', async () => {
    const ids = await someEntries(2);
    expect(await (await call('/en/moderation', { headers: moderator })).text()).toContain('name="ids"');
    const chosen = ids.map((id) => ['ids', id] as const);
    const form = await postForm(BULK, chosen, moderator);
    expect(form.status).toBe(200);
    const html = await form.text();
    for (const id of ids) expect(html).toContain(`value="${id}"`);

    const wrong = await postForm(BULK, [...chosen, ['message', 'Kept'], ['action', 'decline']], moderator);
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('Kept');

    const sent = await postForm(BULK, [...chosen, ['message', ''], ['action', 'approve']], moderator);
    expect(sent.status).toBe(303);
    const path = sent.headers.get('location') ?? '';
    const preview = await (await call(path, { headers: moderator })).text();
    expect(preview).toContain('2 mails will be sent 10 minutes later: English (2).');
    expect(await stateOf(ids[0] ?? '')).toBe('pending');

    for (let time = 0; time < 2; time++)
      expect((await postForm(`${path}/confirm`, [], moderator)).headers.get('location')).toBe(path);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['published', 'published']);
    expect(await (await call(path, { headers: moderator })).text()).toContain(`${path}/undo`);
    expect((await postForm(`${path}/undo`, [], moderator)).status).toBe(303);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['pending', 'pending']);
  });

  test('all that a filter leaves, and nothing else', async () => {
    const { id } = await aPendingEntry(env.DB, aContent({ language: 'sw' }));
    const [other] = await someEntries(1);
    const filter = `${BULK}?queue=new&language=sw`;
    const html = await (await postForm(filter, [['all', '1']], moderator)).text();
    expect(html).toContain(`value="${id}"`);
    expect(html).not.toContain(`value="${other}"`);
    const none = await (await postForm(`${BULK}?queue=appealed`, [['all', '1']], moderator)).text();
    expect(none).toContain('No entry was chosen.');
    expect((await call('/ar/moderation', { headers: moderator })).status).toBe(200);
  });
});
