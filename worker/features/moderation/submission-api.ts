import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { EVENT_TYPES, isShared, RECOMMENDATIONS, type Standing } from '#domain/initiative/events.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { DECLINE_REASONS } from '#domain/initiative/reasons.ts';
import { PROPOSALS, STATES } from '#domain/initiative/states.ts';
import { DESK_ACTIONS, Decision, DeskAction } from '#domain/schemas/decision.ts';
import { FIELD_NAMES } from '#domain/schemas/submission.ts';
import { jsonBody } from '../../http/body.ts';
import { type AppEnv, actorOf } from '../../http/context.ts';
import { reader } from '../../http/databases.ts';
import { bodyProblems, jsonOf, problemAnswer } from '../../http/describe.ts';
import { staffOf } from '../../http/staff.ts';
import { decideInitiative } from './decide-initiative.ts';
import { actAtDesk } from './desk-action.ts';
import { submissionById } from './review.ts';

const TAGS = ['Moderation'];
const NO_STORE = { 'cache-control': 'no-store' };

const version = v.pipe(v.number(), v.description('Name it as `expected_version` in a decision.'));
const timestamp = v.pipe(v.string(), v.description('Instant in RFC 3339, UTC.'));

const Submission = v.object({
  id: v.string(),
  reference: v.string(),
  state: v.picklist(STATES),
  version,
  submitted_at: timestamp,
  actions: v.pipe(v.array(v.string()), v.description('Decisions that the account may take now.')),
  desk_actions: v.pipe(
    v.array(v.picklist(DESK_ACTIONS)),
    v.description('What else the account may do now, with `POST /api/v1/moderation/{id}/actions`.'),
  ),
  proposals: v.pipe(v.array(v.picklist(PROPOSALS)), v.description('What the account may propose now.')),
  assignee: v.pipe(v.nullable(v.string()), v.description('Account that shall decide.')),
  deadline: v.pipe(
    v.nullable(timestamp),
    v.description('Until when the submitter may answer a change request.'),
  ),
  proposal: v.pipe(
    v.nullable(
      v.object({ kind: v.picklist(PROPOSALS), into: v.nullable(v.string()), by: v.nullable(v.string()) }),
    ),
    v.description('What a colleague proposed and somebody else has to second.'),
  ),
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
      internal: v.pipe(v.boolean(), v.description('Whether it never leaves the desk.')),
      recommendation: v.nullable(v.picklist(RECOMMENDATIONS)),
    }),
  ),
});

const Decided = v.object({ id: v.string(), state: v.picklist(STATES), version });

const ROLES_BY_ACTOR = { account: 'moderator', link: 'submitter', system: 'register' } as const;

function proposalOf({ proposal }: Standing) {
  return proposal && { kind: proposal.kind, into: proposal.into, by: proposal.by };
}

const accessProblems = {
  401: problemAnswer('Nobody is signed in.'),
  404: problemAnswer('There is no such submission, or the account may not moderate.'),
};

const writeAnswers = {
  200: { description: 'Done.', content: jsonOf(Decided) },
  ...bodyProblems,
  ...accessProblems,
  403: problemAnswer(
    'The request did not come from our own pages, the account may not do this (`not-allowed`), or somebody else has to (`another-person`).',
  ),
  409: problemAnswer(
    'The entry changed since (`edit-conflict`, with `current_version`) or is not at a stage for this (`wrong-state`).',
  ),
};

const id = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the submission.',
  schema: { type: 'string' },
} as const;

/** One submission and what is done to it, for programs that carry the session of a member of staff. */
export const submissionApi = new Hono<AppEnv>();

submissionApi.get(
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
    const { entry, history, rights } = await submissionById(
      reader(c, c.env.DB),
      c.req.param('id'),
      staffOf(c),
    );
    const answer = v.parse(Submission, {
      id: entry.id,
      reference: referenceOf(entry.id),
      state: entry.standing.state,
      version: entry.standing.version,
      submitted_at: new Date(entry.createdAt).toISOString(),
      actions: rights.decisions,
      desk_actions: rights.actions,
      proposals: rights.proposals,
      assignee: entry.standing.assignee,
      deadline: entry.standing.deadline === null ? null : new Date(entry.standing.deadline).toISOString(),
      proposal: proposalOf(entry.standing),
      content: entry.content,
      timeline: history.map((event) => ({
        version: event.version,
        type: event.type,
        at: new Date(event.at).toISOString(),
        by: ROLES_BY_ACTOR[event.actorKind],
        fields: event.data.fields ?? [],
        reason: event.data.reason ?? null,
        message: event.message,
        internal: !isShared(event),
        recommendation: event.data.recommendation ?? null,
      })),
    });
    return c.json(answer, 200, NO_STORE);
  },
);

submissionApi.post(
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
    responses: writeAnswers,
  }),
  async (c) => {
    staffOf(c);
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

submissionApi.post(
  '/api/v1/moderation/:id/actions',
  describeRoute({
    operationId: 'actAtDesk',
    summary: 'Everything else that staff do',
    description:
      'Recommend, write to the owners or to colleagues, assign, settle an appeal, archive, withdraw, restore; propose to ' +
      'hide, merge or delete, and second what another person proposed. On the version that was seen.',
    tags: TAGS,
    parameters: [id],
    requestBody: { required: true, content: jsonOf(DeskAction, 'input') },
    responses: writeAnswers,
  }),
  async (c) => {
    const actor = staffOf(c);
    const value = await jsonBody(c);
    const after = await actAtDesk(c, actor, c.req.param('id'), value);
    const answer: v.InferOutput<typeof Decided> = {
      id: c.req.param('id'),
      state: after.state,
      version: after.version,
    };
    return c.json(answer, 200, NO_STORE);
  },
);
