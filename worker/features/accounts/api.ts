import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { rolesOf, STAFF_ROLES } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { jsonBody } from '../../http/body.ts';
import type { AppEnv } from '../../http/context.ts';
import { jsonOf, problemAnswer } from '../../http/describe.ts';
import { requestSignIn, SignIn } from './sign-in.ts';

const Sent = v.object({ status: v.literal('sent') });
const Session = v.object({
  email: v.pipe(v.string(), v.description('Your own address; nobody else sees it.')),
  roles: v.pipe(
    v.array(v.picklist(STAFF_ROLES)),
    v.description('Roles at the desk; none for most accounts.'),
  ),
  staff_power: v.pipe(v.boolean(), v.description('Whether an administrator has switched staff power on.')),
});

export const api = new Hono<AppEnv>();

api.post(
  '/api/v1/session',
  describeRoute({
    operationId: 'requestSignIn',
    summary: 'Ask for a sign-in link by mail',
    description:
      'The answer is the same whether or not there is an account with this address. The link works once, within 15 ' +
      'minutes, and sets the session cookie when it is opened.',
    tags: ['Session'],
    requestBody: { content: jsonOf(SignIn, 'input'), required: true },
    responses: {
      202: { description: 'If there is such an account, a mail is on its way.', content: jsonOf(Sent) },
      400: problemAnswer('The body is not JSON, or an object holds a key twice.'),
      413: problemAnswer('The body is larger than the limit, named in `limit_bytes`.'),
      415: problemAnswer('The body is not application/json.'),
      422: problemAnswer('The address is missing or is not one.'),
      429: problemAnswer('Too many requests from this network or for this address.'),
    },
  }),
  async (c) => {
    const value = await jsonBody(c);
    await requestSignIn(c, value, '');
    return c.json({ status: 'sent' } satisfies v.InferOutput<typeof Sent>, 202, {
      'cache-control': 'no-store',
    });
  },
);

api.get(
  '/api/v1/session',
  describeRoute({
    operationId: 'getSession',
    summary: 'Who is signed in',
    description: 'The account the session cookie belongs to.',
    tags: ['Session'],
    responses: {
      200: { description: 'The account.', content: jsonOf(Session) },
      401: problemAnswer('Nobody is signed in.'),
    },
  }),
  (c) => {
    const user = c.get('user');
    if (!user) throw new Problem('sign-in-required');
    const answer: v.InferOutput<typeof Session> = {
      email: user.email,
      roles: rolesOf(user.actor),
      staff_power: user.actor.staffPower,
    };
    return c.json(answer, 200, { 'cache-control': 'no-store' });
  },
);

api.delete(
  '/api/v1/session',
  describeRoute({
    operationId: 'signOut',
    summary: 'Sign out',
    description:
      'Ends the session of the cookie. Without one there is nothing to end, and the answer is the same.',
    tags: ['Session'],
    responses: {
      204: { description: 'Nobody is signed in any more.' },
      403: problemAnswer('The request did not come from our own pages.'),
    },
  }),
  async (c) => {
    if (c.get('user')) {
      const { closeSession } = await import('../../http/accounts.ts');
      await closeSession(c);
    }
    return c.body(null, 204);
  },
);
