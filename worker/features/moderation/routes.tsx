import { Hono } from 'hono';
import { endLease } from '#db/leases.ts';
import { ID_PATTERN } from '#domain/initiative/identifiers.ts';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import { lookingText } from '#web/pages/moderation/Presence.tsx';
import { QueuePage } from '#web/pages/moderation/QueuePage.tsx';
import { formBody } from '../../http/body.ts';
import { type AppContext, type AppEnv, actorOf } from '../../http/context.ts';
import { reader } from '../../http/databases.ts';
import { LANGUAGE_PREFIX } from '../../http/language.ts';
import { frameOf, page } from '../../http/page.tsx';
import { staffOf, staffOnly } from '../../http/staff.ts';
import { api } from './api.ts';
import { bulkRoutes } from './bulk-routes.tsx';
import { decideInitiative } from './decide-initiative.ts';
import { decisionOf, EMPTY, valuesOf } from './decision-form.ts';
import { deskRoutes } from './desk-routes.tsx';
import { duplicateRoutes } from './duplicates-routes.tsx';
import { indexRoutes } from './index-routes.tsx';
import { presenceAt } from './presence.ts';
import { nextInQueue, placeInQueue, readQueue } from './queue.ts';
import { filterParams, type QueueQuery, readQueueQuery } from './queue-query.ts';
import { reasons } from './reasons.tsx';
import { submissionById } from './review.ts';
import { showReview } from './review-page.tsx';
import { entryAtDesk } from './rights.ts';
import { suggestedCounts } from './suggested-counts.ts';

export const routes = new Hono<AppEnv>();
routes.route('/', api);
routes.route('/', reasons);

const QUEUE = `${LANGUAGE_PREFIX}/moderation` as const;
/** An entry at the desk; other pages of the desk have names that are no ids. */
const ENTRY = `${QUEUE}/:id{${ID_PATTERN.source.slice(1, -1)}}` as const;

routes.use(QUEUE, staffOnly);
routes.use(`${QUEUE}/*`, staffOnly);
routes.route('/', indexRoutes);
routes.route('/', deskRoutes);
routes.route('/', duplicateRoutes);
routes.route('/', bulkRoutes);

/** The filters of the page: what waits for a decision unless told otherwise. Queues took the place of states there. */
function pageQuery(c: AppContext): QueueQuery {
  const params = new URL(c.req.url).searchParams;
  const usual = params.get('state') === 'changes-requested' ? 'asked' : 'open';
  params.delete('state');
  const query = readQueueQuery(params);
  return { ...query, queue: query.queue ?? usual };
}

function decidedBefore(c: AppContext): string | null {
  const id = c.req.query('decided') ?? '';
  return ID_PATTERN.test(id) ? id : null;
}

/** A page of the desk with the filters of the queue it belongs to. */
function deskPath(c: AppContext, id: string | null, query: URLSearchParams): string {
  return `/${c.get('language')}/moderation${id ? `/${id}` : ''}${query.size > 0 ? `?${query}` : ''}`;
}

routes.get(QUEUE, async (c) => {
  const query = pageQuery(c);
  const [database, actor, now] = [reader(c, c.env.DB), staffOf(c), c.get('clock')()];
  const [{ entries, counts }, suggested] = await Promise.all([
    readQueue(database, actor, query, now),
    suggestedCounts(database, actor, now),
  ]);
  return page(
    c,
    <QueuePage
      frame={frameOf(c)}
      page={query.page}
      pages={Math.ceil(counts.total / query.size)}
      items={entries}
      counts={counts}
      suggested={suggested}
      selected={{
        queue: query.queue ?? 'open',
        view: query.view,
        age: query.age ?? '',
        language: query.language[0] ?? '',
        actionLine: query.action_line[0] ?? '',
      }}
      query={filterParams(query).toString()}
      decided={decidedBefore(c)}
      me={actor.id}
      now={now}
    />,
    { private: true },
  );
});

/** The page of what comes after an entry, or of the queue when nothing does. */
async function next(c: AppContext, filters: QueueQuery, id: string, place: Place): Promise<string | null> {
  return nextInQueue(c.env.DB, staffOf(c), filters, { place, id, now: c.get('clock')() });
}
type Place = Awaited<ReturnType<typeof placeInQueue>>;

routes.get(`${QUEUE}/next`, async (c) => {
  const query = pageQuery(c);
  const after = c.req.query('after') ?? '';
  const place = await placeInQueue(c.env.DB, query, after);
  return c.redirect(deskPath(c, await next(c, query, after, place), filterParams(query)), 303);
});

routes.get(ENTRY, async (c) => {
  const submission = await submissionById(reader(c, c.env.DB), c.req.param('id'), staffOf(c));
  return showReview(c, submission, {
    query: filterParams(pageQuery(c)).toString(),
    values: EMPTY,
    decided: decidedBefore(c),
  });
});

routes.post(ENTRY, async (c) => {
  const form = await formBody(c);
  const id = c.req.param('id');
  const staff = staffOf(c);
  const filters = pageQuery(c);
  const params = filterParams(filters);
  if (form.has('use')) {
    const submission = await submissionById(c.env.DB, id, staff);
    return showReview(c, submission, { query: params.toString(), values: valuesOf(form), templateFor: form });
  }
  const place = await placeInQueue(c.env.DB, filters, id);
  try {
    await decideInitiative(c, actorOf(c), id, decisionOf(form));
  } catch (error) {
    if (
      !(error instanceof Problem) ||
      !['invalid-input', 'edit-conflict', 'wrong-state'].includes(error.code)
    )
      throw error;
    const submission = await submissionById(c.env.DB, id, staff);
    return showReview(c, submission, {
      query: params.toString(),
      values: valuesOf(form),
      decided: null,
      problem: error,
      seen: Number(one(form, 'expected_version')),
    });
  }
  await endLease(c.env.DB, { initiativeId: id, userId: staff.id });
  const following = one(form, 'then') === 'next' ? await next(c, filters, id, place) : null;
  params.set('decided', id);
  return c.redirect(deskPath(c, following, params), 303);
});

/** Renews a lease (`until` is its new end, `looking` who else looks, in words), or ends it when the page is left. */
routes.post(`${ENTRY}/lease`, async (c) => {
  const form = await formBody(c);
  const initiativeId = c.req.param('id');
  const userId = staffOf(c).id;
  const left = Number(one(form, 'left'));
  if (left) {
    await endLease(c.env.DB, { initiativeId, userId, until: left });
    return c.body(null, 204);
  }
  await entryAtDesk(c.env.DB, staffOf(c), initiativeId);
  if (form.has('end')) {
    await endLease(c.env.DB, { initiativeId, userId });
    return c.redirect(deskPath(c, null, filterParams(pageQuery(c))), 303);
  }
  const { until, looking } = await presenceAt(c, initiativeId);
  const said = looking.map((one) => lookingText(frameOf(c), one));
  return c.json({ until, looking: said }, 200, { 'cache-control': 'no-store' });
});
