import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { commit } from '#db/commit.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aContent, aPendingEntry } from '#test/factories.ts';
import { call, mailedLink, mailsTo, ORIGIN, postForm, signedIn } from '#test/support/sign-in.ts';
import { seal } from '#worker/http/links.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const { DB } = env;
type Headers = Awaited<ReturnType<typeof signedIn>>;

let moderator: Headers;
let reviewer: Headers;
let submitter: Headers;
beforeAll(async () => {
  moderator = await signedIn('moderator');
  reviewer = await signedIn('reviewer');
  submitter = await signedIn('submitter');
});

async function aPublishedEntry(): Promise<string> {
  const { id, standing } = await aPendingEntry(DB, aContent({ urls: [] }));
  await commit(DB, {
    ...{ initiativeId: id, before: standing, type: 'initiative.approved' },
    ...{ actor: { kind: 'account', id: 'm' }, jobs: [], at: Date.now() },
  });
  return id;
}

/** A form that was opened a while ago, as its hidden field says. */
const opened = (id = crypto.randomUUID(), ago = 60_000): Promise<string> =>
  seal(env.LINK_SECRET, 'form', [id, Date.now() - ago]);

const path = (id: string): string => `/en/initiatives/${id}/report`;

async function report(id: string, email: string, change: Record<string, string> = {}): Promise<Response> {
  const fields = { form: await opened(), reason: 'wrong', body: 'It was closed years ago.', email, trap: '' };
  return postForm(path(id), Object.entries({ ...fields, ...change }), { origin: ORIGIN });
}

const anEmail = (): string => `${newId()}@reader.example`;

async function confirmed(id: string, email = anEmail(), count = 1): Promise<string> {
  expect((await report(id, email)).status).toBe(200);
  const link = await mailedLink(email, count);
  expect((await postForm(link, [], { origin: ORIGIN })).status).toBe(200);
  return link;
}

const waits = (id: string) =>
  DB.prepare("SELECT open, urgent FROM waiting WHERE initiative_id = ?1 AND queue = 'reported'")
    .bind(id)
    .first();
const states = async (id: string): Promise<string[]> =>
  (
    await DB.prepare('SELECT state FROM reports WHERE initiative_id = ?1 ORDER BY created_at, id')
      .bind(id)
      .all<{ state: string }>()
  ).results.map(({ state }) => state);

describe('anybody reports a public entry', () => {
  test('the form, a mail, and one button; opening the link alone confirms nothing', async () => {
    const id = await aPublishedEntry();
    const form = await call(path(id));
    expect(form.status).toBe(200);
    expect(form.headers.get('cache-control')).toBe('no-store');
    expect(await form.text()).toContain('name="reason"');

    const email = anEmail();
    expect((await report(id, email)).status).toBe(200);
    const link = await mailedLink(email);
    expect((await call(link)).status).toBe(200);
    expect([await states(id), await waits(id)]).toEqual([['unconfirmed'], null]);

    expect((await postForm(link, [], { origin: ORIGIN })).status).toBe(200);
    expect([await states(id), await waits(id)]).toEqual([['open'], { open: 0, urgent: 0 }]);
    // Replayed, it says so and changes nothing.
    const again = await postForm(link, [], { origin: ORIGIN });
    expect([again.status, await again.text()]).toEqual([
      200,
      expect.stringContaining('Your report is confirmed'),
    ]);
    expect(await states(id)).toEqual(['open']);
  });

  test('a form sent twice is one report', async () => {
    const id = await aPublishedEntry();
    const form = await opened();
    const email = anEmail();
    await report(id, email, { form });
    await report(id, email, { form });
    await mailedLink(email);
    expect([await states(id), (await mailsTo(email)).length]).toEqual([['unconfirmed'], 1]);
  });

  test.each([
    [{ reason: 'ugly' }, 'href="#reason"'],
    [{ reason: '' }, 'href="#reason"'],
    [{ body: 'short' }, 'href="#body"'],
    [{ body: `${'long '.repeat(10)}<script>alert(1)</script>` }, 'href="#body"'],
    [{ email: 'nobody' }, 'href="#email"'],
    [{ trap: 'https://spam.example' }, 'href="#trap"'],
    [{ form: 'forged.token' }, 'Nothing was sent'],
  ])('refuses %j and keeps what was written', async (change, sign) => {
    const id = await aPublishedEntry();
    const answer = await report(id, anEmail(), change);
    const text = await answer.text();
    expect(answer.status).toBe(422);
    if (sign.startsWith('href')) expect(text).toContain(sign);
    if (!('body' in change)) expect(text).toContain('It was closed years ago.');
    expect(await states(id)).toEqual([]);
  });

  test('a form sent at once is sent by a program', async () => {
    const id = await aPublishedEntry();
    expect((await report(id, anEmail(), { form: await opened(undefined, 100) })).status).toBe(422);
    expect(await states(id)).toEqual([]);
  });

  test('nothing that is not public', async () => {
    const { id } = await aPendingEntry(DB);
    expect((await call(path(id))).status).toBe(404);
    expect((await report(id, anEmail())).status).toBe(404);
    expect((await call(path('nothing'))).status).toBe(404);
  });

  test('links that are forged or too old', async () => {
    const id = await aPublishedEntry();
    await report(id, anEmail());
    const row = await DB.prepare('SELECT id FROM reports WHERE initiative_id = ?1')
      .bind(id)
      .first<string>('id');
    const old = await seal(env.LINK_SECRET, 'report', [row, Date.now() - 1]);
    const other = await seal(env.LINK_SECRET, 'correction', [row, Date.now() + 1e6]);
    for (const [token, status] of [
      [old, 410],
      [other, 404],
      ['x.y', 404],
    ] as const)
      expect((await postForm(`/en/reports/confirm/${token}`, [], { origin: ORIGIN })).status).toBe(status);
    expect(await states(id)).toEqual(['unconfirmed']);
  });
});

