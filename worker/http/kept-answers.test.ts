import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Env } from '../env.ts';
import type { AppContext, AppEnv } from './context.ts';
import { keptAnswers } from './kept-answers.ts';

const ORIGIN = 'http://localhost';
const PUBLIC = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' };

/** One public route and one that is not, both answered by `handler`. */
function anApp(handler: (c: AppContext) => Response | Promise<Response>, route = '/page') {
  const kept = keptAnswers();
  const app = new Hono<AppEnv>()
    .use(kept.keeping(new Set([route])))
    .all(route, handler)
    .all('/other', handler);
  return {
    kept,
    async ask(path: string, init: RequestInit = {}, bindings: Env = env) {
      const request = new Request(ORIGIN + path, init);
      const context = createExecutionContext();
      return (await kept.answer(request, bindings, context)) ?? app.fetch(request, bindings, context);
    },
  };
}

const raise = () => env.SEARCH.prepare('UPDATE catalogue SET version = version + 1').run();

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

describe('what is kept', () => {
  const cases: [
    string,
    boolean,
    Record<string, string>,
    { status?: number; path?: string; init?: RequestInit },
  ][] = [
    ['a public page', true, {}, {}],
    ['JSON', true, { 'content-type': 'application/json' }, {}],
    ['an answer that depends on Accept', true, { vary: 'Accept' }, {}],
    ['another route', false, {}, { path: '/other' }],
    ['a secret', false, { 'cache-control': 'no-store' }, {}],
    ['private to one person', false, { 'cache-control': 'private, no-cache' }, {}],
    ['an answer that says nothing about caches', false, { 'cache-control': '' }, {}],
    ['an answer with a cookie', false, { 'set-cookie': 'a=b' }, {}],
    ['an answer that depends on the language', true, { vary: 'Accept-Language' }, {}],
    ['an answer that depends on a cookie', false, { vary: 'Accept, Cookie' }, {}],
    ['a file', false, { 'content-type': 'application/octet-stream' }, {}],
    ['a problem', false, {}, { status: 404 }],
    ['an entry that is gone', false, {}, { status: 410 }],
    ['a redirect', false, { location: '/' }, { status: 301 }],
    ['an answer to somebody', false, {}, { init: { headers: { cookie: 'a=b' } } }],
    ['an answer to somebody with a key', false, {}, { init: { headers: { authorization: 'Bearer x' } } }],
    ['an answer to HEAD', false, {}, { init: { method: 'HEAD' } }],
    ['an answer to POST', false, {}, { init: { method: 'POST' } }],
  ];
  test.each(cases)('%s: %s', async (_, expected, headers, { status = 200, path = '/page', init = {} }) => {
    const { ask, kept } = anApp(() => new Response('x', { status, headers: { ...PUBLIC, ...headers } }));
    expect((await ask(path, init)).status).toBe(status);
    expect(kept.store.keys()).toEqual(expected ? [`${ORIGIN}${path}`] : []);
  });
});

test('the address counts with its parameters', async () => {
  const { ask } = anApp((c) => c.body(c.req.query('n') ?? '', 200, PUBLIC));
  for (const n of ['1', '2', '1', '2']) expect(await (await ask(`/page?n=${n}`)).text()).toBe(n);
});

test('answers have one ETag as long as they say the same', async () => {
  const { ask } = anApp((c) => c.body(c.req.query('says') ?? '', 200, PUBLIC));
  const tagOf = async (path: string) => (await ask(path)).headers.get('etag') ?? '';
  const tags = await Promise.all(
    ['/page?says=a', '/page?says=a&n=1', '/page?says=b', '/page?says=ab', '/page'].map(tagOf),
  );
  expect(tags[0]).toBe(tags[1]);
  expect(new Set(tags).size).toBe(4);
});

test('an answer that depends on the language is given to those who want the same', async () => {
  const { ask } = anApp((c) =>
    c.body(c.req.header('accept-language') ?? '', 200, { ...PUBLIC, vary: 'Accept, Accept-Language' }),
  );
  for (const language of ['fr', 'fr', 'ar', 'ar'])
    expect(await (await ask('/page', { headers: { 'accept-language': language } })).text()).toBe(language);
});

