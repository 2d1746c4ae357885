import { env } from 'cloudflare:workers';
import { beforeAll, expect, test, vi } from 'vitest';
import { entryById } from '#db/entries.ts';
import { aPendingEntry } from '#test/factories.ts';
import { formsIn } from '#test/support/forms-in-html.ts';
import { aPendingEntryOf, call, mailsTo, post, postForm, signedIn } from '#test/support/sign-in.ts';
import { statusToken } from '#worker/http/links.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

type Session = Awaited<ReturnType<typeof signedIn>>;
let one: Session;
let two: Session;
let reviewer: Session;
beforeAll(async () => {
  one = await signedIn('moderator');
  two = await signedIn('moderator');
  reviewer = await signedIn('reviewer');
});

async function pageOf(path: string, who: Session, status = 200): Promise<string> {
  const answer = await call(path, { headers: who });
  expect([path, answer.status]).toEqual([path, status]);
  return answer.text();
}

async function actionsOn(html: string): Promise<string[]> {
  return (await formsIn(html)).map(({ fields }) => new Map(fields).get('action') ?? '').filter(Boolean);
}

async function versionOf(id: string): Promise<number> {
  return (await entryById(env.DB, id))?.standing.version ?? 0;
}

async function decided(id: string, body: Record<string, unknown>): Promise<void> {
  const expected_version = await versionOf(id);
  const answer = await post(`/api/v1/moderation/${id}/decisions`, { expected_version, ...body }, one);
  expect(answer.status).toBe(200);
}

const form = (id: string, fields: Record<string, string>, who: Session, path = 'actions') =>
  postForm(`/en/moderation/${id}/${path}`, Object.entries(fields), who);

test('each form is there for those who may, in every state', async () => {
  const { id } = await aPendingEntry(env.DB);
  expect(await actionsOn(await pageOf(`/en/moderation/${id}`, reviewer))).toEqual([
    'recommend',
    'message',
    'note',
  ]);
  const pending = await actionsOn(await pageOf(`/ar/moderation/${id}`, one));
  expect(pending).toEqual(['recommend', 'message', 'note', 'assign', 'withdraw', 'propose']);
  await decided(id, { action: 'approve' });
  const published = await actionsOn(await pageOf(`/en/moderation/${id}`, two));
  expect(published).toEqual(['message', 'note', 'assign', 'archive', 'withdraw', 'propose']);
  await form(
    id,
    { action: 'propose', form: 'propose', proposal: 'hide', message: 'Spam.', expected_version: '3' },
    one,
  );
  expect(await actionsOn(await pageOf(`/en/moderation/${id}`, one))).toEqual([
    ...['drop-proposal', 'message', 'note', 'assign', 'archive', 'withdraw'],
  ]);
  const proposed = await pageOf(`/en/moderation/${id}`, two);
  expect(await actionsOn(proposed)).toContain('second');
  expect(proposed).toContain('Spam.');
});

test('a form does its thing, says so, and comes back with what was typed when it cannot', async () => {
  const { id } = await aPendingEntry(env.DB);
  const done = await form(
    id,
    { action: 'note', form: 'note', message: 'Ask\r\nAnn.', expected_version: '2' },
    one,
  );
  expect([done.status, done.headers.get('location')]).toEqual([303, `/en/moderation/${id}?done=note`]);
  const page = await pageOf(`/en/moderation/${id}?done=note`, one);
  expect(page).toContain('Your note is saved.');
  expect(page).toContain('Ask\nAnn.');
  const stale = await form(
    id,
    { action: 'message', form: 'message', message: 'My long letter', expected_version: '2' },
    one,
  );
  expect(stale.status).toBe(409);
  expect(await stale.text()).toContain('My long letter');
  const empty = await form(
    id,
    { action: 'recommend', form: 'recommend', message: 'Why not', expected_version: '3' },
    one,
  );
  const html = await empty.text();
  expect(empty.status).toBe(422);
  expect(html).toContain('href="#recommend-recommendation"');
  expect(html).toContain('Why not');
  expect((await call(`/en/moderation/${id}/actions`, { headers: one })).headers.get('location')).toBe(
    `/en/moderation/${id}`,
  );
});

test('a template fills the message in the language of the submitter, and is not sent unfilled', async () => {
  const email = `${crypto.randomUUID()}@ngo.example`;
  const { id, title } = await aPendingEntryOf(email);
  await env.DB.prepare("UPDATE contacts SET language = 'fr' WHERE email = ?1").bind(email).run();
  const fields = {
    action: 'request-changes',
    answer_days: '14',
    message: 'Bonjour.',
    template: 'more-detail',
    expected_version: '2',
  };
  const shown = await postForm(`/en/moderation/${id}`, Object.entries({ ...fields, use: 'template' }), one);
  const html = await shown.text();
  expect(shown.status).toBe(200);
  const decision = (await formsIn(html)).find(({ fields }) => new Map(fields).has('answer_days'));
  const values = new Map(decision?.fields);
  expect(values.get('message')).toBe(
    `Bonjour.\n\nMerci pour «\u202f${title}\u202f». Pour que les lecteurs comprennent, dites-nous en davantage\u202f: {votre question}`,
  );
  expect([values.get('action'), values.get('answer_days')]).toEqual(['request-changes', '14']);
  expect(await versionOf(id)).toBe(2);
  const unfilled = await postForm(
    `/en/moderation/${id}`,
    Object.entries({ ...fields, message: values.get('message') ?? '' }),
    one,
  );
  expect(unfilled.status).toBe(422);
  expect(await unfilled.text()).toContain('Please fill in what stands in braces { }');
  const message = (values.get('message') ?? '').replace('{votre question}', 'quel district ?');
  const sent = await postForm(`/en/moderation/${id}`, Object.entries({ ...fields, message }), one);
  expect(sent.status).toBe(303);
  const { standing } = (await entryById(env.DB, id)) ?? {};
  expect(Math.round(((standing?.deadline ?? 0) - Date.now()) / 86_400_000)).toBe(14);
});

