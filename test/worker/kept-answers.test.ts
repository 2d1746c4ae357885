import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { commit } from '#db/commit.ts';
import { publicFace } from '#db/entries.ts';
import { loadSeed } from '#db/seed/load.ts';
import type { Standing } from '#domain/initiative/events.ts';
import { idFromKey, newId } from '#domain/initiative/identifiers.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { Env } from '#worker/env.ts';
import { drain } from '#worker/jobs/drain.ts';
import { createWorker } from '#worker/worker.ts';
import { aContent } from '../factories.ts';
import { countingRows } from '../support/counting-rows.ts';
import { ORIGIN, signedIn } from '../support/sign-in.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 120_000 });

const JSON_LD = 'application/ld+json';
let seeded: PublicInitiative;

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, Date.UTC(2026, 0, 1));
  const face = await publicFace(env.DB, await idFromKey('source wsisprize-007'));
  if (face.kind !== 'published') throw new Error('the seed entry is not there');
  seeded = face.initiative;
});

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

/** A Worker as another isolate has it: with nothing kept. `rows` tells what D1 read since it was asked before. */
function anIsolate() {
  const worker = createWorker<Env>({ deliver: async () => {} });
  let rows = 0;
  const count = (read: number) => {
    rows += read;
  };
  const counted = {
    ...env,
    DB: countingRows(env.DB, count),
    SEARCH: countingRows(env.SEARCH, count),
  } as unknown as Env;
  return {
    ask(path: string, init: RequestInit = {}): Promise<Response> {
      const request = new Request(ORIGIN + path, { redirect: 'manual', ...init });
      return Promise.resolve(
        worker.fetch(request as Parameters<typeof worker.fetch>[0], counted, createExecutionContext()),
      );
    },
    rows() {
      const read = rows;
      rows = 0;
      return read;
    },
  };
}

/** Rows that the question for the catalogue reads; whatever is computed reads more. */
const CATALOGUE = 1;

const entryPath = () => `/en/initiatives/${seeded.id}/${encodeURIComponent(seeded.slug)}`;
const PATHS: Record<string, () => string> = {
  'the home page': () => '/ar',
  'the search': () => '/en/initiatives',
  'a search with words and filters': () => '/fr/initiatives?q=health&sdg=3',
  'a goal': () => '/ru/sdgs/4',
  'a country': () => '/zh/countries/KE',
  'an entry': entryPath,
  'the search of the API': () => '/api/v1/initiatives?q=school&size=5',
  'an entry of the API': () => `/api/v1/initiatives/${seeded.id}`,
};