test('after a minute an answer is computed again', async () => {
  let computed = 0;
  const { ask } = anApp((c) => c.body(`${++computed}`, 200, PUBLIC));
  const texts: string[] = [];
  for (const wait of [0, 59_999, 1]) {
    vi.advanceTimersByTime(wait);
    texts.push(await (await ask('/page')).text());
  }
  expect(texts).toEqual(['1', '1', '2']);
});

test('an answer that was begun before a publication is not kept after it', async () => {
  let text = 'old';
  let finish = () => {};
  const { ask, kept } = anApp(async (c) => {
    const read = text;
    if (c.req.query('slow')) await new Promise<void>((resolve) => (finish = resolve));
    return c.body(read, 200, PUBLIC);
  });
  await ask('/page');
  const slow = ask('/page?slow=1');
  await vi.waitFor(() => expect(finish.length).toBe(1));
  text = 'new';
  await raise();
  vi.advanceTimersByTime(1000);
  expect(await (await ask('/page')).text()).toBe('new');
  finish();
  expect(await (await slow).text()).toBe('old');
  expect(kept.store.keys()).toEqual([`${ORIGIN}/page`]);
});

test('a write that succeeds forgets everything, one that is refused nothing', async () => {
  let status = 422;
  const { ask, kept } = anApp((c) => c.body('x', c.req.method === 'POST' ? (status as 200) : 200, PUBLIC));
  await ask('/page');
  await ask('/other', { method: 'POST' });
  expect(kept.store.keys().length).toBe(1);
  status = 303;
  await ask('/other', { method: 'POST' });
  expect(kept.store.keys().length).toBe(0);
});

test('while the catalogue cannot be asked, answers are computed', async () => {
  let computed = 0;
  const { ask } = anApp((c) => c.body(`${++computed}`, 200, PUBLIC));
  const broken = {
    ...env,
    SEARCH: {
      withSession: () => {
        throw new Error('no database');
      },
    },
  } as unknown as Env;
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const texts: string[] = [];
  for (const bindings of [env, env, broken, broken, env]) {
    texts.push(await (await ask('/page', {}, bindings)).text());
    vi.advanceTimersByTime(1000);
  }
  expect(texts).toEqual(['1', '1', '2', '3', '3']);
  expect(log.mock.calls.flat().filter((line) => String(line).includes('catalogue-unknown')).length).toBe(2);
  log.mockRestore();
});

test('the log tells how many kept answers were given', async () => {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
  const { ask } = anApp((c) => c.body('x', 200, PUBLIC), '/counted');
  const etag = (await ask('/counted')).headers.get('etag') ?? '';
  for (let n = 0; n < 3; n++) await ask('/counted');
  await ask('/counted', { headers: { 'if-none-match': etag } });
  const told = () => lines.map((line) => JSON.parse(line)).filter(({ route }) => route === '/counted');
  await vi.waitFor(() => expect(told().length).toBe(2), { timeout: 3000 });
  expect(told()).toEqual([
    { event: 'kept-answers', route: '/counted', status: 200, count: 3 },
    { event: 'kept-answers', route: '/counted', status: 304, count: 1 },
  ]);
  log.mockRestore();
});

test('the memory they take has a bound', async () => {
  const { ask, kept } = anApp((c) => c.body('x'.repeat(Number(c.req.query('size'))), 200, PUBLIC));
  for (let n = 0; n < 60; n++)
    await ask(`/page?size=${500_000 + n}`, { headers: { 'accept-encoding': 'gzip' } });
  expect(kept.store.weight()).toBeLessThanOrEqual(16 * 1024 * 1024);
  expect(kept.store.weight()).toBeGreaterThan(15 * 1024 * 1024);
  await ask('/page?size=2000000');
  expect(kept.store.keys().some((key) => key.includes('2000000'))).toBe(false);
});