test('a merge is looked at, proposed and seconded by forms', async () => {
  const [{ id: goes }, { id: remains }] = [await aPendingEntry(env.DB), await aPendingEntry(env.DB)];
  expect(await pageOf(`/en/moderation/${goes}/merge?into=${remains}`, one, 422)).toContain(
    'There is no such public entry',
  );
  await decided(remains, { action: 'approve' });
  const reference = `WSIS-${remains.slice(0, 5)}-${remains.slice(5)}`.toUpperCase();
  const preview = await pageOf(`/en/moderation/${goes}/merge?into=${reference}`, one);
  expect(preview).toContain('never becomes public; its address leads to the other entry for ever');
  const [offered] = (await formsIn(preview)).filter(
    ({ fields }) => new Map(fields).get('action') === 'propose',
  );
  const proposed = await postForm(
    offered?.action ?? '',
    [...(offered?.fields ?? []).filter(([name]) => name !== 'message'), ['message', 'The same.']],
    one,
  );
  expect(proposed.status).toBe(303);
  expect(await pageOf(`/ar/moderation/${goes}/merge`, two)).toContain(reference);
  const seconded = await form(goes, { action: 'second', form: 'second', expected_version: '3' }, two);
  expect(seconded.status).toBe(303);
  expect((await call(`/i/${goes}`)).headers.get('location')).toBe(`/i/${remains}`);
});

test('a reviewer’s recommendation is on the page and in the queue until the entry changes', async () => {
  const { id } = await aPendingEntry(env.DB);
  await form(
    id,
    { action: 'recommend', form: 'recommend', recommendation: 'decline', expected_version: '2' },
    reviewer,
  );
  const queue = await call('/api/v1/moderation/queue?size=100', { headers: one });
  const { results } = (await queue.json()) as { results: { id: string; recommendation: string | null }[] };
  expect(results.find((entry) => entry.id === id)?.recommendation).toBe('decline');
  expect(await pageOf(`/en/moderation/${id}`, one)).toContain('Recommendation of a reviewer');
});

test('what is internal never leaves the desk: not in pages, answers or mails of anybody else', async () => {
  const email = `${crypto.randomUUID()}@ngo.example`;
  const { id } = await aPendingEntryOf(email);
  const contactId = (await entryById(env.DB, id))?.contactId ?? '';
  const token = await statusToken(env.LINK_SECRET, { initiativeId: id, contactId });
  const act = async (body: Record<string, unknown>, who: Session) => {
    const expected_version = await versionOf(id);
    const answer = await post(`/api/v1/moderation/${id}/actions`, { expected_version, ...body }, who);
    expect(answer.status).toBe(200);
  };
  await act({ action: 'note', message: 'SECRET-NOTE' }, reviewer);
  await act({ action: 'recommend', recommendation: 'decline', message: 'SECRET-WHY' }, reviewer);
  await act({ action: 'propose', proposal: 'delete', message: 'SECRET-PROPOSAL' }, one);
  await act({ action: 'drop-proposal' }, two);
  await act({ action: 'assign', assignee: 'me' }, one);
  await decided(id, { action: 'approve', message: 'Welcome.' });
  await act({ action: 'propose', proposal: 'hide', message: 'SECRET-HIDE' }, one);
  await vi.waitFor(async () => expect(await mailsTo(email)).toHaveLength(1));
  const submitter = await signedIn('submitter');
  const places: [string, Record<string, string>][] = [
    [`/en/status/${token}`, {}],
    [`/api/v1/submissions/${token}`, {}],
    [`/en/initiatives/${id}/x`, {}],
    [`/api/v1/initiatives/${id}`, {}],
    [`/api/v1/initiatives/${id}/versions`, {}],
    [`/en/moderation/${id}`, submitter],
    [`/api/v1/moderation/${id}`, submitter],
    [`/en/my/${id}`, submitter],
  ];
  for (const [path, headers] of places) {
    let answer = await call(path, { headers });
    const location = answer.headers.get('location');
    if (location?.startsWith('/')) answer = await call(location, { headers });
    const text = await answer.text();
    expect([path, /SECRET|Internal note|Recommendation|Proposed|Assigned/i.test(text)]).toEqual([
      path,
      false,
    ]);
  }
  for (const mail of await mailsTo(email)) expect(mail).not.toContain('SECRET');
  expect(await pageOf(`/en/moderation/${id}`, one)).toContain('SECRET-NOTE');
});

test('the reasons are public in six languages; the retired one is marked and not offered', async () => {
  for (const language of ['ar', 'zh', 'en', 'fr', 'ru', 'es']) {
    const answer = await call(`/${language}/reasons`);
    expect([language, answer.status]).toEqual([language, 200]);
    expect(await answer.text()).toContain('out-of-scope');
  }
  const { reasons } = (await (await call('/api/v1/reasons')).json()) as {
    reasons: { code: string; retired: boolean; texts: Record<string, string> }[];
  };
  expect(reasons.filter(({ retired }) => retired).map(({ code }) => code)).toEqual(['no-answer']);
  expect(reasons.every(({ texts }) => new Set(Object.values(texts)).size === 6)).toBe(true);
  const { id } = await aPendingEntry(env.DB);
  const html = await pageOf(`/en/moderation/${id}`, one);
  expect([html.includes('value="duplicate"'), html.includes('value="no-answer"')]).toEqual([true, false]);
});
