import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Problem } from '#domain/problems.ts';
import { ProposedTranslation } from '#domain/schemas/translation.ts';
import { jsonBody } from '#worker/http/body.ts';
import type { AppEnv } from '#worker/http/context.ts';
import { bodyProblems, jsonOf, limitProblem, problemAnswer } from '#worker/http/describe.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { openEntry } from '#worker/http/public-entry.ts';
import { propose } from './propose.ts';

const Proposed = v.object({ id: v.string(), status: v.picklist(['unconfirmed', 'open']) });

/** Proposing a translation, for programs. */
export const api = new Hono<AppEnv>().post(
  '/api/v1/initiatives/:id/translations',
  describeRoute({
    operationId: 'proposeTranslation',
    summary: 'Propose a translation of a published initiative',
    description:
      'Anybody may. The mailed link confirms it; then the owner of the entry or a moderator accepts or refuses it. Who is signed in needs no `email`, and no link.',
    tags: ['Initiatives'],
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    requestBody: { required: true, content: jsonOf(ProposedTranslation, 'input') },
    responses: {
      202: { description: 'Kept until the address is confirmed, or answered.', content: jsonOf(Proposed) },
      ...bodyProblems,
      404: problemAnswer('No published initiative has this id.'),
      410: problemAnswer('The initiative was withdrawn; `withdrawn_at` says when.'),
      ...limitProblem,
    },
  }),
  async (c) => {
    await limitNetwork(c, 'suggest');
    const value = await jsonBody(c);
    const found = await openEntry(c.env.DB, c.req.param('id'));
    if (found.kind === 'merged') throw new Problem('not-found');
    const id = crypto.randomUUID();
    const status = await propose(c, found.initiative, value, id);
    const answer: v.InferOutput<typeof Proposed> = { id, status };
    return c.json(answer, 202, { 'cache-control': 'no-store' });
  },
);
