import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { Problem } from '#domain/problems.ts';
import type { AppContext, AppEnv } from './context.ts';

const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains';

/** Headers for browsers that are gone: each costs an answer as much as it says. */
const OBSOLETE = {
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const;

/** Everything comes from our own origin; no inline script or style; nobody may frame us. */
const ofPages = secureHeaders({
  ...OBSOLETE,
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  strictTransportSecurity: STRICT_TRANSPORT,
  referrerPolicy: 'strict-origin-when-cross-origin',
  // Private pages send a stricter Referrer-Policy of their own.
  overwrite: false,
  xFrameOptions: 'DENY',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  permissionsPolicy: {
    camera: [],
    microphone: [],
    geolocation: [],
    payment: [],
    usb: [],
  },
});

/** Data is never a page: nothing in it may run or be framed, and what says more about pages is left out. */
const ofData = secureHeaders({
  ...OBSOLETE,
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  strictTransportSecurity: STRICT_TRANSPORT,
  overwrite: false,
  referrerPolicy: false,
  xFrameOptions: false,
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: 'same-origin',
  originAgentCluster: false,
});

/** The security headers of an answer (OWASP ASVS 3.4). */
export const securityHeaders: MiddlewareHandler<AppEnv> = (c, next) =>
  (c.req.path.startsWith('/api/') ? ofData : ofPages)(c, next);

/**
 * Refuses a write that carries a session unless the browser says that it comes from our own pages (OWASP ASVS 3.5:
 * `Sec-Fetch-Site`, or `Origin` from older browsers and from programs).
 */
export function requireSameOrigin(c: AppContext): void {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const own = new URL(c.req.url).origin;
  const trusted = origin ? origin === own || origin === c.env.SITE_ORIGIN : site === 'same-origin';
  if (!trusted || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Problem('cross-origin');
}
