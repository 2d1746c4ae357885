import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Problem } from '#domain/problems.ts';
import { ProposedTranslation } from '#domain/schemas/translation.ts';
import { jsonBody } from '#worker/http/body.ts';
import type { AppEnv } from '#worker/http/context.ts';
import { jsonOf, problemAnswer } from '#worker/http/describe.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { propose, translatable } from './propose.ts';

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
      400: problemAnswer('The body is not JSON, or an object in it holds a key twice.'),
      404: problemAnswer('No published initiative has this id.'),
      410: problemAnswer('The initiative was withdrawn; `withdrawn_at` says when.'),
      413: problemAnswer('The body is larger than the limit, named in `limit_bytes`.'),
      415: problemAnswer('The content type is not `application/json`.'),
      422: problemAnswer('Some values cannot be accepted; `errors` says which and why.'),
      429: problemAnswer('Too many requests; `Retry-After` says when to try again.'),
    },
  }),
  async (c) => {
    await limitNetwork(c, 'suggest');
    const value = await jsonBody(c);
    const found = await translatable(c, c.req.param('id'));
    if (found.kind === 'merged') throw new Problem('not-found');
    const id = crypto.randomUUID();
    const status = await propose(c, found.initiative, value, id);
    const answer: v.InferOutput<typeof Proposed> = { id, status };
    return c.json(answer, 202, { 'cache-control': 'no-store' });
  },
);
