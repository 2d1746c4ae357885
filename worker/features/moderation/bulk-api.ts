import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { parse } from '#domain/schemas/parse.ts';
import { jsonBody } from '../../http/body.ts';
import type { AppContext, AppEnv } from '../../http/context.ts';
import { bodyProblems, jsonOf, problemAnswer } from '../../http/describe.ts';
import { staffOf } from '../../http/staff.ts';
import { confirmBulk, previewBulk, undoOwnBulk, viewBulk } from './bulk.ts';
import { BulkRequest } from './bulk-input.ts';
import { tidied } from './decide-initiative.ts';

const TAGS = ['Moderation'];

const BulkAnswer = v.object({
  id: v.pipe(v.string(), v.description('Names the decisions together, to confirm or undo them.')),
  items: v.array(
    v.object({
      id: v.string(),
      expected_version: v.number(),
      outcome: v.pipe(
        v.string(),
        v.description('`allowed` (not done yet), `done`, or the code of a problem.'),
      ),
      undo: v.pipe(v.nullable(v.string()), v.description('`done`, the code of a problem, or null.')),
    }),
  ),
  mails: v.pipe(
    v.array(v.object({ language: v.string(), count: v.number() })),
    v.description('Mails that what is not done yet would owe, by language.'),
  ),
  undo_until: v.pipe(v.nullable(v.string()), v.description('RFC 3339, UTC; no mail goes out before.')),
});

const id = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the decisions made together.',
  schema: { type: 'string' },
} as const;

const common = {
  401: problemAnswer('Nobody is signed in.'),
  403: problemAnswer('The request did not come from our own pages.'),
  404: problemAnswer('The account may not moderate, or the decisions are not its own.'),
};

const answers = {
  200: { description: 'One outcome for each entry.', content: jsonOf(BulkAnswer) },
  ...common,
};

async function answer(c: AppContext, bulk: string): Promise<Response> {
  const view = await viewBulk(c.env.DB, staffOf(c), bulk, c.get('clock')());
  const body: v.InferOutput<typeof BulkAnswer> = {
    id: view.id,
    items: view.items.map(({ id, version, outcome, undo }) => ({
      id,
      expected_version: version,
      outcome,
      undo,
    })),
    mails: view.mails,
    undo_until: view.undoUntil === null ? null : new Date(view.undoUntil).toISOString(),
  };
  return c.json(body, 200, { 'cache-control': 'no-store' });
}

/** Decisions on several entries, for programs that carry the session of a member of staff. */
export const bulkApi = new Hono<AppEnv>();

bulkApi.post(
  '/api/v1/moderation/bulk',
  describeRoute({
    operationId: 'decideTogether',
    summary: 'Decide on up to 200 entries',
    description:
      'Each entry is decided on by itself, on the version that is named, and has its own outcome. With `preview` nothing ' +
      'is done until it is confirmed. Mails wait for ten minutes, in which all of it can be undone.',
    tags: TAGS,
    requestBody: { required: true, content: jsonOf(BulkRequest, 'input') },
    responses: {
      ...answers,
      ...bodyProblems,
    },
  }),
  async (c) => {
    const staff = staffOf(c);
    const { preview, decision, items } = parse(BulkRequest, tidiedDecision(await jsonBody(c)));
    const seen = items.map((item) => ({ initiativeId: item.id, version: item.expected_version }));
    const bulk = await previewBulk(c, staff, decision, seen);
    if (!preview) await confirmBulk(c, staff, bulk);
    return answer(c, bulk);
  },
);

function tidiedDecision(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'decision' in body
    ? { ...body, decision: tidied(body.decision) }
    : body;
}

bulkApi.post(
  '/api/v1/moderation/bulk/:id/confirm',
  describeRoute({
    operationId: 'confirmTogether',
    summary: 'Do what was previewed',
    description: 'Confirmed again, it goes on with what is left; nothing is done twice.',
    tags: TAGS,
    parameters: [id],
    responses: answers,
  }),
  async (c) => {
    await confirmBulk(c, staffOf(c), c.req.param('id'));
    return answer(c, c.req.param('id'));
  },
);

bulkApi.post(
  '/api/v1/moderation/bulk/:id/undo',
  describeRoute({
    operationId: 'undoTogether',
    summary: 'Undo decisions made together',
    description: 'Within ten minutes, with their mails. Entries that were changed since keep their decision.',
    tags: TAGS,
    parameters: [id],
    responses: { ...answers, 409: problemAnswer('The time is over (`wrong-state`).') },
  }),
  async (c) => {
    await undoOwnBulk(c, staffOf(c), c.req.param('id'));
    return answer(c, c.req.param('id'));
  },
);
