import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { rollBack } from '#db/roll-back.ts';
import { STATES } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';
import { issue } from '#domain/schemas/atoms.ts';
import { Suggestion } from '#domain/schemas/correction.ts';
import { parse } from '#domain/schemas/parse.ts';
import { jsonBody } from '#worker/http/body.ts';
import { type AppEnv, actorOf } from '#worker/http/context.ts';
import { bodyProblems, jsonOf, limitProblem, problemAnswer } from '#worker/http/describe.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { openEntry } from '#worker/http/public-entry.ts';
import { suggestCorrection } from './suggest-correction.ts';

const NO_STORE = { 'cache-control': 'no-store' };

const count = v.pipe(
  v.number(issue('wrong-type')),
  v.integer(issue('invalid-number')),
  v.minValue(1, issue('out-of-range')),
  v.maxValue(1_000_000, issue('out-of-range')),
);
const RollBackRequest = v.object(
  {
    number: v.pipe(count, v.description('Number of the public version to make public again.')),
    expected_version: v.pipe(count, v.description('The `version` of the entry that was seen.')),
  },
  issue('wrong-type'),
);
const RolledBack = v.object({
  id: v.string(),
  state: v.picklist(STATES),
  version: v.pipe(v.number(), v.description('Name it as `expected_version` in the next write.')),
});
const Suggested = v.object({ id: v.string(), status: v.literal('unconfirmed') });

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } } as const;
const problems = {
  ...bodyProblems,
  404: problemAnswer('No published initiative has this id, or it is not for this account.'),
};

/** Suggesting a correction, and making an earlier version public again, for programs. */
export const writeApi = new Hono<AppEnv>()
  .post(
    '/api/v1/initiatives/:id/corrections',
    describeRoute({
      operationId: 'suggestCorrection',
      summary: 'Suggest a correction of a published initiative',
      description:
        'Anybody may. The mailed link confirms it; then the owner of the entry is asked, after 14 days the moderators.',
      tags: ['Initiatives'],
      parameters: [id],
      requestBody: { required: true, content: jsonOf(Suggestion, 'input') },
      responses: {
        202: { description: 'Kept until the address is confirmed.', content: jsonOf(Suggested) },
        ...problems,
        ...limitProblem,
      },
    }),
    async (c) => {
      await limitNetwork(c, 'suggest');
      const value = await jsonBody(c);
      const found = await openEntry(c.env.DB, c.req.param('id'));
      if (found.kind === 'merged') throw new Problem('not-found');
      const suggestion = crypto.randomUUID();
      await suggestCorrection(c, found.initiative, value, suggestion);
      const answer: v.InferOutput<typeof Suggested> = { id: suggestion, status: 'unconfirmed' };
      return c.json(answer, 202, NO_STORE);
    },
  )
  .post(
    '/api/v1/initiatives/:id/roll-back',
    describeRoute({
      operationId: 'rollBackInitiative',
      summary: 'Make an earlier public version public again',
      description:
        'For moderators, and for owners and editors of the organization whose entry it is once its domain is verified. The content becomes a new version.',
      tags: ['Moderation'],
      parameters: [id],
      requestBody: { required: true, content: jsonOf(RollBackRequest, 'input') },
      responses: {
        200: { description: 'Public again.', content: jsonOf(RolledBack) },
        ...problems,
        401: problemAnswer('Nobody is signed in.'),
        403: problemAnswer('The account sees the entry and may not do this.'),
        409: problemAnswer('The entry changed since (`edit-conflict`) or is not public (`wrong-state`).'),
      },
    }),
    async (c) => {
      if (!c.get('user')) throw new Problem('sign-in-required');
      const { number, expected_version } = parse(RollBackRequest, await jsonBody(c));
      const { standing } = await rollBack(c.env.DB, {
        ...{ initiativeId: c.req.param('id'), actor: actorOf(c), number, at: c.get('clock')() },
        expectedVersion: expected_version,
      });
      hurry(c);
      const { state, version } = standing;
      const answer: v.InferOutput<typeof RolledBack> = { id: c.req.param('id'), state, version };
      return c.json(answer, 200, NO_STORE);
    },
  );
