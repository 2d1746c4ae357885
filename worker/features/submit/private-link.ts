import type { MiddlewareHandler } from 'hono';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { openStatusLink } from '#worker/http/links.ts';
import type { LinkActor } from './held-entry.ts';

/** Whoever holds the private link in the path; `link-invalid` if it is forged. */
export async function linkActorOf(c: AppContext): Promise<LinkActor> {
  const link = await openStatusLink(c.env.LINK_SECRET, c.req.param('token') ?? '');
  return { kind: 'link', ...link };
}

/** The address of such a page is a secret: nobody keeps it, indexes it or is told it by a link followed from it. */
export const keepsSecret: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  c.res.headers.set('cache-control', 'no-store');
  c.res.headers.set('referrer-policy', 'no-referrer');
  c.res.headers.set('x-robots-tag', 'noindex');
};
