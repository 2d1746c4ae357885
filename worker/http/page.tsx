import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { VNode } from 'preact';
import { isStaff, mayHaveStaffPower } from '#domain/initiative/permissions.ts';
import type { Problem } from '#domain/problems.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import type { Frame } from '#web/components/frame.ts';
import { ProblemPage } from '#web/components/ProblemPage.tsx';
import { renderPage } from '#web/render.ts';
import manifest from '../../dist/manifest.json';
import { type AppContext, t } from './context.ts';
import { headersOf } from './problem.ts';

const ASSETS: Frame['assets'] = {
  css: manifest['main.css'],
  view: manifest['view.css'],
  work: manifest['work.css'],
  manage: manifest['manage.css'],
  js: manifest['client.js'],
  suggest: manifest['suggest.js'],
  passkey: manifest['passkey.js'],
  desk: manifest['desk.js'],
  picture: manifest['picture.js'],
  device: manifest['device.js'],
  onDevice: manifest['on-device.js'],
  offlineForm: manifest['offline-form.js'],
  draft: manifest['draft.js'],
  draftImports: manifest['draft.js imports'].split(' ').filter(Boolean),
};

/** What every page shows around its content. */
export function frameOf(c: AppContext): Frame {
  const url = new URL(c.req.url);
  const user = c.get('user');
  return {
    language: c.get('language'),
    t: t(c),
    path: url.pathname + url.search,
    origin: c.env.SITE_ORIGIN,
    user: user && {
      email: user.email,
      staff: isStaff(user.actor),
      administrator: mayHaveStaffPower(user.actor),
      staffPower: user.actor.staffPower,
    },
    assets: ASSETS,
  };
}

/** Answers a page. Pages of signed-in people and answers to writes are never kept by anybody. */
export function page(
  c: AppContext,
  node: VNode,
  options: { status?: ContentfulStatusCode; private?: boolean; headers?: Record<string, string> } = {},
): Response {
  const secret =
    options.private ||
    c.get('user') !== null ||
    !['GET', 'HEAD'].includes(c.req.method) ||
    (options.status ?? 200) >= 400;
  return c.body(renderPage(node), options.status ?? 200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': secret ? 'no-store' : 'no-cache',
    ...options.headers,
  });
}

/** The page of a problem. */
export function problemPage(c: AppContext, problem: Problem): Response {
  const say = t(c);
  return page(
    c,
    <ProblemPage
      frame={frameOf(c)}
      title={say(`problem.${problem.code}.title` as MessageKey)}
      detail={say(`problem.${problem.code}.detail` as MessageKey)}
      code={problem.code}
      requestId={c.get('requestId')}
      again={c.req.method === 'GET'}
    />,
    { status: problem.status as ContentfulStatusCode, headers: headersOf(problem) },
  );
}
