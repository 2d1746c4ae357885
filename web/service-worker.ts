import { registerRoute } from 'workbox-routing';
import { CacheFirst, StaleWhileRevalidate } from 'workbox-strategies';
import { isLanguage } from '#domain/taxonomy/language.ts';
import { isOf } from './device/own-copy.ts';
import { openStore } from './device/store.ts';
import { forgetOldAssets, keepAssets } from './offline/assets.ts';
import { CACHES } from './offline/kept.ts';
import { keepLostPost } from './offline/lost-post.ts';
import { keepPage, pages } from './offline/pages.ts';
import { scope } from './offline/scope.ts';
import { keepShellOf, languageIn, renewShell, shellPage, unreachable } from './offline/shell.ts';
import { OUTBOX, sendOutbox } from './outbox.ts';
import { paths } from './paths.ts';

// A page asks for its assets by names that change with their content, so a new worker may take over at once.
scope.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([keepAssets(), scope.skipWaiting()]));
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

async function takeOver(): Promise<void> {
  await scope.registration.navigationPreload?.enable();
  await scope.clients.claim();
  try {
    await renewShell();
    // Whoever came here for the first time has pages open that nobody could keep.
    for (const { url } of await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })) {
      await keepShellOf(new URL(url));
      await keepPage(new URL(url));
    }
  } catch {
    // The connection is gone again; what is kept stays as it is.
  }
  await forgetOldAssets();
}

// What a page sends while it is left (the desk says so) is lost where it has to pass a worker.
scope.addEventListener('install', (event) => {
  event.addRoutes?.({ condition: { requestMethod: 'POST', requestMode: 'no-cors' }, source: 'network' });
});

scope.addEventListener('sync', (event) => {
  if (event.tag !== OUTBOX) return;
  event.waitUntil(
    sendOutbox().then((done) => {
      // A failure makes the browser try again later.
      if (!done) throw new Error('submissions wait');
    }),
  );
});

// Every navigation is answered here: one that is not would be asked for twice where it is preloaded.
registerRoute(
  ({ request }) => request.mode === 'navigate',
  async ({ request, event, url }) => {
    try {
      const answer = await pages.handle({ request, event });
      event.waitUntil(keepShellOf(url).catch(() => {}));
      return answer;
    } catch {
      return withoutConnection(url);
    }
  },
);

/** Whether this device keeps something of a draft; of none, there is nothing to keep. */
async function isHere(draft: string | null): Promise<boolean> {
  if (!draft) return true;
  const store = await openStore();
  const keys = await store.getAllKeys('drafts');
  store.close();
  return keys.some((key) => isOf(`draft:${draft}`, key));
}

async function withoutConnection(url: URL): Promise<Response> {
  const language = languageIn(url.pathname);
  if (language && url.pathname === paths.submit(language)) {
    const form = await shellPage(paths.offlineForm(language));
    if (form && (await isHere(url.searchParams.get('draft'))))
      return Response.redirect(paths.offlineForm(language) + url.search, 302);
  }
  return (await shellPage(url.pathname)) ?? unreachable(url);
}

registerRoute(
  ({ request, url }) => request.mode === 'navigate' && /^\/..\/submit$/.test(url.pathname),
  async ({ request, url }) => {
    const copy = request.clone();
    try {
      return await fetch(request);
    } catch {
      const language = languageIn(url.pathname);
      if (!isLanguage(language)) return Response.error();
      return keepLostPost(await copy.formData(), language);
    }
  },
  'POST',
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  new CacheFirst({ cacheName: CACHES.assets }),
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /^\/..\/offline\/words$/.test(url.pathname),
  new StaleWhileRevalidate({ cacheName: CACHES.shell }),
);
