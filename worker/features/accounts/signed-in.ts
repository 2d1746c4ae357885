import { createMiddleware } from 'hono/factory';
import { Problem } from '#domain/problems.ts';
import type { AccountUser, AppContext, AppEnv } from '../../http/context.ts';

/** Sends people who are not signed in to do so and back here; a form of theirs is `sign-in-required`. */
export const signedInOnly = createMiddleware<AppEnv>(async (c, next) => {
  if (c.get('user')) return next();
  if (!['GET', 'HEAD'].includes(c.req.method)) throw new Problem('sign-in-required');
  const { pathname, search } = new URL(c.req.url);
  return c.redirect(`/${c.get('language')}/sign-in?${new URLSearchParams({ next: pathname + search })}`, 303);
});

/** Who is signed in, or `sign-in-required`. */
export function userOf(c: AppContext): AccountUser {
  const user = c.get('user');
  if (!user) throw new Problem('sign-in-required');
  return user;
}
