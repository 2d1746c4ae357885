import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { Problem } from '#domain/problems.ts';
import type { AppContext, AppEnv } from './context.ts';

/** Said over secure connections; over others it must not be (RFC 6797 §7.2). */
const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains';

/** Headers that say nothing to today's browsers, or nothing that others do not: each costs an answer a microsecond. */
const NEEDLESS = {
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  strictTransportSecurity: false,
  // `frame-ancestors` takes its place (OWASP ASVS 3.4.6).
  xFrameOptions: false,
  originAgentCluster: false,
  // Cookies are SameSite=Lax: a page of another site that loads ours as a script or image loads what everybody gets.
  crossOriginResourcePolicy: false,
} as const;

/**
 * Everything comes from our own origin; no inline script or style; nobody may frame us. So nothing foreign runs that
 * `Permissions-Policy` could forbid a camera to.
 */
const ofPages = secureHeaders({
  ...NEEDLESS,
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'strict-origin-when-cross-origin',
  // Private pages send a stricter Referrer-Policy of their own.
  overwrite: false,
  crossOriginOpenerPolicy: 'same-origin',
});

/** Data is never a page: nothing in it may run or be framed, and what says more about pages is left out. */
const ofData = secureHeaders({
  ...NEEDLESS,
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  overwrite: false,
  referrerPolicy: false,
  crossOriginOpenerPolicy: false,
});

/** What is no page: data, style sheets, scripts of pages, pictures. A service worker is bound by its policy, so not that. */
const NO_PAGE = /^\/(?:api|assets|icons)\/|^\/favicon\.svg$/;

/** The security headers of an answer (OWASP ASVS 3.4). */
export const securityHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  await (NO_PAGE.test(c.req.path) ? ofData : ofPages)(c, next);
  if (c.req.url.startsWith('https:')) c.res.headers.set('strict-transport-security', STRICT_TRANSPORT);
};

/**
 * Refuses a write that carries a session unless the browser says that it comes from our own pages (OWASP ASVS 3.5:
 * `Sec-Fetch-Site`, or `Origin` from older browsers and from programs).
 */
export function requireSameOrigin(c: AppContext): void {
  const site = c.req.header('sec-fetch-site');
  // A page that tells nobody its address sends `null` (Fetch §3.2); then the browser's other word counts.
  const origin = c.req.header('origin')?.replace(/^null$/, '');
  const own = new URL(c.req.url).origin;
  const trusted = origin ? origin === own || origin === c.env.SITE_ORIGIN : site === 'same-origin';
  if (!trusted || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Problem('cross-origin');
}
