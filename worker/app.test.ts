import { env, exports } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { call, signedIn } from '#test/support/sign-in.ts';

describe('a method that a path does not know', () => {
  test.each([
    ['POST', '/en/initiatives', 'GET, HEAD'],
    ['OPTIONS', '/en/initiatives', 'GET, HEAD'],
    ['PUT', '/api/v1/initiatives', 'GET, HEAD, POST'],
    ['PATCH', '/api/v1/session', 'GET, HEAD, POST, DELETE'],
    ['HEAD', '/en/sign-out', 'POST'],
    ['GET', '/api/v1/moderation/x/decisions', 'POST'],
    ['DELETE', '/healthz', 'GET, HEAD'],
    ['POST', '/assets/main.css', 'GET, HEAD'],
  ])('%s %s', async (method, path, allowed) => {
    const answer = await call(path, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed]);
    const isDocument = answer.headers.get('content-type')?.includes('problem+json');
    expect(isDocument).toBe(path.startsWith('/api/'));
  });

  test.each(['GET', 'POST', 'OPTIONS'])('is no reason where there is nothing: %s', async (method) => {
    for (const path of ['/nothing', '/api/v1/nothing', '/en/nothing/at/all']) {
      const answer = await call(path, { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([404, null]);
    }
  });
});

describe('only a secure connection is told to stay one', () => {
  test.each(['/en', '/api/v1/initiatives?size=1', '/favicon.svg', '/nothing'])('%s', async (path) => {
    const said = async (scheme: string) =>
      (await exports.default.fetch(`${scheme}://localhost${path}`)).headers.get('strict-transport-security');
    expect(await said('https')).toBe('max-age=63072000; includeSubDomains');
    expect(await said('http')).toBeNull();
  });
});

test('an asset that the browser has already is not sent again', async () => {
  const [path = ''] = (await (await call('/en')).text()).match(/\/assets\/[^"]+\.css/) ?? [];
  const first = await call(path);
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  expect([first.status, (await call(path, { headers })).status]).toEqual([200, 304]);
});

test('an answer that renews a session is kept by nobody, open data neither', async () => {
  const { cookie } = await signedIn('submitter');
  for (const path of ['/en', '/api/v1/initiatives?size=1']) {
    await env.DB.prepare('UPDATE sessions SET expires_at = ?1')
      .bind(Date.now() + 20 * 86_400_000)
      .run();
    const answer = await call(path, { headers: { cookie } });
    expect([answer.headers.has('set-cookie'), answer.headers.get('cache-control')]).toEqual([
      true,
      'no-store',
    ]);
  }
});

test('parameters a page does not name make no other page for search engines', async () => {
  const page = await (await call('/en/help?utm_source=x')).text();
  expect(page).toMatch(/rel="canonical" href="[^"?]*\/en\/help"/);
  expect(page).toMatch(/hreflang="ar" href="[^"?]*\/ar\/help"/);
});
