import type { WorkboxPlugin } from 'workbox-core/types.js';
import { ExpirationPlugin } from 'workbox-expiration';
import { NetworkFirst } from 'workbox-strategies';
import { CACHES, KEPT_AT, MOST_PAGES } from './kept.ts';

/** Seconds after which somebody who reads a page again gets the kept one. */
const PATIENCE = 4;
/** Pages that are about one person, or show only what was just typed. Their headers say so too. */
const PRIVATE =
  /^\/(?:api|dev|operator)\/|^\/..\/(?:account|confirm|drafts|moderation|renew|session|sign|status|submit|offline)/;

/** Whether an answer may be read again without a connection: a public page, as its headers say. */
function mayBeKept({ url }: Request, { status, type, redirected, headers }: Response): boolean {
  const control = headers.get('cache-control') ?? 'no-store';
  return (
    status === 200 &&
    type === 'basic' &&
    !redirected &&
    /^text\/html\b/.test(headers.get('content-type') ?? '') &&
    !/\b(?:no-store|private)\b/.test(control) &&
    !PRIVATE.test(new URL(url).pathname)
  );
}

/** The same answer to be kept: with a header more, its body decoded, and one for each address. */
function withHeader(response: Response, body: BodyInit | null, name: string, value: string): Response {
  const headers = new Headers(response.headers);
  for (const none of ['content-encoding', 'content-length', 'vary']) headers.delete(none);
  headers.set(name, value);
  return new Response(body, { status: response.status, headers });
}

/** A kept page says itself that it is one, and from when: scripts of the page cannot see where it came from. */
async function marked(response: Response): Promise<Response> {
  const at = response.headers.get(KEPT_AT) ?? '';
  const text = (await response.text()).replace('<html ', `<html data-kept="${at}" `);
  return withHeader(response, text, KEPT_AT, at);
}

/** The last public pages: from the register if it answers in time, else as they were kept. */
export const pages = new NetworkFirst({
  cacheName: CACHES.pages,
  networkTimeoutSeconds: PATIENCE,
  plugins: [
    // Workbox's own types do not agree with each other where undefined is no value.
    new ExpirationPlugin({ maxEntries: MOST_PAGES, purgeOnQuotaError: true }) as WorkboxPlugin,
    {
      // Called for every answer; `fetchDidSucceed` is not for one that was preloaded.
      cacheWillUpdate: async ({ request, response }) => {
        // What the register has taken from the public is taken from this device as well.
        if (response.status === 404 || response.status === 410)
          await (await caches.open(CACHES.pages)).delete(request.url);
        return mayBeKept(request, response)
          ? withHeader(response, response.body, KEPT_AT, String(Date.now()))
          : null;
      },
      cachedResponseWillBeUsed: async ({ cachedResponse }) =>
        cachedResponse ? marked(cachedResponse) : null,
    },
  ],
});

/** Keeps a page that was read before there was anybody to keep it. */
export async function keepPage({ href }: URL): Promise<void> {
  const request = new Request(href, { credentials: 'omit', headers: { accept: 'text/html' } });
  const response = await fetch(request);
  if (mayBeKept(request, response))
    await (await caches.open(CACHES.pages)).put(
      href,
      withHeader(response, response.body, KEPT_AT, String(Date.now())),
    );
}
