import { Hono } from 'hono';
import type { Problem } from '#domain/problems.ts';
import { Problem as ProblemError } from '#domain/problems.ts';
import { routes as accounts } from './features/accounts/routes.tsx';
import { routes as drafts } from './features/drafts/routes.tsx';
import { routes as figures } from './features/figures/routes.tsx';
import { routes as initiatives } from './features/initiatives/routes.tsx';
import { routes as moderation } from './features/moderation/routes.tsx';
import { routes as offline } from './features/offline/routes.tsx';
import { operations } from './features/operations/routes.tsx';
import { routes as organizations } from './features/organizations/routes.tsx';
import { routes as signals } from './features/signals/routes.tsx';
import { routes as submit } from './features/submit/routes.tsx';
import { routes as translations } from './features/translations/routes.tsx';
import { routes as versions, publicRoutes as versionsKept } from './features/versions/routes.tsx';
import { withAccount } from './http/account.ts';
import type { AppContext, AppEnv } from './http/context.ts';
import { type KeptAnswers, keptAnswers } from './http/kept-answers.ts';
import { languageOfPath, negotiate } from './http/language.ts';
import { countedLog, log, withoutData } from './http/log.ts';
import { methodsOf } from './http/methods.ts';
import { problemPage } from './http/page.tsx';
import { asProblem, problemResponse } from './http/problem.ts';
import { RememberingRouter } from './http/remembering-router.ts';
import { securityHeaders } from './http/security.ts';

/** API paths and callers that ask for JSON get the document; people get the page. */
function wantsDocument(c: AppContext): boolean {
  if (c.req.path.startsWith('/api/')) return true;
  const accept = c.req.header('accept') ?? '';
  return accept.includes('json') && !accept.includes('text/html');
}

function answerProblem(c: AppContext, problem: Problem): Response {
  return wantsDocument(c) ? problemResponse(c, problem) : problemPage(c, problem);
}

/** Milliseconds from which on an answer is worth a log line of its own. */
const SLOW = 1000;

/** Routes whose answers change with the catalogue only, and are the same for everybody. */
const KEPT_ROUTES = new Set(
  [...initiatives.routes, ...figures.routes, ...versionsKept.routes].map(({ path }) => path),
);

/** The whole application. `extend` adds routes of one environment (the local mailbox). */
export function createApp(
  extend?: (app: Hono<AppEnv>) => void,
  kept: KeptAnswers = keptAnswers(),
): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ router: new RememberingRouter() });
  const countRead = countedLog('reads');

  app.use(async (c, next) => {
    const started = Date.now();
    c.set('requestId', crypto.randomUUID());
    c.set('clock', Date.now);
    c.set('user', null);
    c.set('language', languageOfPath(c.req.path) ?? negotiate(c.req.header('accept-language')));
    await next();
    c.res.headers.set('x-request-id', c.get('requestId'));
    const { method, routePath: route } = c.req;
    const { status } = c.res;
    const milliseconds = Date.now() - started;
    // Whoever reads and is not signed in leaves no line of his own, unless something was wrong.
    if (method === 'GET' && c.get('user') === null && status < 400 && milliseconds < SLOW)
      countRead(route, status, c.executionCtx);
    else log({ event: 'request', request_id: c.get('requestId'), method, route, status, milliseconds });
  });
  app.use(kept.keeping(KEPT_ROUTES));
  app.use(securityHeaders);
  app.get('/assets/*', async (c) => {
    const asset = await c.env.ASSETS.fetch(c.req.raw);
    if (asset.status >= 400) throw new ProblemError('not-found');
    const response = new Response(asset.body, asset);
    response.headers.set('cache-control', 'public, max-age=31536000, immutable');
    return response;
  });
  app.on('GET', ['/favicon.svg', '/icons/*'], async (c) => {
    const asset = await c.env.ASSETS.fetch(c.req.raw);
    if (asset.status >= 400) throw new ProblemError('not-found');
    // A fetched response cannot be given headers; a copy can.
    const response = new Response(asset.body, asset);
    // They have no version in their names; an old picture for a week harms nobody.
    response.headers.set('cache-control', 'public, max-age=86400, stale-while-revalidate=604800');
    return response;
  });
  app.use(withAccount);

  extend?.(app);
  // Before the entries and the desk, whose addresses have any word in the same place.
  app.route('/', versions);
  app.route('/', translations);
  app.route('/', signals);
  app.route('/', figures);
  app.route('/', initiatives);
  app.route('/', submit);
  app.route('/', drafts);
  app.route('/', offline);
  // Before the desk, whose entries have all other addresses below its own.
  app.route('/', organizations);
  app.route('/', accounts);
  app.route('/', moderation);
  app.route('/', operations(app));

  app.notFound((c) => {
    const allowed = methodsOf(app, c.req.path);
    return answerProblem(
      c,
      allowed.length === 0
        ? new ProblemError('not-found')
        : new ProblemError('method-not-allowed', { headers: { allow: allowed.join(', ') } }),
    );
  });
  app.onError((error, c) => {
    const problem = asProblem(error);
    log({
      event: 'problem',
      request_id: c.get('requestId'),
      route: c.req.routePath,
      status: problem.status,
      problem: problem.code,
      ...(problem.code === 'internal' && { error: withoutData(error) }),
    });
    return answerProblem(c, problem);
  });
  return app;
}
