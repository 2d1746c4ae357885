import { Hono } from 'hono';
import { accountActors } from '#db/actors.ts';
import { namesOf } from '#db/staff-names.ts';
import { BULK_SIZE } from '#domain/initiative/desk.ts';
import { ID_PATTERN } from '#domain/initiative/identifiers.ts';
import { activeGrants } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { type Form, one } from '#domain/schemas/form.ts';
import { parse } from '#domain/schemas/parse.ts';
import { BulkForm, type BulkFormProps } from '#web/pages/moderation/BulkForm.tsx';
import { BulkPage } from '#web/pages/moderation/BulkPage.tsx';
import { formBody } from '../../http/body.ts';
import { type AppContext, type AppEnv, t } from '../../http/context.ts';
import { LANGUAGE_PREFIX } from '../../http/language.ts';
import { frameOf, page } from '../../http/page.tsx';
import { fieldErrors } from '../../http/problem.ts';
import { staffOf } from '../../http/staff.ts';
import { confirmBulk, previewBulk, undoOwnBulk, versionsOf, viewBulk } from './bulk.ts';
import { BulkWish } from './bulk-input.ts';
import { tidied } from './decide-initiative.ts';
import { decisionOf, valuesOf } from './decision-form.ts';
import { idsInQueue } from './queue.ts';
import { filterParams, type QueueQuery, readQueueQuery } from './queue-query.ts';

/** Decisions on several entries: chosen in the queue, looked at, confirmed, and undone within ten minutes. */
export const bulkRoutes = new Hono<AppEnv>();

const BULK = `${LANGUAGE_PREFIX}/moderation/bulk` as const;
const ONE = `${BULK}/:bulk{${ID_PATTERN.source.slice(1, -1)}}` as const;

/** The filters of the queue that the choice was made in. */
function filtersOf(c: AppContext): QueueQuery {
  const query = readQueueQuery(new URL(c.req.url).searchParams);
  return { ...query, queue: query.queue ?? 'open' };
}

/** The entries that a form names, or with `all` what its filters leave. */
async function chosen(c: AppContext, form: Form): Promise<string[]> {
  const window = { now: c.get('clock')(), limit: BULK_SIZE };
  const ids = form.has('all')
    ? await idsInQueue(c.env.DB, staffOf(c), filtersOf(c), window)
    : (form.get('ids') ?? []).filter((id) => ID_PATTERN.test(id));
  return [...new Set(ids)].slice(0, BULK_SIZE);
}

/** Colleagues who decide at all; whether they may decide on an entry shows in the preview. */
async function colleaguesOf(c: AppContext): Promise<BulkFormProps['colleagues']> {
  const own = staffOf(c).id;
  const deciding = (await accountActors(c.env.DB)).filter(
    ({ actor }) =>
      actor.id !== own &&
      activeGrants(actor).some(({ role }) => role === 'moderator' || role === 'facilitator'),
  );
  const ids = deciding.map(({ actor }) => actor.id);
  const names = await namesOf(c.env.DB, ids);
  return ids.map((id) => ({ id, name: names.get(id) ?? '' }));
}

async function showForm(
  c: AppContext,
  form: Form,
  ids: readonly string[],
  errors: BulkFormProps['errors'],
): Promise<Response> {
  const values = {
    ...valuesOf(form),
    action: one(form, 'action'),
    assignee: one(form, 'assignee'),
  };
  const query = filterParams(filtersOf(c)).toString();
  const colleagues = await colleaguesOf(c);
  return page(c, <BulkForm frame={frameOf(c)} {...{ query, ids, colleagues, values, errors }} />, {
    private: true,
    status: errors.length > 0 ? 422 : 200,
  });
}

bulkRoutes.post(BULK, async (c) => {
  const staff = staffOf(c);
  const form = await formBody(c);
  const ids = await chosen(c, form);
  // A form with its fields comes from the second page, whatever was filled in; the queue sends the choice alone.
  if (ids.length === 0 || !form.has('message')) return showForm(c, form, ids, []);
  try {
    const assignee = one(form, 'assignee') || null;
    const wish = parse(BulkWish, tidied({ ...decisionOf(form), assignee }));
    const id = await previewBulk(c, staff, wish, await versionsOf(c.env.DB, ids));
    return c.redirect(pathOf(c, id), 303);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid-input') throw error;
    return showForm(c, form, ids, fieldErrors(t(c), error, 'action'));
  }
});

function pathOf(c: AppContext, id: string): string {
  const query = filterParams(filtersOf(c));
  return `/${c.get('language')}/moderation/bulk/${id}${query.size > 0 ? `?${query}` : ''}`;
}

bulkRoutes.get(ONE, async (c) => {
  const view = await viewBulk(c.env.DB, staffOf(c), c.req.param('bulk'), c.get('clock')());
  return page(
    c,
    <BulkPage
      frame={frameOf(c)}
      id={view.id}
      query={filterParams(filtersOf(c)).toString()}
      action={view.wish.action}
      message={'message' in view.wish ? view.wish.message : ''}
      items={view.items}
      mails={view.mails}
      confirmed={view.begunAt !== null}
      undoUntil={view.undoUntil}
    />,
    { private: true },
  );
});

bulkRoutes.post(`${ONE}/confirm`, async (c) => {
  await confirmBulk(c, staffOf(c), c.req.param('bulk'));
  return c.redirect(pathOf(c, c.req.param('bulk')), 303);
});

bulkRoutes.post(`${ONE}/undo`, async (c) => {
  await undoOwnBulk(c, staffOf(c), c.req.param('bulk'));
  return c.redirect(pathOf(c, c.req.param('bulk')), 303);
});
