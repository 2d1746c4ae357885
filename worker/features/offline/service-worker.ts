import { Problem } from '#domain/problems.ts';
import type { AppContext } from '#worker/http/context.ts';

/** Removes itself and everything it kept, except what people wrote: that is sent once there is a worker again. */
const FAREWELL = `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
})()));
`;

/**
 * The service worker. Browsers ask for it with every page, so a change is everywhere as soon as somebody comes. With
 * `SERVICE_WORKER` set to `off` they get one that takes itself away.
 */
export async function serviceWorker(c: AppContext): Promise<Response> {
  const headers = {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-cache',
  };
  if (c.env.SERVICE_WORKER === 'off') return c.body(FAREWELL, 200, headers);
  const asset = await c.env.ASSETS.fetch(c.req.raw);
  if (asset.status >= 400) throw new Problem('not-found');
  const response = new Response(asset.body, asset);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