describe.each(Object.entries(PATHS))('%s', (_, path) => {
  test('is given again without reading it again', async () => {
    const { ask, rows } = anIsolate();
    const first = await ask(path());
    expect([first.status, rows() > CATALOGUE]).toEqual([200, true]);
    const again = await ask(path());
    expect([again.status, rows()]).toEqual([200, 0]);
    expect(await again.text()).toBe(await first.text());
    const withoutId = ({ headers }: Response) => [...headers].filter(([name]) => name !== 'x-request-id');
    expect(withoutId(again)).toEqual(withoutId(first));
    expect([first, again].map(({ headers }) => headers.has('x-request-id'))).toEqual([true, false]);
  });

  test.each([
    { cookie: 'theme=dark' },
    { authorization: 'Bearer x' },
    { 'cache-control': 'no-cache' },
    { 'cache-control': 'max-age=0' },
  ])('is computed for %o', async (headers: Record<string, string>) => {
    const { ask } = anIsolate();
    const first = await ask(path());
    const own = await ask(path(), { headers });
    // A kept answer has no id.
    expect([own.status, own.headers.has('x-request-id')]).toEqual([200, true]);
    expect(own.headers.get('etag')).toBe(first.headers.get('etag'));
  });

  test('is not sent again to whoever has it, computed or kept', async () => {
    const { ask, rows } = anIsolate();
    const etag = (await ask(path(), { headers: { cookie: 'a=b' } })).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    const answers: Response[] = [];
    for (const known of [etag, `"other", W/${etag}`, '*'])
      for (const more of [{ cookie: 'a=b' }, {}, {}])
        answers.push(await ask(path(), { headers: { 'if-none-match': known, ...more } }));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 304));
    for (const { headers, body } of answers) {
      expect([headers.get('etag'), headers.get('cache-control'), body]).toEqual([etag, 'no-cache', null]);
      expect(
        [...headers.keys()].filter((name) => name.startsWith('content-') && !name.includes('policy')),
      ).toEqual([]);
    }
    rows();
    expect((await ask(path(), { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });
});

const decompressed = {
  gzip: (body: Uint8Array) => gunzipSync(body),
  br: (body: Uint8Array) => brotliDecompressSync(body),
};

test.each(['gzip', 'br'] as const)('bodies in %s say the same under a tag of their own', async (coding) => {
  const { ask, rows } = anIsolate();
  const plain = await ask('/en');
  const accepting = { 'accept-encoding': coding === 'br' ? 'gzip, deflate, br' : 'gzip, br;q=0' };
  for (let n = 0; n < 2; n++) {
    rows();
    const answer = await ask('/en', { headers: accepting });
    expect([answer.headers.get('content-encoding'), answer.headers.get('vary'), rows()]).toEqual([
      coding,
      'Accept-Encoding',
      0,
    ]);
    const etag = answer.headers.get('etag') ?? '';
    expect(etag).not.toBe(plain.headers.get('etag'));
    const body = decompressed[coding](new Uint8Array(await answer.arrayBuffer()));
    expect(new TextDecoder().decode(body)).toBe(await plain.clone().text());
    for (const more of [{}, { cookie: 'a=b' }])
      expect((await ask('/en', { headers: { ...accepting, ...more, 'if-none-match': etag } })).status).toBe(
        304,
      );
  }
  for (const unwilling of ['gzip;q=0, br;q=0.0', 'identity', 'deflate'])
    expect(
      (await ask('/en', { headers: { 'accept-encoding': unwilling } })).headers.has('content-encoding'),
    ).toBe(false);
});

test('what many ask for is made smaller once more, and nobody who has it gets it again', async () => {
  const { ask } = anIsolate();
  const plain = await (await ask('/en')).text();
  const headers = { 'accept-encoding': 'gzip, deflate, br' };
  const read = async (answer: Response) => {
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const text = new TextDecoder().decode(brotliDecompressSync(bytes));
    return { etag: answer.headers.get('etag') ?? '', size: bytes.byteLength, same: text === plain };
  };
  const first = await read(await ask('/en', { headers }));
  for (let n = 0; n < 50; n++) expect((await read(await ask('/en', { headers }))).etag).toBe(first.etag);
  const smaller = await vi.waitFor(async () => {
    const now = await read(await ask('/en', { headers }));
    expect(now.etag).not.toBe(first.etag);
    return now;
  });
  expect([first.same, smaller.same, smaller.size < 0.95 * first.size]).toEqual([true, true, true]);
  for (const etag of [first.etag, smaller.etag]) {
    const known = await ask('/en', { headers: { ...headers, 'if-none-match': etag } });
    expect([known.status, known.headers.get('etag')]).toEqual([304, etag]);
  }
  const other = await ask('/en', { headers: { 'accept-encoding': 'gzip' } });
  expect(other.headers.get('content-encoding')).toBe('gzip');
});

test('an answer that depends on Accept is given to those who accept the same', async () => {
  const { ask, rows } = anIsolate();
  const path = `/api/v1/initiatives/${seeded.id}`;
  const types = ['application/json', JSON_LD, 'application/json', 'application/json'];
  const answers: [string | undefined, boolean][] = [];
  for (const accept of types) {
    const { headers } = await ask(path, { headers: { accept } });
    answers.push([headers.get('content-type')?.split(';')[0], rows() <= CATALOGUE]);
  }
  expect(answers).toEqual([
    ['application/json', false],
    [JSON_LD, false],
    ['application/json', false],
    ['application/json', true],
  ]);
});

test('HEAD has the headers of GET and no body', async () => {
  const { ask } = anIsolate();
  const [got, head] = [await ask('/en'), await ask('/en', { method: 'HEAD' })];
  for (const name of ['etag', 'cache-control', 'content-type', 'vary', 'content-security-policy'])
    expect(head.headers.get(name), name).toBe(got.headers.get(name));
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('nobody gets what a signed-in person saw', async () => {
  const { ask } = anIsolate();
  vi.useRealTimers();
  const { cookie } = await signedIn('moderator');
  const own = await ask('/en', { headers: { cookie } });
  expect([own.headers.get('cache-control'), own.headers.has('etag')]).toEqual(['no-store', false]);
  expect(await own.text()).toContain('/en/moderation');
  for (let n = 0; n < 2; n++) expect(await (await ask('/en')).text()).not.toContain('/en/moderation');
});

/** An entry in the register. Returns what changes it again. */
async function published() {
  const initiativeId = newId();
  const actor = { kind: 'system', id: null } as const;
  const jobs = [] as const;
  const content = aContent();
  const change = (before: Standing | null, type: 'initiative.imported' | 'initiative.withdrawn') =>
    commit(env.DB, {
      initiativeId,
      before,
      type,
      actor,
      ...(before === null && { content }),
      jobs,
      at: Date.now(),
    });
  const standing = await change(null, 'initiative.imported');
  await drain(env, async () => {});
  const face = await publicFace(env.DB, initiativeId);
  if (face.kind !== 'published') throw new Error('not published');
  const { slug } = face.initiative;
  return {
    page: `/en/initiatives/${initiativeId}/${encodeURIComponent(slug)}`,
    data: `/api/v1/initiatives/${initiativeId}`,
    withdraw: () => change(standing, 'initiative.withdrawn'),
  };
}

const totalOf = async (answer: Response) => ((await answer.json()) as { total: number }).total;
const NEWEST = '/api/v1/initiatives?size=1&country=TZ';

test('a publication shows a second after it is in the index', async () => {
  const { ask } = anIsolate();
  const before = await totalOf(await ask(NEWEST));
  expect(await totalOf(await ask(NEWEST))).toBe(before);
  await published();
  vi.advanceTimersByTime(999);
  expect(await totalOf(await ask(NEWEST))).toBe(before);
  vi.advanceTimersByTime(1);
  expect(await totalOf(await ask(NEWEST))).toBe(before + 1);
});

test('while answers are given, the catalogue is asked for before the second is over', async () => {
  const { ask, rows } = anIsolate();
  await ask(NEWEST);
  const before = await totalOf(await ask(NEWEST));
  await published();
  vi.advanceTimersByTime(500);
  rows();
  expect(await totalOf(await ask(NEWEST))).toBe(before);
  await vi.waitFor(() => expect(rows()).toBe(CATALOGUE));
  expect(await totalOf(await ask(NEWEST))).toBe(before + 1);
});

test('a clock that is set back makes no answer live longer', async () => {
  const { ask } = anIsolate();
  const before = await totalOf(await ask(NEWEST));
  await published();
  vi.setSystemTime(Date.now() - 60_000);
  expect(await totalOf(await ask(NEWEST))).toBe(before + 1);
});

test('whoever withdraws an entry does not see it again, not even kept', async () => {
  const { ask } = anIsolate();
  const { page, data, withdraw } = await published();
  for (const path of [page, data, page, data]) expect((await ask(path)).status).toBe(200);
  await withdraw();
  const write = await ask('/en/submit/mine', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'email=nobody%40ngo.example',
  });
  expect(write.status).toBeLessThan(400);
  for (const path of [page, data]) expect((await ask(path)).status).toBe(410);
});

test('a withdrawn entry is hidden everywhere within two seconds', async () => {
  vi.useRealTimers();
  const elsewhere = anIsolate();
  const { page, data, withdraw } = await published();
  await vi.waitFor(async () => expect((await elsewhere.ask(NEWEST)).status).toBe(200));
  for (const path of [page, data, page, data]) expect((await elsewhere.ask(path)).status).toBe(200);
  await withdraw();
  const withdrawn = Date.now();
  await env.JOBS.send({ kind: 'drain' });
  for (const path of [page, data])
    await vi.waitFor(async () => expect((await elsewhere.ask(path)).status).toBe(410), {
      timeout: 5000,
      interval: 20,
    });
  expect(Date.now() - withdrawn).toBeLessThan(2000);
});
