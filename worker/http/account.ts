import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { AccountUser, AppEnv } from './context.ts';
import { requireSameOrigin } from './security.ts';

/** Prefix of the cookies of accounts. The session is `<prefix>.session_token`, behind `__Secure-` in production. */
export const COOKIE_PREFIX = 'stocktaking';
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`;

/** Minutes a sign-in link works. */
export const SIGN_IN_MINUTES = 15;
/** Days a session lasts after it was last used. */
export const SESSION_DAYS = 30;
/** Days after which a session ends, however much it is used. */
export const SESSION_MAX_DAYS = 90;
/** Minutes after signing in in which people may do what cannot be undone. */
export const FRESH_MINUTES = 15;

/** Whether somebody signed in just now: a browser left open must not be enough for what cannot be undone. */
export function isFresh(user: AccountUser, now: number): boolean {
  return now - user.signedInAt < FRESH_MINUTES * 60_000;
}

/**
 * Who is signed in. The account library is loaded only when the request carries a session cookie. A write that carries
 * a session must come from our own pages, whatever it writes.
 */
export const withAccount: MiddlewareHandler<AppEnv> = async (c, next) => {
  const cookie = getCookie(c, SESSION_COOKIE) ?? getCookie(c, SESSION_COOKIE, 'secure');
  if (cookie) {
    const { accountOf } = await import('./accounts.ts');
    c.set('user', await accountOf(c));
    if (c.get('user') && !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) requireSameOrigin(c);
  }
  await next();
  // A cache that kept the answer would hand the session to others.
  if (c.res.headers.has('set-cookie')) c.res.headers.set('cache-control', 'no-store');
};
