import { env, exports } from 'cloudflare:workers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { commit } from '#db/commit.ts';
import { entryById } from '#db/entries.ts';
import { loadSeed } from '#db/seed/load.ts';
import { drain } from '#worker/jobs/drain.ts';
import type { Mail } from '#worker/jobs/mails.ts';
import { aSubmission } from '../factories.ts';

const NAME = 'zuleikha.nakato.unmistakable';
const EMAIL = `${NAME}@private-person.example`;
const LEAK = /zuleikha|nakato|private-person/i;
const ORIGIN = 'https://stocktaking.test';

const lines: string[] = [];
const mails: Mail[] = [];
const log = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
afterAll(() => log.mockRestore());

async function get(path: string, accept = 'text/html'): Promise<string> {
  const answer = await exports.default.fetch(
    new Request(ORIGIN + path, { headers: { accept }, redirect: 'manual' }),
  );
  return `${[...answer.headers].join('\n')}\n${await answer.text()}`;
}

let id = '';

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, Date.now());
  const answer = await exports.default.fetch(
    new Request(`${ORIGIN}/api/v1/initiatives`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(aSubmission({ contact_email: EMAIL })),
    }),
  );
  expect(answer.status).toBe(201);
  id = ((await answer.json()) as { id: string }).id;
  const deliver = async (_: unknown, mail: Mail) => void mails.push(mail);
  await drain(env, deliver);
  const link = mails.find(({ to }) => to === EMAIL)?.text.match(/\/[a-z]{2}\/confirm\/\S+/)?.[0];
  await get(link ?? 'no confirmation link');
  const entry = await entryById(env.DB, id);
  await commit(env.DB, {
    initiativeId: id,
    before: entry?.standing ?? null,
    type: 'initiative.approved',
    actor: { kind: 'account', id: 'moderator' },
    jobs: [],
    at: Date.now(),
  });
  await drain(env, deliver);
}, 60_000);

test('the address of a submitter is in no public page or answer', async () => {
  expect(await get(`/i/${id}`)).toContain(`/initiatives/${id}`);
  const seen = new Set<string>();
  const waiting = [
    '/en',
    '/ar',
    `/en/initiatives?sort=newest&size=100`,
    '/robots.txt',
    '/sitemap.xml',
    '/api/v1/openapi.json',
    `/api/v1/initiatives/${id}`,
    `/api/v1/initiatives/${id}.jsonld`,
    ...[1, 2, 3, 4].map((page) => `/api/v1/initiatives?size=100&page=${page}`),
    `/api/v1/initiatives?q=${NAME}`,
    `/en/initiatives?q=${encodeURIComponent(EMAIL)}&page=1`,
  ];
  const leaks: string[] = [];
  for (let path = waiting.shift(); path !== undefined && seen.size < 900; path = waiting.shift()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const asked = decodeURIComponent(path);
    const body = (await get(path)).replaceAll(EMAIL, asked.includes(EMAIL) ? '' : EMAIL);
    if (!LEAK.test(asked) && LEAK.test(body)) leaks.push(path);
    for (const [, href = ''] of body.matchAll(/(?:href|action)="([^"]+)"/g)) {
      const url = new URL(href.replaceAll('&amp;', '&'), ORIGIN + path);
      const queries = [...waiting, ...seen].filter((known) => known.includes('?')).length;
      if (url.origin === ORIGIN && (!url.search || queries < 60)) waiting.push(url.pathname + url.search);
    }
  }
  expect(leaks).toEqual([]);
  expect([...seen].some((path) => path.includes(id))).toBe(true);
  expect(seen.size).toBeGreaterThan(300);
}, 120_000);

test('nor in the index, the log of events or the log lines', async () => {
  expect(
    await env.DB.prepare('SELECT count(*) AS n FROM contacts WHERE email = ?1').bind(EMAIL).first('n'),
  ).toBe(1);
  const tables = await Promise.all(
    [
      env.SEARCH.prepare('SELECT * FROM facets'),
      env.SEARCH.prepare('SELECT * FROM cards'),
      env.SEARCH.prepare('SELECT * FROM organizations'),
      env.SEARCH.prepare('SELECT * FROM names'),
      env.SEARCH.prepare('SELECT * FROM words'),
      env.DB.prepare('SELECT * FROM events'),
      env.DB.prepare('SELECT * FROM revisions'),
      env.DB.prepare('SELECT * FROM idempotency_keys'),
    ].map(async (statement) => JSON.stringify((await statement.all()).results)),
  );
  expect(tables.map((rows) => LEAK.test(rows))).toEqual(tables.map(() => false));
  expect(tables.every((rows, index) => index === 7 || rows.length > 100)).toBe(true);
  // Reads are told in numbers, once a second.
  await scheduler.wait(1200);
  const reads = lines.flatMap(
    (line) => /"event":"(?:kept-answers|reads)".*"count":(\d+)/.exec(line)?.[1] ?? [],
  );
  expect(reads.reduce((sum, count) => sum + Number(count), 0)).toBeGreaterThan(300);
  expect(lines.some((line) => line.includes('"event":"request"'))).toBe(true);
  expect(lines.filter((line) => LEAK.test(line))).toEqual([]);
});
