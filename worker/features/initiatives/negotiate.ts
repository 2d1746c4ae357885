import { Hono } from 'hono';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';

/** Pages people may type, link or share without a language. */
const PAGES =
  'initiatives|action-lines|sdgs|countries|organizations|submit|moderation|sign-in|account|help|confirm|status';

/** Sends an address without a language to the reader's language, once. */
export const negotiated = new Hono<AppEnv>()
  .get('/', toLanguage)
  .get(`/:page{(?:${PAGES})}`, toLanguage)
  .get(`/:page{(?:${PAGES})}/*`, toLanguage)
  .get(`${LANGUAGE_PREFIX}/`, (c) => c.redirect(`/${c.get('language')}${new URL(c.req.url).search}`, 301));

function toLanguage(c: AppContext): Response {
  const { pathname, search } = new URL(c.req.url);
  c.header('vary', 'Accept-Language');
  c.header('cache-control', 'no-cache');
  return c.redirect(`/${c.get('language')}${pathname === '/' ? '' : pathname}${search}`, 303);
}
