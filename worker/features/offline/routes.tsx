import { Hono } from 'hono';
import type { DeviceWords } from '#web/offline/words.ts';
import { OnDevicePage } from '#web/pages/offline/OnDevicePage.tsx';
import { type AppEnv, t } from '#worker/http/context.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { appManifest } from './app-manifest.ts';
import { serviceWorker } from './service-worker.ts';

/** What makes the register work without a connection, and what makes it an app. */
export const routes = new Hono<AppEnv>();

routes.get('/sw.js', serviceWorker);

routes.get(`${LANGUAGE_PREFIX}/offline`, (c) => {
  const frame = frameOf(c);
  return page(c, <OnDevicePage frame={frame} script={frame.assets.onDevice} />);
});

routes.get(`${LANGUAGE_PREFIX}/offline/words`, (c) => {
  const say = t(c);
  const words: DeviceWords = {
    kept: say('offline.kept', { date: '#' }),
    again: say('offline.again'),
    waiting: say('offline.waiting', { count: '#' }),
    refused: say('offline.refused', { count: '#' }),
    sent: say('offline.sent', { count: '#' }),
    show: say('offline.show'),
  };
  return c.json(words, 200, { 'cache-control': 'no-cache' });
});

routes.get(`${LANGUAGE_PREFIX}/manifest.webmanifest`, (c) =>
  c.body(JSON.stringify(appManifest(c.get('language'), t(c))), 200, {
    'content-type': 'application/manifest+json; charset=utf-8',
    'content-language': c.get('language'),
    'cache-control': 'public, max-age=86400, stale-while-revalidate=604800',
  }),
);
