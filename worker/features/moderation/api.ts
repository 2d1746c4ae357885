import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { EVENT_TYPES } from '#domain/initiative/events.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { DECLINE_REASONS } from '#domain/initiative/reasons.ts';
import { QUEUE_STATES, STATES } from '#domain/initiative/states.ts';
import { Decision } from '#domain/schemas/decision.ts';
import { FIELD_NAMES } from '#domain/schemas/submission.ts';
import { ACTION_LINE_CODES } from '#domain/taxonomy/action-lines.ts';
import { CONTENT_LANGUAGES } from '#domain/taxonomy/language.ts';
import { jsonBody } from '../../http/body.ts';
import { type AppEnv, actorOf } from '../../http/context.ts';
import { reader } from '../../http/databases.ts';
import { jsonOf, problemAnswer } from '../../http/describe.ts';
import { moderatorOf } from './access.ts';
import { decideInitiative } from './decide-initiative.ts';
import { queueCounts, queuePage } from './queue.ts';
import { readQueueQuery } from './queue-query.ts';
import { submissionById } from './review.ts';

const TAGS = ['Moderation'];
const NO_STORE = { 'cache-control': 'no-store' };

const said = (description: string) => v.pipe(v.string(), v.description(description));
const version = v.pipe(v.number(), v.description('Name it as `expected_version` in a decision.'));
const timestamp = said('Instant in RFC 3339, UTC.');

const Queue = v.object({
  total: v.number(),
  page: v.number(),
  size: v.number(),
  results: v.array(
    v.object({
      id: v.string(),
      reference: said('What people quote in mails.'),
      title: v.string(),
      state: v.picklist(QUEUE_STATES),
      version,
      language: said('ISO 639-1 code of the language the entry was written in.'),
      action_lines: v.array(v.picklist(ACTION_LINE_CODES)),
      submitted_at: timestamp,
      waiting_days: v.pipe(v.number(), v.description('Whole days since the entry was registered.')),
    }),
  ),
});

const Submission = v.object({
  id: v.string(),
  reference: v.string(),
  state: v.picklist(STATES),
  version,
  submitted_at: timestamp,
  actions: v.pipe(v.array(v.string()), v.description('Decisions the state allows.')),
  content: v.pipe(v.record(v.string(), v.unknown()), v.description('The latest revision.')),
  timeline: v.array(
    v.object({
      version: v.number(),
      type: v.picklist(EVENT_TYPES),
      at: timestamp,
      by: v.picklist(['moderator', 'submitter', 'register']),
      fields: v.array(v.picklist(FIELD_NAMES)),
      reason: v.nullable(v.picklist(DECLINE_REASONS)),
      message: v.nullable(v.string()),
    }),
  ),
});

const Decided = v.object({ id: v.string(), state: v.picklist(STATES), version });

const ROLES_BY_ACTOR = { account: 'moderator', link: 'submitter', system: 'register' } as const;

const accessProblems = {
  401: problemAnswer('Nobody is signed in.'),
  404: problemAnswer('There is no such submission, or the account may not moderate.'),
};

const filter = (name: string, description: string, codes: readonly string[]) => ({
  name,
  in: 'query' as const,
  required: false,
  description: `${description} May be repeated.`,
  schema: { type: 'array' as const, items: { type: 'string' as const, enum: [...codes] } },
});

const count = (name: string, description: string, maximum: number, preset: number) =>
  ({
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'integer', minimum: 1, maximum, default: preset },
  }) as const;

const id = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the submission.',
  schema: { type: 'string' },
} as const;

/** Moderation for programs that carry the session of a moderator. */
export const api = new Hono<AppEnv>();

