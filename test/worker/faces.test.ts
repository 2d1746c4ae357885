import { env } from 'cloudflare:workers';
import { beforeAll, expect, test, vi } from 'vitest';
import { entryById } from '#db/entries.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aSubmission } from '../factories.ts';
import { call, mailedLink, mailsTo, post, signedIn } from '../support/sign-in.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Milliseconds from an action to what readers see. */
const LIMIT = 2000;

type Session = Awaited<ReturnType<typeof signedIn>>;
let one: Session;
let two: Session;
beforeAll(async () => {
  one = await signedIn('moderator');
  two = await signedIn('moderator');
});

interface Shown {
  id: string;
  email: string;
  title: string;
  word: string;
}

async function at(id: string, who: Session, body: Record<string, unknown>, what = 'actions'): Promise<void> {
  const expected_version = (await entryById(env.DB, id))?.standing.version;
  const answer = await post(`/api/v1/moderation/${id}/${what}`, { expected_version, ...body }, who);
  expect([body, answer.status]).toEqual([body, 200]);
}

async function aPublic(): Promise<Shown> {
  const word = `quokka${newId()}`;
  const title = `${word} reading rooms`;
  const submission = aSubmission({ title, countries: ['TZ'] });
  const { id } = (await (await post('/api/v1/initiatives', submission)).json()) as { id: string };
  expect((await call(await mailedLink(submission.contact_email))).status).toBe(200);
  await at(id, one, { action: 'approve' }, 'decisions');
  return { id, email: submission.contact_email, title, word };
}

/** Both steps of what needs two people. */
async function both(id: string, body: Record<string, unknown>, message = ''): Promise<void> {
  await at(id, one, { action: 'propose', message: 'Agreed by mail.', ...body });
  await at(id, two, { action: 'second', message });
}

/** Where an entry is listed: addresses, with what stands in the answer while it is. */
function lists({ id, title, word }: Shown): [path: string, sign: string][] {
  const q = encodeURIComponent(title);
  return [
    [`/api/v1/initiatives?q=${q}`, id],
    ['/api/v1/initiatives?country=TZ&sort=newest', id],
    [`/en/initiatives?q=${q}`, id],
    ['/fr', id],
    [`/api/v1/suggest?language=en&q=${word}`, id],
    ['/sitemaps/initiatives.xml', id],
  ];
}

interface Expected {
  status: number;
  listed: boolean;
  location?: string;
}

/** Waits until every address of an entry and every list agree, and says how long that took. */
async function until(entry: Shown, { status, listed, location }: Expected): Promise<number> {
  const { id, title } = entry;
  const slug = title.replaceAll(' ', '-');
  const started = Date.now();
  await vi.waitFor(
    async () => {
      for (const path of [
        `/api/v1/initiatives/${id}`,
        `/ar/initiatives/${id}/${slug}`,
        ...(status === 200 ? [] : [`/i/${id}`, `/zh/initiatives/${id}`]),
      ]) {
        const answer = await call(path);
        const text = await answer.text();
        expect([path, answer.status]).toEqual([path, status]);
        if (status !== 200) expect([path, text.includes(title)]).toEqual([path, false]);
        if (location) expect(answer.headers.get('location')).toContain(location);
      }
      for (const [path, sign] of lists(entry)) {
        const text = await (await call(path)).text();
        expect([path, text.includes(sign)]).toEqual([path, listed]);
      }
    },
    { timeout: LIMIT, interval: 20 },
  );
  return Date.now() - started;
}

const PUBLIC = { status: 200, listed: true };

async function lastMail(email: string, words: string): Promise<void> {
  await vi.waitFor(
    async () => expect((await mailsTo(email)).filter((text) => text.includes(words))).toHaveLength(1),
    { timeout: LIMIT },
  );
}

test('archived: its page stays with a notice, and it is in no list; restored, it is everywhere again', async () => {
  const entry = await aPublic();
  await until(entry, PUBLIC);
  await at(entry.id, one, { action: 'archive' });
  expect(await until(entry, { status: 200, listed: false })).toBeLessThan(LIMIT);
  const page = await (await call(`/en/initiatives/${entry.id}/${entry.title.replaceAll(' ', '-')}`)).text();
  expect(page).toContain('This entry is archived.');
  expect(page).toContain('name="robots" content="noindex"');
  await lastMail(entry.email, 'is archived.');
  await at(entry.id, two, { action: 'restore' });
  expect(await until(entry, PUBLIC)).toBeLessThan(LIMIT);
  await lastMail(entry.email, 'It is public again');
});

test('hidden: 404 everywhere; restored, it is everywhere again', async () => {
  const entry = await aPublic();
  await both(entry.id, { proposal: 'hide' }, 'Its links lead to malware.');
  expect(await until(entry, { status: 404, listed: false })).toBeLessThan(LIMIT);
  await lastMail(entry.email, 'Its links lead to malware.');
  await at(entry.id, one, { action: 'restore' });
  expect(await until(entry, PUBLIC)).toBeLessThan(LIMIT);
});

test('withdrawn by a moderator: 410; restored, it is everywhere again', async () => {
  const entry = await aPublic();
  await at(entry.id, one, { action: 'withdraw', message: 'At your wish by phone.' });
  expect(await until(entry, { status: 410, listed: false })).toBeLessThan(LIMIT);
  await lastMail(entry.email, 'At your wish by phone.');
  await at(entry.id, one, { action: 'restore' });
  expect(await until(entry, PUBLIC)).toBeLessThan(LIMIT);
});

test('deleted: 410 for good, nothing of it is left, and its owner is told', async () => {
  const entry = await aPublic();
  await both(entry.id, { proposal: 'delete' });
  expect(await until(entry, { status: 410, listed: false })).toBeLessThan(LIMIT);
  await lastMail(entry.email, 'have deleted your entry');
  expect(await (await call(`/en/initiatives/${entry.id}`)).text()).toContain('This initiative was deleted');
  const restored = await post(
    `/api/v1/moderation/${entry.id}/actions`,
    { action: 'restore', expected_version: 5 },
    one,
  );
  expect(restored.status).toBe(404);
  const { results } = await env.DB.prepare(
    'SELECT content FROM revisions WHERE initiative_id = ?1 UNION ALL SELECT body FROM messages WHERE initiative_id = ?1',
  )
    .bind(entry.id)
    .all<{ content: string }>();
  expect(results.every(({ content }) => content === 'null' || content === '')).toBe(true);
});

test('merged: 301 to the other one, through chains too; both owners are told; restored, it is itself again', async () => {
  const [first, second, third] = [await aPublic(), await aPublic(), await aPublic()];
  await both(first.id, { proposal: 'merge', into: second.id });
  const gone = { status: 301, listed: false };
  expect(await until(first, { ...gone, location: second.id })).toBeLessThan(LIMIT);
  await lastMail(first.email, 'describes the same initiative');
  await lastMail(second.email, 'Two moderators have merged it into yours');
  await both(second.id, { proposal: 'merge', into: third.id });
  await until(second, { ...gone, location: third.id });
  await until(first, { ...gone, location: second.id });
  let path = `/i/${first.id}`;
  for (let hop = 0; hop < 5; hop++) {
    const answer = await call(path);
    if (answer.status === 200) break;
    path = answer.headers.get('location') ?? '';
  }
  expect(decodeURI(path)).toContain(third.id);
  expect((await call(path)).status).toBe(200);
  await at(first.id, one, { action: 'restore' });
  expect(await until(first, PUBLIC)).toBeLessThan(LIMIT);
});
