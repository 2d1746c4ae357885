import { Hono } from 'hono';
import { beginRebuild } from '#db/search/rebuild.ts';
import { SearchIndexPage } from '#web/pages/moderation/SearchIndexPage.tsx';
import { paths } from '#web/paths.ts';
import type { AppEnv } from '../../http/context.ts';
import { LANGUAGE_PREFIX } from '../../http/language.ts';
import { frameOf, page } from '../../http/page.tsx';
import { reindex } from '../../jobs/reindex.ts';
import { requireAdministrator } from './access.ts';
import { indexState } from './index-state.ts';

/** The search index as administrators see it, and the command to rebuild it. */
export const indexRoutes = new Hono<AppEnv>();

const INDEX = `${LANGUAGE_PREFIX}/moderation/index` as const;

indexRoutes.get(INDEX, async (c) => {
  requireAdministrator(c);
  return page(c, <SearchIndexPage frame={frameOf(c)} {...(await indexState(c.env))} />, { private: true });
});

indexRoutes.post(INDEX, async (c) => {
  requireAdministrator(c);
  const clock = c.get('clock');
  await beginRebuild(c.env.DB, c.env.SEARCH, clock());
  // What is not done when the platform ends it, the cron goes on with.
  c.executionCtx.waitUntil(reindex(c.env, clock));
  return c.redirect(paths.searchIndex(c.get('language')), 303);
});
