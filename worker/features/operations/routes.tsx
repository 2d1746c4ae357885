import { Hono } from 'hono';
import { PROBLEMS, Problem, type ProblemCode } from '#domain/problems.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { Layout } from '#web/components/Layout.tsx';
import { AccessibilityPage } from '#web/pages/operations/AccessibilityPage.tsx';
import { HelpPage } from '#web/pages/operations/HelpPage.tsx';
import { type AppEnv, t } from '../../http/context.ts';
import { LANGUAGE_PREFIX, negotiate } from '../../http/language.ts';
import { frameOf, page } from '../../http/page.tsx';
import { health } from './health.ts';
import { openApiDocument } from './openapi.ts';
import { operator } from './operator.ts';

/** Health, the OpenAPI document, a page for each problem code, and the operators' commands. */
export function operations(app: Hono<AppEnv>): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  let document: Promise<unknown> | null = null;

  routes.get('/healthz', async (c) => {
    const state = await health(c.env);
    return c.json(state, state.status === 'ok' ? 200 : 503, { 'cache-control': 'no-store' });
  });

  routes.get('/api/v1/openapi.json', async (c) => {
    document ??= openApiDocument(app);
    return c.json({ ...((await document) as object), servers: [{ url: c.env.SITE_ORIGIN }] }, 200, {
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=300',
    });
  });

  routes.get('/problems/:code', (c) =>
    c.body(null, 303, {
      location: `/${negotiate(c.req.header('accept-language'))}/problems/${encodeURIComponent(c.req.param('code'))}`,
      vary: 'Accept-Language',
    }),
  );

  routes.get(`${LANGUAGE_PREFIX}/problems/:code`, (c) => {
    const code = c.req.param('code');
    if (!Object.hasOwn(PROBLEMS, code)) throw new Problem('not-found');
    const say = t(c);
    const title = say(`problem.${code as ProblemCode}.title` as MessageKey);
    return page(
      c,
      <Layout frame={frameOf(c)} title={title} noindex>
        <h1>{title}</h1>
        <p>{say(`problem.${code as ProblemCode}.detail` as MessageKey)}</p>
        <p>{say('problems.page.code', { code, status: PROBLEMS[code as ProblemCode] })}</p>
      </Layout>,
    );
  });

  routes.get(`${LANGUAGE_PREFIX}/help`, (c) => {
    const say = t(c);
    const frame = frameOf(c);
    return page(
      c,
      <Layout sheets={[]} frame={frame} title={say('help.title')}>
        <HelpPage frame={frame} contact={c.env.MAIL_FROM} />
      </Layout>,
    );
  });

  routes.get(`${LANGUAGE_PREFIX}/accessibility`, (c) =>
    page(c, <AccessibilityPage frame={frameOf(c)} contact={c.env.MAIL_FROM} />),
  );

  routes.route('/', operator);
  return routes;
}
