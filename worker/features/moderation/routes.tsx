import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { ID_PATTERN } from '#domain/initiative/identifiers.ts';
import { Problem } from '#domain/problems.ts';
import { QueuePage } from '#web/pages/moderation/QueuePage.tsx';
import { formBody } from '../../http/body.ts';
import { type AppContext, type AppEnv, actorOf } from '../../http/context.ts';
import { reader } from '../../http/databases.ts';
import { LANGUAGE_PREFIX } from '../../http/language.ts';
import { frameOf, page } from '../../http/page.tsx';
import { moderatorOf } from './access.ts';
import { api } from './api.ts';
import { decideInitiative } from './decide-initiative.ts';
import { decisionOf, EMPTY, valuesOf } from './decision-form.ts';
import { indexRoutes } from './index-routes.tsx';
import { nextInQueue, queueCounts, queuePage } from './queue.ts';
import { filterParams, type QueueQuery, readQueueQuery } from './queue-query.ts';
import { submissionById } from './review.ts';
import { showReview } from './review-page.tsx';

export const routes = new Hono<AppEnv>();
routes.route('/', api);

const QUEUE = `${LANGUAGE_PREFIX}/moderation` as const;

/** Sends people who are not signed in to do so and back here; for accounts that may not moderate there is no page. */
const moderatorsOnly = createMiddleware<AppEnv>(async (c, next) => {
  if (!c.get('user') && ['GET', 'HEAD'].includes(c.req.method)) {
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(
      `/${c.get('language')}/sign-in?${new URLSearchParams({ next: pathname + search })}`,
      303,
    );
  }
  moderatorOf(c);
  return next();
});
routes.use(QUEUE, moderatorsOnly);
routes.use(`${QUEUE}/*`, moderatorsOnly);
routes.route('/', indexRoutes);

/** The filters of the page: it shows what waits for a moderator unless asked for more. */
function pageQuery(c: AppContext): QueueQuery {
  const params = new URL(c.req.url).searchParams;
  const all = params.get('state') === 'all';
  if (all || !params.get('state')) params.delete('state');
  const query = readQueueQuery(params);
  return all ? query : { ...query, state: query.state.length > 0 ? query.state : ['pending'] };
}

function queryString(query: QueueQuery): string {
  const params = filterParams(query);
  if (query.state.length === 0) params.set('state', 'all');
  return params.toString();
}

function decidedBefore(c: AppContext): string | null {
  const id = c.req.query('decided') ?? '';
  return ID_PATTERN.test(id) ? id : null;
}

routes.get(QUEUE, async (c) => {
  const query = pageQuery(c);
  const database = reader(c, c.env.DB);
  const [items, counts] = await Promise.all([
    queuePage(database, query, c.get('clock')()),
    queueCounts(database, query),
  ]);
  return page(
    c,
    <QueuePage
      frame={frameOf(c)}
      total={counts.total}
      page={query.page}
      pages={Math.ceil(counts.total / query.size)}
      items={items}
      choices={counts}
      selected={{
        state: query.state[0] ?? 'all',
        language: query.language[0] ?? '',
        actionLine: query.action_line[0] ?? '',
      }}
      query={queryString(query)}
      decided={decidedBefore(c)}
    />,
    { private: true },
  );
});

routes.get(`${QUEUE}/:id`, async (c) => {
  const submission = await submissionById(reader(c, c.env.DB), c.req.param('id'));
  return showReview(c, submission, {
    query: queryString(pageQuery(c)),
    values: EMPTY,
    decided: decidedBefore(c),
  });
});

routes.post(`${QUEUE}/:id`, async (c) => {
  const form = await formBody(c);
  const id = c.req.param('id');
  const filters = pageQuery(c);
  const query = queryString(filters);
  try {
    await decideInitiative(c, actorOf(c), id, decisionOf(form));
  } catch (error) {
    if (
      !(error instanceof Problem) ||
      !['invalid-input', 'edit-conflict', 'wrong-state'].includes(error.code)
    )
      throw error;
    const submission = await submissionById(c.env.DB, id);
    return showReview(c, submission, {
      query,
      values: valuesOf(form),
      decided: null,
      problem: error,
      seen: Number(form.get('expected_version')?.[0]),
    });
  }
  const { entry } = await submissionById(c.env.DB, id);
  const next = form.get('then')?.[0] === 'next' ? await nextInQueue(c.env.DB, filters, entry) : null;
  return c.redirect(`/${c.get('language')}/moderation${next ? `/${next}` : ''}?${query}&decided=${id}`, 303);
});