api.get(
  '/api/v1/moderation/queue',
  describeRoute({
    operationId: 'moderationQueue',
    summary: 'What waits for a moderator, oldest first',
    description: 'Submissions with a confirmed address that are neither published nor declined.',
    tags: TAGS,
    parameters: [
      filter('state', 'Both states if not given.', QUEUE_STATES),
      filter('language', 'Language the entry was written in.', CONTENT_LANGUAGES),
      filter('action_line', 'Action line; `C7` stands for its eight parts.', ['C7', ...ACTION_LINE_CODES]),
      count('page', 'Page, from 1.', 10_000, 1),
      count('size', 'Entries on a page.', 100, 25),
    ],
    responses: {
      200: { description: 'One page of the queue.', content: jsonOf(Queue) },
      ...accessProblems,
      422: problemAnswer('A parameter has a value that is not known; `errors` names it.'),
    },
  }),
  async (c) => {
    moderatorOf(c);
    const query = readQueueQuery(new URL(c.req.url).searchParams);
    const database = reader(c, c.env.DB);
    const [entries, counts] = await Promise.all([
      queuePage(database, query, c.get('clock')()),
      queueCounts(database, query),
    ]);
    const answer: v.InferOutput<typeof Queue> = {
      total: counts.total,
      page: query.page,
      size: query.size,
      results: entries.map((entry) => ({
        id: entry.id,
        reference: referenceOf(entry.id),
        title: entry.title,
        state: entry.state,
        version: entry.version,
        language: entry.language,
        action_lines: entry.actionLines,
        submitted_at: new Date(entry.submittedAt).toISOString(),
        waiting_days: entry.waitingDays,
      })),
    };
    return c.json(answer, 200, NO_STORE);
  },
);

api.get(
  '/api/v1/moderation/:id',
  describeRoute({
    operationId: 'moderationSubmission',
    summary: 'One submission',
    description: 'Its latest content and its whole history. Never an address of a person.',
    tags: TAGS,
    parameters: [id],
    responses: { 200: { description: 'The submission.', content: jsonOf(Submission) }, ...accessProblems },
  }),
  async (c) => {
    moderatorOf(c);
    const { entry, history, decisions } = await submissionById(reader(c, c.env.DB), c.req.param('id'));
    const answer = v.parse(Submission, {
      id: entry.id,
      reference: referenceOf(entry.id),
      state: entry.standing.state,
      version: entry.standing.version,
      submitted_at: new Date(entry.createdAt).toISOString(),
      actions: decisions,
      content: entry.content,
      timeline: history.map((event) => ({
        version: event.version,
        type: event.type,
        at: new Date(event.at).toISOString(),
        by: ROLES_BY_ACTOR[event.actorKind],
        fields: event.data.fields ?? [],
        reason: event.data.reason ?? null,
        message: event.message,
      })),
    });
    return c.json(answer, 200, NO_STORE);
  },
);

api.post(
  '/api/v1/moderation/:id/decisions',
  describeRoute({
    operationId: 'decideInitiative',
    summary: 'Approve, ask for changes, or decline',
    description:
      'Decides on the version the moderator saw. Of several decisions on one version the first wins. The submitter ' +
      'gets a mail.',
    tags: TAGS,
    parameters: [id],
    requestBody: { required: true, content: jsonOf(Decision, 'input') },
    responses: {
      200: { description: 'Decided.', content: jsonOf(Decided) },
      400: problemAnswer('The body is not JSON, or an object in it holds a key twice.'),
      403: problemAnswer('The request did not come from our own pages.'),
      ...accessProblems,
      409: problemAnswer(
        'The entry changed since (`edit-conflict`, with `current_version`) or is not at a stage for this (`wrong-state`).',
      ),
      413: problemAnswer('The body is larger than the limit, named in `limit_bytes`.'),
      415: problemAnswer('The content type is not `application/json`.'),
      422: problemAnswer('Some values cannot be accepted; `errors` says which and why.'),
    },
  }),
  async (c) => {
    moderatorOf(c);
    const value = await jsonBody(c);
    const after = await decideInitiative(c, actorOf(c), c.req.param('id'), value);
    const answer: v.InferOutput<typeof Decided> = {
      id: c.req.param('id'),
      state: after.state,
      version: after.version,
    };
    return c.json(answer, 200, NO_STORE);
  },
);