describe('what reports do', () => {
  test('three confirmed addresses lift an entry to the top; two do not, nor one address thrice; none hides it', async () => {
    const id = await aPublishedEntry();
    const first = anEmail();
    await confirmed(id, first);
    await confirmed(id, first, 2);
    await confirmed(id, first, 3);
    await confirmed(id);
    expect(await waits(id)).toMatchObject({ urgent: 0 });
    await report(id, anEmail());
    expect(await waits(id)).toMatchObject({ urgent: 0 });
    await confirmed(id);
    expect(await waits(id)).toMatchObject({ urgent: 1 });
    expect((await call(`/api/v1/initiatives/${id}`)).status).toBe(200);
  });

  test('a moderator settles those he saw, once; each sender is told, and the entry waits no more', async () => {
    const id = await aPublishedEntry();
    const emails = [anEmail(), anEmail()];
    for (const email of emails) await confirmed(id, email);
    const desk = `/en/moderation/${id}/reports`;
    const page = await (await call(desk, { headers: moderator })).text();
    expect(page).toContain('It was closed years ago.');
    for (const email of emails) expect(page).not.toContain(email);
    const shown = [...page.matchAll(/name="report" value="([^"]+)"/g)].map(([, value]) => value as string);
    const late = anEmail();
    await confirmed(id, late);

    const fields = (change: Record<string, string> = {}) => [
      ...shown.map((value) => ['report', value] as const),
      ...Object.entries({ outcome: 'acted', answer: 'We asked the owner.', ...change }),
    ];
    expect((await postForm(desk, fields({ outcome: '' }), moderator)).status).toBe(422);
    expect((await postForm(desk, fields({ answer: '<b>x</b>' }), moderator)).status).toBe(422);
    expect((await postForm(desk, fields(), reviewer)).status).toBe(403);
    expect((await postForm(desk, fields(), submitter)).status).toBe(404);
    expect((await postForm(desk, fields(), { origin: ORIGIN })).status).toBe(401);
    expect((await postForm(desk, fields(), { cookie: moderator.cookie })).status).toBe(403);
    expect(await states(id)).toEqual(['open', 'open', 'open']);

    const [one, two] = await Promise.all([
      postForm(desk, fields(), moderator),
      postForm(desk, fields(), moderator),
    ]);
    expect([one.status, two.status]).toEqual([303, 303]);
    expect((await states(id)).sort()).toEqual(['open', 'settled', 'settled']);
    for (const email of emails) {
      await vi.waitFor(async () => expect(await mailsTo(email)).toHaveLength(2), { timeout: 5000 });
      expect((await mailsTo(email)).at(-1)).toContain('We asked the owner.');
    }
    expect(await mailsTo(late)).toHaveLength(1);
    expect(await waits(id)).toMatchObject({ urgent: 0 });

    const rest = await (await call(desk, { headers: moderator })).text();
    const left = [...rest.matchAll(/name="report" value="([^"]+)"/g)].map(([, value]) => value as string);
    expect(left).toHaveLength(1);
    await postForm(
      desk,
      [
        ['report', left[0] ?? ''],
        ['outcome', 'kept'],
        ['answer', ''],
      ],
      moderator,
    );
    expect(await waits(id)).toBeNull();
  });

  test('only staff see them', async () => {
    const id = await aPublishedEntry();
    await confirmed(id);
    expect((await call(`/en/moderation/${id}/reports`)).status).toBe(303);
    expect((await call(`/en/moderation/${id}/reports`, { headers: submitter })).status).toBe(404);
    expect(await (await call(`/en/moderation/${id}`, { headers: moderator })).text()).toContain(
      '1 report is waiting',
    );
    const entry = await (await call(`/en/initiatives/${id}`)).text();
    expect(entry).not.toContain('It was closed years ago.');
  });
});
