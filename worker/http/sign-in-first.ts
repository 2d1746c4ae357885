import type { AppContext } from './context.ts';

/** Where somebody who has to sign in for a page is sent, to come back to it; null for signed-in people and writes. */
export function signInFirst(c: AppContext): Response | null {
  if (c.get('user') || !['GET', 'HEAD'].includes(c.req.method)) return null;
  const { pathname, search } = new URL(c.req.url);
  return c.redirect(`/${c.get('language')}/sign-in?${new URLSearchParams({ next: pathname + search })}`, 303);
}
