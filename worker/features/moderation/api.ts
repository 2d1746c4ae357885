import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { DESK_QUEUES, VIEWS } from '#domain/initiative/desk.ts';
import { RECOMMENDATIONS } from '#domain/initiative/events.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { STATES } from '#domain/initiative/states.ts';
import { ACTION_LINE_CODES } from '#domain/taxonomy/action-lines.ts';
import { CONTENT_LANGUAGES } from '#domain/taxonomy/language.ts';
import type { AppEnv } from '../../http/context.ts';
import { reader } from '../../http/databases.ts';
import { jsonOf, problemAnswer } from '../../http/describe.ts';
import { staffOf } from '../../http/staff.ts';
import { bulkApi } from './bulk-api.ts';
import { readQueue } from './queue.ts';
import { readQueueQuery, TABS, WAITING_STATES } from './queue-query.ts';
import { submissionApi } from './submission-api.ts';

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
      state: v.picklist(STATES),
      version,
      queue: v.pipe(v.picklist(DESK_QUEUES), v.description('Why it waits; `asked`: for its submitter.')),
      due_at: v.nullable(said('Until when somebody shall deal with it: RFC 3339, UTC.')),
      assignee: v.nullable(said('Id of the account that shall decide.')),
      recommendation: v.nullable(v.picklist(RECOMMENDATIONS)),
      language: said('ISO 639-1 code of the language the entry was written in.'),
      action_lines: v.array(v.picklist(ACTION_LINE_CODES)),
      submitted_at: timestamp,
      waiting_days: v.pipe(v.number(), v.description('Whole days since the entry was registered.')),
    }),
  ),
});

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

const choice = (name: string, description: string, codes: readonly string[]) => ({
  name,
  in: 'query' as const,
  required: false,
  description,
  schema: { type: 'string' as const, enum: [...codes] },
});

const count = (name: string, description: string, maximum: number, preset: number) =>
  ({
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'integer', minimum: 1, maximum, default: preset },
  }) as const;

/** Moderation for programs that carry the session of a moderator. */
export const api = new Hono<AppEnv>();

api.get(
  '/api/v1/moderation/queue',
  describeRoute({
    operationId: 'moderationQueue',
    summary: 'What waits for a moderator, oldest first',
    description: 'What waits and the roles of the account reach.',
    tags: TAGS,
    parameters: [
      choice(
        'queue',
        '`open`: all that waits for a decision. If not given, what waits for its submitter too.',
        TABS,
      ),
      choice('view', 'All, the account’s own, nobody’s, or what is overdue.', VIEWS),
      filter('state', 'Every state if not given.', WAITING_STATES),
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
    const query = readQueueQuery(new URL(c.req.url).searchParams);
    const { entries, counts } = await readQueue(reader(c, c.env.DB), staffOf(c), query, c.get('clock')());
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
        queue: entry.queue,
        due_at: entry.dueAt === null ? null : new Date(entry.dueAt).toISOString(),
        assignee: entry.assignee?.id ?? null,
        recommendation: entry.recommendation,
        language: entry.language,
        action_lines: entry.actionLines,
        submitted_at: new Date(entry.submittedAt).toISOString(),
        waiting_days: entry.waitingDays,
      })),
    };
    return c.json(answer, 200, NO_STORE);
  },
);

// After the queue, which would be taken for an id.
api.route('/', bulkApi);
api.route('/', submissionApi);
