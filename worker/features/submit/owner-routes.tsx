import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { historyOf } from '#db/entries.ts';
import { Problem } from '#domain/problems.ts';
import { OwnerWish, OwnerWords } from '#domain/schemas/decision.ts';
import { one, versionOf } from '#domain/schemas/form.ts';
import { OWNER_ACTIONS, type OwnerActionName } from '#web/pages/submit/OwnerActions.tsx';
import { formBody, jsonBody } from '#worker/http/body.ts';
import { type AppEnv, t } from '#worker/http/context.ts';
import { bodyProblems, jsonOf, limitProblem, problemAnswer } from '#worker/http/describe.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { issueText } from '#worker/http/problem.ts';
import { heldSubject } from './held-entry.ts';
import { ownerAction } from './owner-action.ts';
import { heldHref, heldPaths, holderOf, linkActorOf } from './private-link.ts';
import { SubmissionStatus } from './schemas.ts';
import { statusPage } from './status-page.tsx';
import { submissionStatus } from './submission-status.ts';

/** Appeals, messages to the moderators, reopening, archiving and restoring, by form and by API. */
export const owners = new Hono<AppEnv>();

const ACTION = `/:action{(?:${OWNER_ACTIONS.join('|')})}`;

/** Where a form was sent again with what was wrong, the switch of languages leads back to the page. */
owners.on('GET', heldPaths(ACTION), (c) => c.redirect(heldHref(c), 303));

owners.on('POST', heldPaths(ACTION), async (c) => {
  const holder = await holderOf(c);
  const action = c.req.param('action') as OwnerActionName;
  const body = await formBody(c);
  const message = one(body, 'message');
  try {
    await limitNetwork(c, 'submit');
    await ownerAction(c, holder, action, { message, expected_version: versionOf(body) });
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    const say = t(c);
    const [issue] = error.issues;
    const text =
      error.code === 'too-many-requests' ? 'problem.too-many-requests.detail' : 'submit.owner.conflict';
    return statusPage(c, holder, {
      problem: error,
      owner: { action, message, error: issue ? issueText(say, issue) : null },
      ...(!issue && { notice: { kind: 'warning', text: say(text) } }),
    });
  }
  return c.redirect(`${heldHref(c)}?done=${action}`, 303);
});

const API = [
  ['appeal', 'appealDecision', 'Appeal a refusal', 'Once per decision. Another person settles it.'],
  [
    'message',
    'messageModerators',
    'Write to the moderators',
    'It is kept with the entry and mailed to who has it.',
  ],
  [
    'reopen',
    'reopenInitiative',
    'Reopen what closed without an answer',
    'The change request can be answered again.',
  ],
  ['archive', 'archiveInitiative', 'Archive an entry', 'It keeps its page, and leaves search and lists.'],
  ['restore', 'restoreInitiative', 'Restore an archived entry', 'It is in search and lists again.'],
] as const satisfies readonly (readonly [OwnerActionName, string, string, string])[];

for (const [action, operationId, summary, description] of API)
  owners.post(
    `/api/v1/submissions/:token/${action}`,
    describeRoute({
      operationId,
      summary,
      description,
      tags: ['Submissions'],
      parameters: [
        {
          name: 'token',
          in: 'path',
          required: true,
          description: 'The last part of the private address sent by mail.',
          schema: { type: 'string' },
        },
      ],
      requestBody: {
        required: true,
        content: jsonOf(action === 'appeal' || action === 'message' ? OwnerWords : OwnerWish, 'input'),
      },
      responses: {
        200: { description: 'Done.', content: jsonOf(SubmissionStatus) },
        ...bodyProblems,
        404: problemAnswer('The private link is not genuine.'),
        409: problemAnswer(
          'The entry changed since (`edit-conflict`) or is not at a stage for this (`wrong-state`).',
        ),
        ...limitProblem,
      },
    }),
    async (c) => {
      await limitNetwork(c, 'submit');
      const actor = await linkActorOf(c);
      await ownerAction(c, actor, action, await jsonBody(c));
      const held = await heldSubject(c.env.DB, actor);
      return c.json(submissionStatus(actor, held, await historyOf(c.env.DB, held.entry.id)));
    },
  );
