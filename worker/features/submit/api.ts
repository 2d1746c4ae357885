import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { draftFor } from '#db/drafts.ts';
import { historyOf } from '#db/entries.ts';
import { Problem } from '#domain/problems.ts';
import { Submission } from '#domain/schemas/submission.ts';
import { jsonBody } from '#worker/http/body.ts';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { bodyProblems, jsonOf, limitProblem, problemAnswer } from '#worker/http/describe.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { heldSubject, type LinkActor } from './held-entry.ts';
import { keepsSecret, linkActorOf } from './private-link.ts';
import { reviseInitiative } from './revise-initiative.ts';
import { Receipt, RevisionRequest, SubmissionStatus, WithdrawalRequest } from './schemas.ts';
import { submissionStatus } from './submission-status.ts';
import { submitInitiative } from './submit-initiative.ts';
import { withdrawInitiative } from './withdraw-initiative.ts';

const TAGS = ['Submissions'];

const writeProblems = {
  ...bodyProblems,
  ...limitProblem,
  404: problemAnswer('The private link is not genuine.'),
  409: problemAnswer(
    'The entry changed since (`edit-conflict`) or is not at a stage for this (`wrong-state`).',
  ),
};

const token = {
  name: 'token',
  in: 'path',
  required: true,
  description: 'The last part of the private address sent by mail.',
  schema: { type: 'string' },
} as const;

async function statusOf(c: AppContext, actor: LinkActor): Promise<SubmissionStatus> {
  const held = await heldSubject(c.env.DB, actor);
  return submissionStatus(actor, held, await historyOf(c.env.DB, held.entry.id));
}

/** Id of the draft that a request names, if it is one of the signed-in person; null if it names none. */
async function namedDraft(c: AppContext): Promise<string | null> {
  const id = c.req.query('draft');
  if (id === undefined) return null;
  const user = c.get('user');
  if (!user) throw new Problem('sign-in-required');
  return (await draftFor(c.env.DB, id, user.id)).id;
}

/** Submissions for programs. Anybody may register; the private link from the mail does the rest. */
export const api = new Hono<AppEnv>();

api.post(
  '/api/v1/initiatives',
  describeRoute({
    operationId: 'submitInitiative',
    summary: 'Register an initiative',
    description:
      'Stores the entry and mails a confirmation link to `contact_email`. Moderators see it once the link was opened. ' +
      'Send an `Idempotency-Key` to be able to repeat a request safely.',
    tags: TAGS,
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: false,
        description:
          'Any 1 to 200 visible ASCII characters, new for every entry. The same key and body get the first answer again.',
        schema: { type: 'string', minLength: 1, maxLength: 200 },
      },
      {
        name: 'draft',
        in: 'query',
        required: false,
        description:
          'Id of a draft of the signed-in person that this is: from then on it counts as sent. `draft:` and the id then ' +
          'stand for the `Idempotency-Key`, so that a draft is sent once, whoever of its members sends it.',
        schema: { type: 'string' },
      },
    ],
    requestBody: { required: true, content: jsonOf(Submission, 'input') },
    responses: {
      201: { description: 'Stored.', content: jsonOf(Receipt) },
      ...bodyProblems,
      ...limitProblem,
      401: problemAnswer('A draft is named, and nobody is signed in.'),
      404: problemAnswer('There is no such draft for this person.'),
    },
  }),
  async (c) => {
    await limitNetwork(c, 'submit');
    const value = await jsonBody(c);
    const receipt = await submitInitiative(c, value, {
      idempotencyKey: c.req.header('idempotency-key') ?? null,
      draftId: await namedDraft(c),
      language: c.get('language'),
    });
    return c.json(receipt, 201, { 'cache-control': 'no-store' });
  },
);

api.use('/api/v1/submissions/:token/*', keepsSecret);

api.get(
  '/api/v1/submissions/:token',
  describeRoute({
    operationId: 'submissionStatus',
    summary: 'Where a submission stands',
    description: 'For the holder of the private link: the state, what the moderator asked, and the content.',
    tags: TAGS,
    parameters: [token],
    responses: {
      200: { description: 'The submission.', content: jsonOf(SubmissionStatus) },
      404: problemAnswer('The private link is not genuine.'),
    },
  }),
  async (c) => c.json(await statusOf(c, await linkActorOf(c))),
);

api.post(
  '/api/v1/submissions/:token/revisions',
  describeRoute({
    operationId: 'reviseInitiative',
    summary: 'Change an entry, or answer a change request',
    description:
      'Takes the whole content again, which waits for a moderator. What is public stays so until it is approved.',
    tags: TAGS,
    parameters: [token],
    requestBody: { required: true, content: jsonOf(RevisionRequest, 'input') },
    responses: { 200: { description: 'Stored.', content: jsonOf(SubmissionStatus) }, ...writeProblems },
  }),
  async (c) => {
    await limitNetwork(c, 'submit');
    const actor = await linkActorOf(c);
    const value = await jsonBody(c);
    await reviseInitiative(c, actor, value);
    return c.json(await statusOf(c, actor));
  },
);

api.post(
  '/api/v1/submissions/:token/withdrawal',
  describeRoute({
    operationId: 'withdrawInitiative',
    summary: 'Withdraw a submission',
    description: 'Takes the entry back for good. If it was public, its address answers 410 from then on.',
    tags: TAGS,
    parameters: [token],
    requestBody: { required: true, content: jsonOf(WithdrawalRequest, 'input') },
    responses: { 200: { description: 'Withdrawn.', content: jsonOf(SubmissionStatus) }, ...writeProblems },
  }),
  async (c) => {
    await limitNetwork(c, 'submit');
    const actor = await linkActorOf(c);
    const value = await jsonBody(c);
    await withdrawInitiative(c, actor, value);
    return c.json(await statusOf(c, actor));
  },
);
