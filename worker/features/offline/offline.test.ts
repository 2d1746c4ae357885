import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { direction, LANGUAGES } from '#domain/taxonomy/language.ts';
import { call, signedIn } from '#test/support/sign-in.ts';
import { createApp } from '#worker/app.ts';

describe('the service worker', () => {
  test('is asked for with every page, may talk to nobody else, and rules the whole site', async () => {
    const answer = await call('/sw.js');
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'no-cache',
    ]);
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    const headers = { 'if-none-match': answer.headers.get('etag') ?? '' };
    expect((await call('/sw.js', { headers })).status).toBe(304);
    // What it keeps from the start is what pages ask for.
    const script = await answer.text();
    const page = await (await call('/en')).text();
    const asked = [...page.matchAll(/\/assets\/(?:client|main|device)-[\w-]+\.(?:js|css)/g)].map(
      ([path]) => path,
    );
    expect(asked.length).toBe(3);
    for (const path of asked) expect(script).toContain(path);
  });

  test('takes itself away where the operator has switched it off', async () => {
    const off = { ...env, SERVICE_WORKER: 'off' };
    const answer = await createApp().fetch(
      new Request('http://localhost/sw.js'),
      off,
      createExecutionContext(),
    );
    const script = await answer.text();
    expect(script).toContain('registration.unregister()');
    expect(script).toContain('caches.delete(name)');
    // What people wrote stays.
    expect(script).not.toContain('indexedDB');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });
});

describe.each(LANGUAGES)('in %s', (language) => {
  test('the register can be installed', async () => {
    const page = await (await call(`/${language}`)).text();
    const [, path = ''] = page.match(/<link rel="manifest" href="([^"]+)"/) ?? [];
    const answer = await call(path);
    expect(answer.headers.get('content-type')).toBe('application/manifest+json; charset=utf-8');
    const manifest = (await answer.json()) as {
      lang: string;
      dir: string;
      start_url: string;
      name: string;
      short_name: string;
      icons: { src: string; sizes: string; purpose: string }[];
      shortcuts: { url: string }[];
    };
    expect([manifest.lang, manifest.dir]).toEqual([language, direction(language)]);
    expect(manifest.short_name.length).toBeLessThanOrEqual(12);
    for (const { url } of [...manifest.shortcuts, { url: manifest.start_url }])
      expect([url, (await call(url)).status]).toEqual([url, 200]);
    expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
      '192x192 any',
      '512x512 any',
      '512x512 maskable',
    ]);
    for (const { src, sizes } of [
      ...manifest.icons,
      { src: '/icons/apple-touch-icon.png', sizes: '180x180' },
    ]) {
      const icon = new DataView(await (await call(src)).arrayBuffer());
      // Width and height of a PNG stand at fixed places (ISO/IEC 15948, 11.2.2).
      expect(`${icon.getUint32(16)}x${icon.getUint32(20)}`).toBe(sizes);
    }
  });

  test('what works without a connection may be kept by anybody, is checked, and names nobody', async () => {
    for (const path of ['offline', 'offline/words', 'submit/offline'].map((name) => `/${language}/${name}`)) {
      const answer = await call(path);
      const tag = answer.headers.get('etag') ?? '';
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-cache']);
      expect([path, (await call(path, { headers: { 'if-none-match': tag } })).status]).toEqual([path, 304]);
      const { cookie } = await signedIn('submitter');
      const own = await call(path, { headers: { cookie } });
      if (path.endsWith('words')) continue;
      expect([path, own.headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
    // No token: a form that somebody kept for a week is as good as a new one.
    expect(await (await call(`/${language}/submit/offline`)).text()).not.toContain('name="form"');
  });
});
