import { Hono } from 'hono';
import { ID_PATTERN } from '#domain/initiative/identifiers.ts';
import { Problem } from '#domain/problems.ts';
import { type Form, one } from '#domain/schemas/form.ts';
import { formBody } from '../../http/body.ts';
import { type AppContext, type AppEnv, t } from '../../http/context.ts';
import { LANGUAGE_PREFIX } from '../../http/language.ts';
import { fieldErrors } from '../../http/problem.ts';
import { staffOf } from '../../http/staff.ts';
import { deskActionNamed, deskActionOf } from './decision-form.ts';
import { actAtDesk } from './desk-action.ts';
import { showMerge } from './merge-page.tsx';
import { filterParams, readQueueQuery } from './queue-query.ts';
import { submissionById } from './review.ts';
import { showReview } from './review-page.tsx';

/** What staff do to an entry beside deciding on it, by form, and what a merge would do to both entries. */
export const deskRoutes = new Hono<AppEnv>();

const ENTRY = `${LANGUAGE_PREFIX}/moderation/:id{${ID_PATTERN.source.slice(1, -1)}}` as const;

function filtersOf(c: AppContext): URLSearchParams {
  return filterParams(readQueueQuery(new URL(c.req.url).searchParams));
}

/** Problems that bring the form again with everything that was typed. */
const AGAIN: readonly string[] = ['invalid-input', 'edit-conflict', 'wrong-state'];

async function again(c: AppContext, form: Form, problem: Problem | null): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const submission = await submissionById(c.env.DB, id, staffOf(c));
  const query = filtersOf(c).toString();
  if (one(form, 'form') === 'merge') {
    const errors = fieldErrors(t(c), problem, 'into');
    if (errors.length > 0)
      return showMerge(c, submission, { query, into: one(form, 'into'), typed: form, errors });
  }
  if (!problem) return showReview(c, submission, { query, templateFor: form });
  return showReview(c, submission, {
    query,
    typed: form,
    problem,
    seen: Number(one(form, 'expected_version')),
  });
}

/** Where a form came again with what was wrong, the switch of languages leads back to the page. */
deskRoutes.get(`${ENTRY}/actions`, (c) =>
  c.redirect(`/${c.get('language')}/moderation/${c.req.param('id')}`, 303),
);

deskRoutes.post(`${ENTRY}/actions`, async (c) => {
  const staff = staffOf(c);
  const form = await formBody(c);
  const id = c.req.param('id');
  if (form.has('use')) return again(c, form, null);
  try {
    const after = await actAtDesk(c, staff, id, deskActionOf(form));
    const params = filtersOf(c);
    const gone = after.state === 'deleted';
    if (!gone) params.set('done', deskActionNamed(one(form, 'action')) ?? '');
    return c.redirect(`/${c.get('language')}/moderation${gone ? '' : `/${id}`}?${params}`, 303);
  } catch (error) {
    if (!(error instanceof Problem) || !AGAIN.includes(error.code)) throw error;
    return again(c, form, error);
  }
});

deskRoutes.get(`${ENTRY}/merge`, async (c) => {
  const submission = await submissionById(c.env.DB, c.req.param('id'), staffOf(c));
  return showMerge(c, submission, {
    query: filtersOf(c).toString(),
    into: c.req.query('into') ?? submission.entry.standing.proposal?.into ?? '',
  });
});
